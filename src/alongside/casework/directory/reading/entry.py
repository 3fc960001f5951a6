"""An entry as it was read, ready to be compared with what is here and written.

Each part is {column: value as JSON has it}, with `public_id`, and `also` for what has no field.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]


@dataclass
class Thing:
    """An organisation or a place, with the rows that belong to it by their names."""

    their_id: str
    columns: Row
    rows: dict[str, list[Row]] = field(default_factory=dict)
    mark: str = ""

    @property
    def digest(self) -> str:
        """The same, while nothing that they say changes."""
        return digest_of([self.columns, self.rows])


@dataclass
class Entry:
    """An activity."""

    row: int
    their_id: str
    columns: Row
    rows: dict[str, list[Row]] = field(default_factory=dict)
    organisation: Thing | None = None
    places: list[tuple[Row, Thing]] = field(default_factory=list)  # activity at place, and place
    their_modified: str = ""
    again: bool = False  # another row had its id before

    @property
    def name(self) -> str:
        return str(self.columns["name"])

    @property
    def mark(self) -> str:
        """Of its name and place: by it, an entry is known whose id has changed."""
        where = sorted(place.mark for _, place in self.places)
        who = self.organisation.mark if self.organisation else ""
        return mark_of(self.name, who, *where)

    @property
    def digest(self) -> str:
        """The same, while nothing that they say changes."""
        parts: list[Any] = [self.columns, self.rows, [at for at, _ in self.places]]
        parts += [place.digest for _, place in self.places]
        parts.append(self.organisation.digest if self.organisation else "")
        return digest_of(parts)


def digest_of(value: Any) -> str:
    """A short name for a value."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def mark_of(*words: str) -> str:
    """The same for words that are alike but for capitals, spaces and signs."""
    plain = ["".join(c for c in word.casefold() if c.isalnum()) for word in words]
    return digest_of(plain) if any(plain) else ""
