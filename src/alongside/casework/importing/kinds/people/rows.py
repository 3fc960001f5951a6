"""People: who they are, how to reach them safely, what to know before the doorbell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from alongside.casework.people import actions
from alongside.casework.people.models import Person
from alongside.casework.people.rules import Arrival, PointIn, why_not_bring_in

from ... import values
from ..base import Planned, RowIn
from .columns import COLUMNS

if TYPE_CHECKING:
    from ...place import Place

NONE_KNOWN = {"none", "noneknown", "no", "norisks", "norisksknown", "nil", "nonidentified"}
TITLES = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|rev|prof|sir|dame)\.?\s+", re.I)
# Fields of the model that a column fills under another name.
FIELDS = {
    "may_leave_voicemail": "voicemail",
    "may_text": "text",
    "may_write": "letter",
    "may_email": "email",
}
OTHERWISE = (
    "person_ref full_name telephone telephone_2 email life_transitions risks emergency_name"
    " emergency_relation emergency_telephone added_on died_on"
)
PLAIN = [column.name for column in COLUMNS if column.name not in OTHERWISE.split()]


def check(rows: Sequence[RowIn], place: Place) -> list[Planned]:
    """What each row makes of a person, and what stands against it."""
    planned = []
    for row in rows:
        arrival = _arrival(row)
        faults = list(_too_long(row, arrival))
        if reason := why_not_bring_in(arrival, place.today):
            faults.append(("", reason))
        for column, words in faults:
            place.fault(row, column, words)
        if not faults:
            planned.append(Planned(row, arrival))
    return planned


def write(planned: Sequence[Planned], place: Place) -> Sequence[Person]:
    """Add them."""
    people = [one.thing for one in planned]
    return actions.bring_in(scheme=place.scheme, people=people, by=place.by)


def _arrival(row: RowIn) -> Arrival:
    fields: dict[str, Any] = {
        FIELDS.get(name, name): row.values[name] for name in PLAIN if name in row.values
    }
    fields |= _names(row)
    asked = row.get("life_transitions")
    return Arrival(
        fields=fields,
        points=_points(row),
        important=_important(row),
        risks=_risks(row.get("risks")),
        transitions=asked,
        added_on=row.get("added_on"),
        died_on=row.get("died_on"),
    )


def _names(row: RowIn) -> dict[str, str]:
    """What they are called: as it is given, or else made of the whole name or the first one."""
    given, family = row.get("given_name", ""), row.get("family_name", "")
    if not given and not family:
        given, family = parted(row.get("full_name", ""))
    called = row.get("preferred_name") or (given.split(" ")[0] if given else family)
    return {"preferred_name": called, "given_name": given, "family_name": family}


def parted(whole: str) -> tuple[str, str]:
    """Given and family name of *Margaret Hollins*, *Mrs M Hollins* or *Hollins, Margaret*."""
    plain = TITLES.sub("", whole.strip())
    if "," in plain:
        family, _, given = plain.partition(",")
        return TITLES.sub("", given.strip()), family.strip()
    given, _, family = plain.rpartition(" ")
    return (given.strip(), family) if given else (family, "")


def _points(row: RowIn) -> list[PointIn]:
    found = [
        PointIn("telephone", number, note)
        for name in ("telephone", "telephone_2")
        for number, note in row.get(name, ())
    ]
    if row.get("email"):
        found.append(PointIn("email", row.get("email")))
    return list({point.plain: point for point in reversed(found)}.values())[::-1]


def _important(row: RowIn) -> dict[str, Any] | None:
    """Whom to ring; a number without a name is kept too."""
    name, relation = row.get("emergency_name", ""), row.get("emergency_relation", "")
    numbers = row.get("emergency_telephone", [])
    if not name and not numbers:
        return None
    notes = [f"{number} {note}".strip() for number, note in numbers[1:]]
    notes += [numbers[0][1]] if numbers and numbers[0][1] else []
    return {
        "name": name or relation or "Emergency contact",
        "relation": relation if name else "",
        "telephone": PointIn("telephone", numbers[0][0]).shown if numbers else "",
        "emergency": True,
        "note": "; ".join(notes),
    }


def _risks(said: str | None) -> list[tuple[str, str]] | None:
    """Each risk, a long one with its detail. None: nobody asked; an empty list: none is known."""
    if said is None:
        return None
    if values.squeezed(said) in NONE_KNOWN:
        return []
    parts = [part.strip() for part in re.split(r"[;\n]", said) if part.strip()]
    return [(part, "") if len(part) <= 120 else (f"{part[:119]}…", part) for part in parts]


def _too_long(row: RowIn, arrival: Arrival) -> Iterator[tuple[str, str]]:
    """What has no room where it would stand, and in which column."""
    if len(arrival.fields["preferred_name"]) > 80:
        yield "preferred_name", "would be called by more than 80 letters. Give a preferred_name."
    if any(len(detail) > 300 for _, detail in arrival.risks or ()):
        yield "risks", "has a risk of more than 300 letters. Part them with ; or make them shorter."
    if arrival.important and len(arrival.important["note"]) > 300:
        yield "emergency_telephone", "says more than there is room for. Leave the first number."
