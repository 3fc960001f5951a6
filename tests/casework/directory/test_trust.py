"""How fresh an entry is, and when it is asked about again."""

from datetime import date, timedelta

import pytest

from alongside.casework.directory import trust
from alongside.casework.directory.models import Activity, Result, Status
from alongside.casework.directory.trust import Freshness

from . import made

TODAY = date(2026, 11, 22)


def entry(**fields) -> Activity:
    return Activity(name="Choir", **({"due_on": TODAY + timedelta(days=30)} | fields))


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, Freshness.FRESH),
        ({"due_on": TODAY}, Freshness.DUE),
        ({"unconfirmed": 1}, Freshness.DUE),
        ({"unconfirmed": 2}, Freshness.DOUBTFUL),
        ({"doubtful_since": TODAY}, Freshness.DOUBTFUL),
        ({"checked_on": date(2026, 5, 1), "due_on": date(2026, 8, 12)}, Freshness.DUE),
        ({"checked_on": date(2026, 5, 1), "due_on": date(2026, 8, 11)}, Freshness.DOUBTFUL),
    ],
)
def test_an_entry_is_due_after_its_interval_and_doubtful_after_another(fields, found):
    assert trust.freshness(entry(**fields), TODAY) is found


@pytest.mark.django_db
def test_weekly_groups_are_asked_about_sooner_than_institutions():
    weekly = made.activity(weekly="TU")
    council = made.activity(weekly="TU", by="Aldermouth Council")
    council.organisation.kind = "local_authority"
    ride = made.activity("Dial-a-ride", weekly="MO", sort="dial_a_ride")
    own = made.activity(check_every=30)

    assert trust.check_every(weekly) == 91
    assert trust.check_every(council) == 365
    assert trust.check_every(ride) == 182
    assert trust.check_every(own) == 30


@pytest.mark.django_db
def test_what_a_check_makes_of_an_entry():
    choir = made.activity(weekly="TU", doubtful_since=date(2026, 11, 1), unconfirmed=1)

    on = trust.after(choir, Result.STILL_ON, TODAY)
    closed = trust.after(choir, Result.CLOSED, TODAY)
    nobody = trust.after(choir, Result.NOBODY, TODAY)

    assert on == trust.Trust(TODAY, TODAY + timedelta(days=91), None, 0, Status.ACTIVE)
    assert closed == trust.Trust(TODAY, TODAY + timedelta(days=365), None, 0, Status.DEFUNCT)
    assert nobody == trust.Trust(
        None, TODAY + timedelta(days=91), date(2026, 11, 1), 2, Status.ACTIVE
    )


@pytest.mark.django_db
def test_nobody_answered_once_is_tried_again_in_a_fortnight_and_not_yet_doubtful():
    found = trust.after(made.activity(), Result.NOBODY, TODAY)

    assert (found.unconfirmed, found.doubtful_since) == (1, None)
    assert found.due_on == TODAY + timedelta(days=14)


def test_a_check_cannot_be_of_tomorrow_or_of_before_the_last_one():
    checked = entry(checked_on=date(2026, 11, 20))

    tomorrow = trust.why_not_check(activity=checked, on=date(2026, 11, 23), today=TODAY)
    before = trust.why_not_check(activity=checked, on=date(2026, 11, 19), today=TODAY)

    assert tomorrow == "23 November 2026 is still to come. Say when it was checked."
    assert before == (
        "It was checked on 20 November 2026 already, after 19 November 2026."
        " Choose that day or a later one."
    )
    assert trust.why_not_check(activity=checked, on=TODAY, today=TODAY) == ""
