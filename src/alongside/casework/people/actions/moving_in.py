"""Many people at once, as another system knew them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.schemes import queries as schemes
from alongside.casework.schemes.models import Area, Scheme, Worker

from .. import rules
from ..models import (
    ContactPoint,
    ImportantPerson,
    Person,
    Risk,
    RisksKnown,
    TransitionAnswer,
)
from ..rules import Arrival
from .person import CannotAdd


@transaction.atomic
def bring_in(*, scheme: Scheme, people: Sequence[Arrival], by: Worker) -> list[Person]:
    """Add them all, in their order; the rules are those of adding one by one."""
    today = timezone.localdate()
    for arrival in people:
        if reason := rules.why_not_bring_in(arrival, today):
            raise CannotAdd(reason)
    area_of = schemes.area_finder(scheme)
    made = Person.objects.bulk_create([_person(one, scheme, today, area_of) for one in people])
    pairs = list(zip(made, people, strict=True))
    ContactPoint.objects.bulk_create(
        ContactPoint(
            person=person, kind=point.kind, value=point.shown, note=point.note.strip(), order=order
        )
        for person, arrival in pairs
        for order, point in enumerate(arrival.points, start=1)
    )
    ImportantPerson.objects.bulk_create(
        ImportantPerson(person=person, **arrival.important)
        for person, arrival in pairs
        if arrival.important
    )
    _write_what_was_asked(pairs, by, today)
    audit.record_all(
        audit.Line.of("PERSON_ADDED", to=person, by=by, moved_in=True) for person in made
    )
    return made


def _person(
    arrival: Arrival, scheme: Scheme, today: date, area_of: Callable[[str], Area | None]
) -> Person:
    fields = rules.tidy(arrival.fields, today)
    known = RisksKnown.NOT_ASKED
    if arrival.risks is not None:
        known = RisksKnown.SOME if arrival.risks else RisksKnown.NONE_KNOWN
    return Person(
        scheme=scheme,
        area=area_of(fields.get("postcode", "")),
        added_on=arrival.added_on or today,
        died_on=arrival.died_on,
        risks_known=known,
        **fields,
    )


def _write_what_was_asked(pairs: Sequence[tuple[Person, Arrival]], by: Worker, today: date) -> None:
    Risk.objects.bulk_create(
        Risk(person=person, what=what, detail=detail, since=person.added_on, recorded_by=by)
        for person, arrival in pairs
        for what, detail in arrival.risks or ()
    )
    TransitionAnswer.objects.bulk_create(
        TransitionAnswer(person=person, transition=code, is_so=True, asked_on=person.added_on)
        for person, arrival in pairs
        for code in arrival.transitions or ()
    )
