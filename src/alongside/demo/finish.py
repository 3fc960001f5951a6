"""The last touches: cover, a note from reading a record, and a record that opens for few."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from alongside.casework.people.actions import restricted as people
from alongside.casework.people.models import Because, Person
from alongside.casework.schemes import actions as schemes
from alongside.casework.support import actions as support
from alongside.casework.support.models import Episode

from .places import Cast


def finish(cast: Cast, today: date) -> None:
    """Owen is away and Hana covers him; Dilys has read a record of Ruth's, and shut Samira's.

    Lena once had to open that all the same, and Dilys has seen why. School holidays of the next
    twelve months are entered.
    """
    schemes.set_cover(
        scheme=cast.schemes["aldermouth"],
        away=cast.workers["owen"],
        covering=cast.workers["hana"],
        from_on=today - timedelta(days=2),
        until_on=today + timedelta(days=12),
        today=today,
        by=cast.workers["dilys"],
    )
    _school_holidays(cast, today)
    _shut(cast)
    ivor = Episode.objects.get(person__preferred_name="Ivor", person__family_name="Mensah")
    support.read_record(
        episode=ivor,
        note="A good plan, in his words. Has he told the walking group himself what he needs?",
        on=today - timedelta(days=4),
        by=cast.workers["dilys"],
    )


SCHOOL_HOLIDAYS = (  # month and day of the first and the last
    ("February half-term", (2, 15), (2, 19)),
    ("Easter holidays", (3, 29), (4, 9)),
    ("May half-term", (5, 31), (6, 4)),
    ("Summer holidays", (7, 22), (8, 31)),
    ("October half-term", (10, 25), (10, 29)),
    ("Christmas holidays", (12, 21), (12, 31)),
)


def _school_holidays(cast: Cast, today: date) -> None:
    """Those of the next twelve months, in every scheme, as its coordinator read them."""
    for key, scheme in cast.schemes.items():
        for year in (today.year, today.year + 1):
            for name, first, last in SCHOOL_HOLIDAYS:
                first_on, last_on = date(year, *first), date(year, *last)
                if today <= last_on <= today + timedelta(days=365):
                    schemes.add_school_holiday(
                        scheme=scheme,
                        name=name,
                        first_on=first_on,
                        last_on=last_on,
                        today=today,
                        by=cast.coordinators.get(key),
                    )


def _shut(cast: Cast) -> None:
    samira = Person.objects.get(preferred_name="Samira", family_name="Nazari")
    now, dilys = timezone.now(), cast.workers["dilys"]
    people.restrict(
        person=samira,
        because=Because.AT_RISK,
        reason="The refuge asked for it. Nobody but Bushra needs to know that she is here.",
        at=now - timedelta(days=52),
        by=dilys,
    )
    glass = people.break_glass(
        person=samira,
        reason="The school rang for her, and Bushra was on a train.",
        at=now - timedelta(days=9),
        by=cast.workers["lena"],
    )
    people.see_to_glass(glass=glass, note="Right to look.", at=now - timedelta(days=8), by=dilys)
