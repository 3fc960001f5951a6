"""People of a file who may be known already: told before they come in, and never put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from alongside.casework.people import rules
from alongside.casework.people.queries import known_of_many
from alongside.casework.people.rules import Arrival
from alongside.casework.schemes.words import listed

from ...values import squeezed
from ..base import Double, Planned

if TYPE_CHECKING:
    from ...place import Place

ELSEWHERE = "somebody in another scheme of the programme"


def doubles(planned: Sequence[Planned], place: Place) -> list[Double]:
    """Those who are alike within the file, and everybody in it against those who are here."""
    found = list(_within(planned))
    many = [(one.thing.fields, one.thing.points) for one in planned]

    def step(done: int, total: int) -> None:
        place.step("Looking for people who may be known", done, total)

    for number, known in known_of_many(many, place.scheme, place.by, step):
        one = planned[number]
        called = _called(one.thing)
        for why, person in known.here:
            found.append(Double(one.row.number, called, str(person), listed(why)))
        if known.elsewhere:
            why_not = "ask your programme’s resolver"
            found.append(Double(one.row.number, called, ELSEWHERE, why_not))
    return sorted(found, key=lambda double: double.row)


def _within(planned: Sequence[Planned]) -> Iterator[Double]:
    """Two rows with the same health number, or the same name and another thing alike."""
    first: dict[tuple[str, str], Planned] = {}
    for one in planned:
        alike = [
            (before, why)
            for key, why in _signs(one.thing)
            if (before := first.setdefault((key, why), one)) is not one
        ]
        if alike:
            before, why = alike[0]
            known_as = f"{_called(before.thing)}, row {before.row.number:,} of this file"
            yield Double(one.row.number, _called(one.thing), known_as, why)


def _signs(arrival: Arrival) -> Iterator[tuple[str, str]]:
    fields = arrival.fields
    for name in rules.NUMBERS:
        if fields.get(name):
            yield f"{name} {fields[name]}", "the same health number"
    called = squeezed(f"{fields.get('given_name') or ''}{fields.get('family_name') or ''}")
    if called and fields.get("date_of_birth"):
        yield f"{called} {fields['date_of_birth']}", "the same name and date of birth"
    for point in arrival.points:
        if called:
            yield f"{called} {point.plain}", f"the same name and {point.kind}"


def _called(arrival: Arrival) -> str:
    fields = arrival.fields
    return f"{fields.get('preferred_name', '')} {fields.get('family_name', '')}".strip()
