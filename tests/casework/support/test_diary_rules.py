"""What may stand in the diary, and what the lone-working clock says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.casework.people.models import Person
from alongside.casework.support import rules_diary as rules
from alongside.casework.support.models import Appointment, Episode, Visit

TWO = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
A_DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (TWO, "2pm"),
        (datetime(2026, 11, 24, 0, 5, tzinfo=UTC), "12.05am"),
        (datetime(2026, 11, 24, 11, 30, tzinfo=UTC), "11.30am"),
        (datetime(2026, 7, 1, 11, 0, tzinfo=UTC), "12pm"),  # summer time
    ],
)
def test_the_time_is_said_as_people_say_it(moment, said):
    assert rules.clock(moment) == said


def person(**fields) -> Person:
    return Person(pk=7, preferred_name="Peg", **fields)


def episode(**fields) -> Episode:
    return Episode(pk=3, person=person(), **fields)


def why_not_plan(person=None, episode=None, on=A_DAY, minutes=60) -> str:
    return rules.why_not_plan(person=person, episode=episode, on=on, minutes=minutes)


def test_an_entry_with_a_person_or_without_one_may_stand_in_the_diary():
    assert why_not_plan() == ""
    assert why_not_plan(person=person(), episode=episode()) == ""
    assert why_not_plan(person=person(), episode=episode(ended_on=A_DAY)) == ""


def test_nothing_is_planned_with_somebody_who_has_died():
    assert "has died" in why_not_plan(person=person(died_on=A_DAY))


def test_an_entry_names_the_person_whose_support_it_is():
    assert "belongs to somebody else" in why_not_plan(person=Person(pk=8), episode=episode())
    assert "belongs to somebody else" in why_not_plan(episode=episode())


def test_nothing_is_planned_after_support_has_ended():
    reason = why_not_plan(person=person(), episode=episode(ended_on=date(2026, 11, 20)))

    assert reason.startswith("Support ended on Friday 20 November, before Tuesday 24 November.")


@pytest.mark.parametrize("minutes", [0, 721])
def test_an_entry_takes_from_a_minute_to_half_a_day(minutes):
    assert "Give from 1 to 720 minutes" in why_not_plan(minutes=minutes)


def entry(**fields) -> Appointment:
    fields = {"starts_at": TWO, "episode_id": 3} | fields
    return Appointment(pk=5, **fields)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("done", "has been written down as done"),
        ("cancelled", "was cancelled"),
        ("moved", "was moved"),
        ("not_at_home", "not at home"),
    ],
)
def test_an_entry_that_is_over_stays_as_it_is(state, words):
    assert words in rules.why_not_change(entry(state=state))


def test_a_planned_entry_may_be_changed_and_moved_to_another_time():
    assert rules.why_not_change(entry()) == ""
    assert rules.why_not_move(entry(), TWO + timedelta(days=1)) == ""
    assert "at that time already" in rules.why_not_move(entry(), TWO)
    assert "was cancelled" in rules.why_not_move(entry(state="cancelled"), TWO + timedelta(days=1))


def test_a_visit_begins_with_or_without_an_entry():
    assert rules.why_not_arrive(episode(), None) == ""
    assert rules.why_not_arrive(episode(), entry()) == ""


def test_no_visit_begins_where_there_is_no_support():
    dead = Episode(pk=3, person=person(died_on=A_DAY))

    assert "has died" in rules.why_not_arrive(dead, None)
    assert "Support ended on" in rules.why_not_arrive(episode(ended_on=A_DAY), None)
    assert "for somebody else" in rules.why_not_arrive(episode(), entry(episode_id=4))
    assert "was cancelled" in rules.why_not_arrive(episode(), entry(state="cancelled"))


def visit(**fields) -> Visit:
    fields = {
        "arrived_at": TWO,
        "out_expected_at": TWO + timedelta(minutes=90),
        "told": "Dilys Harcourt",
    } | fields
    return Visit(pk=9, **fields)


def test_out_is_written_down_once_and_after_arriving():
    assert rules.why_not_leave(visit(), TWO) == ""
    assert "before that" in rules.why_not_leave(visit(), TWO - timedelta(minutes=1))
    assert "out at 3pm" in rules.why_not_leave(visit(out_at=TWO + timedelta(hours=1)), TWO)


def test_safety_is_confirmed_once_and_only_while_they_are_out_of_sight():
    assert rules.why_not_confirm_safe(visit()) == ""
    assert "nothing to confirm" in rules.why_not_confirm_safe(visit(out_at=TWO))
    assert "confirmed at 2pm" in rules.why_not_confirm_safe(visit(safe_confirmed_at=TWO))


def test_the_clock_gives_the_length_of_the_visit_and_the_grace_of_the_scheme():
    assert rules.out_expected(TWO, minutes=60, grace=30) == TWO + timedelta(minutes=90)


def test_a_visit_is_overdue_until_somebody_knows_that_they_are_well():
    late = TWO + timedelta(hours=2)

    assert rules.is_overdue(visit(), late)
    assert not rules.is_overdue(visit(), TWO)
    assert not rules.is_overdue(visit(out_at=late), late)
    assert not rules.is_overdue(visit(safe_confirmed_at=late), late)


def test_the_clock_says_who_is_told_and_when():
    words = rules.lone_working_words(visit(), TWO)

    assert words.now == "You arrived at 2pm."
    assert words.then == (
        "If you have not pressed “I’m out” by 3.30pm, this visit stands first on the"
        " coordinators’ page, for Dilys Harcourt to ring you."
    )
    assert not words.late


def test_the_clock_says_that_it_is_late_and_who_has_been_told():
    words = rules.lone_working_words(visit(told=""), TWO + timedelta(hours=2))

    assert words.late
    assert words.then.startswith("It is past 3.30pm. This visit now stands first")
    assert "for the coordinator to ring you" in words.then


def test_the_clock_says_when_it_has_stopped():
    out = rules.lone_working_words(visit(out_at=TWO + timedelta(hours=1)), TWO)
    well = rules.lone_working_words(visit(safe_confirmed_at=TWO), TWO + timedelta(hours=5))

    assert out.now == "You were out at 3pm."
    assert "somebody confirmed that you are well" in well.then
    assert not well.late


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 1), (89, 1), (2700, 45), (10**7, 1440)])
def test_minutes_are_whole_and_fit_a_day(seconds, minutes):
    assert rules.minutes_between(TWO, TWO + timedelta(seconds=seconds)) == minutes


def test_out_without_signal_says_that_the_clock_runs_on():
    words = rules.until_heard(visit())

    assert words.startswith("Until it is sent the clock runs on: at 3.30pm this visit stands first")
    assert "for Dilys Harcourt to ring you" in words
    assert "the coordinator to ring you" in rules.until_heard(visit(told=""))
