"""When something was pressed, and what stands above the doorbell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from alongside.casework.people.models import Person
from alongside.casework.visits import keeping, queries, rules

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def test_a_press_that_came_late_counts_from_when_it_was_pressed():
    assert rules.pressed_at("2026-11-24T14:00:00.000Z", now=NOW) == NOW - timedelta(hours=1)
    assert rules.pressed_at("2026-11-24T14:00:00", now=NOW) == NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "yesterday",
        "2026-13-45T99:00:00Z",
        "2026-11-24T15:01:00Z",  # still to come
        "2026-11-01T15:00:00Z",  # older than a device may keep it
    ],
)
def test_a_device_that_cannot_be_right_is_not_believed(said):
    assert rules.pressed_at(said, now=NOW) == NOW


def test_out_is_not_before_arrived():
    said = "2026-11-24T13:00:00Z"

    assert rules.pressed_at(said, now=NOW, not_before=NOW - timedelta(hours=1)) == NOW


def test_each_worker_has_a_key_of_their_own_and_the_same_one_tomorrow(ruth, owen):
    assert keeping.key_for(ruth) == keeping.key_for(ruth)
    assert keeping.key_for(ruth) != keeping.key_for(owen)


def test_the_key_changes_with_the_services_secret(ruth, settings):
    before = keeping.key_for(ruth)
    settings.SECRET_KEY = "another secret of this service, long enough"

    assert keeping.key_for(ruth) != before


@pytest.mark.parametrize(
    ("known", "words"), [("none_known", "none known"), ("not_asked", "nobody has asked")]
)
def test_none_known_is_an_answer_and_not_asked_is_none(known, words):
    assert words in queries.no_risks(Person(risks_known=known))


def test_how_to_come_in_and_be_with_them_stands_in_lines():
    person = Person(
        dogs="Biscuit, small and loud",
        key_safe="By the side door",
        two_to_visit=True,
        adjustments=["hearing_aids", "something that is no more"],
        adjustments_note="Sits by the window",
        language="Polish",
        interpreter="yes",
    )

    lines = queries.access(person)

    assert lines[0].startswith("Two of us")
    assert "Biscuit, small and loud" in lines
    assert "By the side door" in lines
    assert lines[-2:] == ["Sits by the window", "Speaks Polish; an interpreter is needed"]


def test_an_interpreter_is_named_without_a_language_and_a_language_without_an_interpreter():
    assert queries.access(Person(interpreter="yes")) == ["An interpreter is needed"]
    assert queries.access(Person(language="Urdu")) == ["Speaks Urdu"]
    assert queries.access(Person()) == []


def test_the_door_shows_the_risks_that_still_hold(pegs_episode, peg, ruth):
    on = NOW.date()
    peg.risks.create(what="Steps are icy", since=on, recorded_by=ruth)
    peg.risks.create(
        what="A loose dog", since=on - timedelta(days=9), ended_on=on, recorded_by=ruth
    )

    door = queries.door(pegs_episode, on)

    assert [risk.what for risk in door.risks] == ["Steps are icy"]
    assert door.no_risks == ""
    assert door.last is None
    assert door.week == "Week 5 of 12"


def test_the_door_says_what_was_said_last_time(pegs_episode, ruth):
    pegs_episode.contacts.create(
        occurred_on=NOW.date(), mode="telephone", reached=True, worker=ruth, note="She is well."
    )

    door = queries.door(pegs_episode, NOW.date())

    assert door.last.note == "She is well."
    assert door.last_how == "Telephone"
    assert not door.concern
