"""The demonstration: a living service around today's date, the same from the same seed."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone

from alongside import demo
from alongside.casework.audit.models import Event
from alongside.casework.followup import queries as after
from alongside.casework.people.models import Person
from alongside.casework.referrals import queries as referrals
from alongside.casework.safeguarding.models import Concern
from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.support.models import Episode
from alongside.casework.support.queries import diary
from alongside.demo import told
from alongside.demo.days import Days
from alongside.demo.places import found
from alongside.demo.strangers import Strangers


def tell_nobody(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@pytest.mark.django_db
def test_each_page_has_something_true_to_life_on_it():
    seen: list[tuple[int, int]] = []

    summary = demo.load(
        seed=1,
        today=timezone.localdate(),
        progress=lambda what, done, total: seen.append((done, total)),
    )

    # three schemes in three nations, about 150 people, each step told
    assert set(Scheme.objects.values_list("nation", flat=True)) == {"england", "scotland", "wales"}
    assert 140 <= Person.objects.count() <= 160
    assert seen[-1] == (summary.people, summary.people)
    # everybody named can sign in
    for sign_in in summary.sign_ins:
        assert authenticate(None, email=sign_in.email, password=sign_in.password)
    # a visit today, a follow-up due today, an inbox that waits, a concern, goodbyes said
    today = timezone.localdate()
    ruth, dilys = (Worker.objects.get(email=f"{who}@example.org") for who in ("ruth", "dilys"))
    assert [entry.person.preferred_name for entry in diary.day(ruth, today)] == ["Peg"]
    assert "Dai" in {due.person.preferred_name for due in after.due(ruth, today)}
    longest = referrals.to_decide(dilys, on=today)[0]
    assert (longest.referral.person.preferred_name, longest.wait.days) == ("Joan", 6)
    assert Concern.objects.exists()
    assert Episode.objects.ended().count() > 20
    assert Episode.objects.filter(one_off=True).count() > 15
    # Emrys came back, and Marion's record is quiet
    assert Person.objects.get(preferred_name="Emrys").referrals.count() == 2
    marion = Person.objects.get(preferred_name="Marion")
    assert marion.died_on
    assert marion.pk not in {due.person.pk for due in after.due_in(marion.scheme_id, today)}
    # Samira's record opens for Bushra, and neither for Ruth nor in a list of hers
    samira = Person.objects.get(preferred_name="Samira")
    bushra = Worker.objects.get(email="bushra@example.org")
    assert samira.restricted
    assert Person.objects.seen_by(bushra).contains(samira)
    assert not Person.objects.seen_by(ruth).contains(samira)
    # and every write left its line
    assert Event.objects.filter(action="REFERRAL_RECEIVED").count() >= 140


@pytest.mark.django_db
@pytest.mark.parametrize("today", [date(2026, 11, 24), date(2027, 3, 1), date(2028, 2, 29)])
def test_the_stories_can_be_told_on_any_day(today, time_machine_at):
    with time_machine_at(today):
        teller = told.Teller(found(today), Days(today))

        for story in told.stories():
            teller.tell(story)

    assert Episode.objects.count() == len(told.stories())


@pytest.fixture
def time_machine_at():
    """`with time_machine_at(day):` it is that day, at ten in the morning."""
    import time_machine

    def at(day: date) -> object:
        return time_machine.travel(f"{day.isoformat()}T10:00:00+00:00")

    return at


def test_the_same_seed_makes_up_the_same_people():
    names = [
        [strangers.person("aldermouth")["family_name"] for _ in range(20)]
        for strangers in (Strangers(Random(7)), Strangers(Random(7)))
    ]

    assert names[0] == names[1]
    assert len(set(names[0])) > 10


def test_nothing_much_happens_at_a_weekend():
    days = Days(date(2026, 11, 24))

    assert days.ago(2) == date(2026, 11, 20)  # the Friday before a Sunday
    assert days.ahead(4) == date(2026, 11, 30)  # the Monday after a Saturday
    assert days.working_days_ago(6) == date(2026, 11, 16)
    assert Days(date(2026, 11, 22)).working_days_ago(6) == date(2026, 11, 12)  # on a Sunday
