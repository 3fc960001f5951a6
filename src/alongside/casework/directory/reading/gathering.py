"""The lines of a report with alike ones together: 766 times the same is one thing to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from alongside.casework.schemes.words import listed

from .report import Level

QUOTED = re.compile(r"“[^”]*”|\b\d+ [A-Z][a-z]+ \d{4}\b|\b\d[\d,.:-]*\b")
SUCH_AS = 3
LONGER = 20  # where each one is worth a look
EACH_COUNTS = {Level.LEFT_OUT, Level.BESIDE, Level.GONE}
MOST_FIELDS = 4
FIELDS = {  # of Open Referral, and of ours
    "url": "website",
    "website": "website",
    "fees": "cost",
    "times": "when it is on",
    "schedules": "when it is on",
    "assured_date": "when it was checked",
    "assurer_email": "who checked it",
    "organization": "who runs it",
    "organization_id": "who runs it",
    "postal_code": "postcode",
    "phones": "telephone",
    "service_at_locations": "place",
    "at": "place",
    "attributes": "words that it is found by",
    "tags": "words that it is found by",
    "eligibility_description": "who it is for",
    "contacts": "whom to ask",
    "languages": "language",
    "service_areas": "area",
    "cost_options": "cost",
    "accreditations": "accreditation",
}
OF = {"organization": "of who runs it", "location": "of the place", "service_areas": "of the area"}
UNSAID = {"", "id"}


@dataclass
class Alike:
    """Lines that say the same of different rows."""

    level: Level
    words: str
    of_a_part: bool  # of one field of an entry, not of the entry
    count: int = 0
    fields: dict[str, None] = field(default_factory=dict)
    rows: list[tuple[int, str, str]] = field(default_factory=list)  # row, entry, what differs

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.rows)

    @property
    def became(self) -> str:
        """What became of it, in words."""
        return became(self.level, of_a_part=self.of_a_part)

    @property
    def about(self) -> str:
        """Which fields, as people call them; nothing where they are many."""
        return listed(list(self.fields)) if len(self.fields) <= MOST_FIELDS else ""


def became(level: Level, *, of_a_part: bool) -> str:
    """A value that is left out leaves its entry in."""
    return "A part left out" if of_a_part and level == Level.LEFT_OUT else level.words


def gathered(lines: Iterable[Sequence[Any]]) -> list[Alike]:
    """What weighs most first: what was left out, what stands beside, what is gone, and so on."""
    found: dict[tuple[str, str, bool], Alike] = {}
    for row, level, _, name, about, words in lines:
        alike, of_a_part = QUOTED.sub(_stands_for, words), about != ""
        key = (level, alike, of_a_part)
        one = found.setdefault(key, Alike(Level(level), alike, of_a_part))
        one.count += 1
        one.fields |= {called(part): None for part in about.split(", ") if part not in UNSAID}
        if len(one.rows) < (LONGER if one.level in EACH_COUNTS else SUCH_AS):
            differs = ", ".join(QUOTED.findall(words))
            one.rows.append((row, name or "no name", differs))
            one.words = words if one.count == 1 else alike
    groups = list(found.values())
    for one in groups:
        if one.count == 1:
            one.rows = [(row, name, "") for row, name, _ in one.rows]
    return sorted(groups, key=lambda one: (one.level.place, one.of_a_part, -one.count, one.words))


def _stands_for(quoted: re.Match[str]) -> str:
    return "“…”" if quoted[0].startswith("“") else "…"


def called(name: str) -> str:
    """What a feed's field is called on a page.

    >>> called("url"), called("organization.url"), called("location.address.1.postal_code")
    ('website', 'website of who runs it', 'postcode of the place')
    """
    parts = [part for part in name.split(".") if not part.isdigit()]
    said = FIELDS.get(parts[-1], parts[-1].replace("_", " "))
    of = next((OF[part] for part in parts[:-1] if part in OF), "")
    return f"{said} {of}".strip()
