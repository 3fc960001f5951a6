"""Whoever came to a group is connected to it, once."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.casework.community import actions
from alongside.casework.signposting.actions import connections
from alongside.casework.signposting.models import Signpost, SignpostStep
from alongside.casework.support.models import Episode
from tests.casework import made

from .conftest import TODAY

pytestmark = pytest.mark.django_db
BEFORE = date(2026, 11, 12)


@pytest.fixture
def member(running, peg):
    return running.members.get(person=peg)


def connected(episode, group, **more):
    usual = {"activity": group.activity, "destination": "third_sector", "made_on": BEFORE}
    return connections.connect(episode=episode, **usual | more)


def test_whoever_came_is_connected_once_however_often_they_come(
    running, member, pegs_episode, ruth
):
    actions.met(group=running, on=BEFORE, came=[member], by=ruth)
    actions.met(group=running, on=BEFORE, came=[member], others=2, by=ruth)
    actions.met(group=running, on=TODAY, came=[member], by=ruth)

    made_of_it = Signpost.objects.get()
    assert (made_of_it.episode, made_of_it.activity) == (pegs_episode, running.activity)
    assert (made_of_it.what, made_of_it.destination) == ("Thursday walkers", "third_sector")
    assert (made_of_it.outcome, made_of_it.made_on) == ("attended", BEFORE)
    assert made_of_it.first_time_on == BEFORE
    assert SignpostStep.objects.count() == 1


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize("said_on", [BEFORE, TODAY])
def test_a_connection_that_is_there_gets_as_far(
    running, member, pegs_episode, ruth, typed, said_on
):
    to = {"activity": None, "what": "The thursday walkers"} if typed else {}
    connected(pegs_episode, running, made_on=said_on, first_time_on=TODAY, by=ruth, **to)

    actions.met(group=running, on=BEFORE, came=[member], by=ruth)

    one = Signpost.objects.get()
    assert (one.outcome, one.outcome_on, one.first_time_on) == ("attended", said_on, BEFORE)


@pytest.mark.parametrize(
    ("outcome", "on", "then"),
    [
        ("attended", BEFORE, "attended"),
        ("stopped", BEFORE, "attended"),
        ("declined", TODAY, "declined"),
    ],
)
def test_what_got_further_or_is_known_later_stands(
    running, member, pegs_episode, ruth, outcome, on, then
):
    connected(pegs_episode, running, made_on=on, outcome=outcome, by=ruth)

    actions.met(group=running, on=TODAY, came=[member], by=ruth)

    assert Signpost.objects.get().outcome == then


def test_those_who_came_before_it_ran_are_connected_when_it_does(planned, peg, ruth):
    named = actions.wants(group=planned, on=BEFORE, name="Maureen Orr", by=ruth)
    both = [planned.members.get(person=peg), named]
    for on in (date(2026, 11, 18), BEFORE):
        actions.met(group=planned, on=on, came=both, by=ruth)
    before = Signpost.objects.exists()

    running = actions.run(group=planned, on=BEFORE, by=ruth)

    one = Signpost.objects.get()
    assert not before
    assert (one.activity, one.made_on, one.outcome) == (running.activity, BEFORE, "attended")


def test_whoever_came_again_after_saying_no_is_connected_when_it_runs(
    planned, peg, pegs_episode, ruth
):
    member = planned.members.get(person=peg)
    for on in (BEFORE, TODAY):
        actions.met(group=planned, on=on, came=[member], by=ruth)
    declined = {"what": planned.name, "made_on": BEFORE, "outcome": "declined", "by": ruth}
    connections.connect(episode=pegs_episode, destination="third_sector", **declined)

    actions.run(group=planned, on=BEFORE, by=ruth)

    assert Signpost.objects.get().outcome == "attended"


@pytest.mark.parametrize("why", ["ended", "later", "died"])
def test_without_open_support_on_that_day_nothing_is_written(
    running, member, peg, pegs_episode, ruth, why
):
    if why == "died":
        peg.died_on = TODAY
        peg.save()
    else:
        day = {"ended_on": TODAY, "end_reason": "planned"} if why == "ended" else {}
        Episode.objects.filter(pk=pegs_episode.pk).update(
            allocated_on=TODAY, started_on=TODAY, **day
        )

    actions.met(group=running, on=BEFORE, came=[member], by=ruth)

    assert not Signpost.objects.exists()


def test_whoever_did_not_come_is_not_connected(running, aldermouth, ruth):
    tom = made.person(aldermouth, "Tom", "Wilk", telephone="07700 900418")
    made.episode(tom, ruth)
    actions.wants(group=running, on=BEFORE, person=tom, by=ruth)

    actions.met(group=running, on=TODAY, others=3, by=ruth)

    assert not Signpost.objects.exists()
