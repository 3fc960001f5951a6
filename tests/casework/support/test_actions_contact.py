"""Calls, visits, messages; corrected, never overwritten."""

from datetime import date
from decimal import Decimal

import pytest

from alongside.casework import audit
from alongside.casework.audit.models import Event
from alongside.casework.support import actions, queries
from alongside.casework.support.models import Contact, ContactVersion, Goal

from .. import made

DAY = date(2026, 11, 19)


@pytest.fixture
def waiting(peg, ruth):
    """Peg’s episode, before anybody has reached her."""
    return made.episode(peg, ruth, started_on=None)


def record(episode, by, **what) -> Contact:
    usual = {"occurred_on": DAY, "mode": "telephone", "reached": True, "minutes": 20}
    return actions.record_contact(episode=episode, by=by, **{**usual, **what})


def test_a_contact_keeps_everything_that_was_said(pegs_episode, ruth):
    goal = Goal.objects.create(plan=pegs_episode.plan, words="Birds", set_on=DAY)

    contact = record(
        pegs_episode,
        ruth,
        mode="face_to_face",
        went_along=True,
        note=" By bus. ",
        goals=[goal],
        next_words=" Ring ",
        next_on=date(2026, 11, 26),
        travel_minutes=30,
        travel_miles=Decimal("4.5"),
        who="volunteer",
        volunteer_name=" Ines ",
    )

    contact.refresh_from_db()
    assert (contact.note, contact.next_words, contact.volunteer_name) == ("By bus.", "Ring", "Ines")
    assert list(contact.goals.all()) == [goal]
    event = Event.objects.get()
    assert event.action == "CONTACT_RECORDED"
    assert event.detail == {"mode": "face_to_face", "reached": True}


def test_the_first_contact_that_reached_the_person_starts_the_clock(waiting, ruth):
    record(waiting, ruth, occurred_on=date(2026, 10, 20), reached=False, minutes=0)
    waiting.refresh_from_db()
    assert waiting.started_on is None

    record(waiting, ruth, occurred_on=date(2026, 10, 22))
    waiting.refresh_from_db()
    assert waiting.started_on == date(2026, 10, 22)

    record(waiting, ruth, occurred_on=date(2026, 10, 29))
    waiting.refresh_from_db()
    assert waiting.started_on == date(2026, 10, 22)


def test_an_earlier_contact_written_down_later_moves_the_start(waiting, ruth):
    record(waiting, ruth, occurred_on=date(2026, 10, 29))
    record(waiting, ruth, occurred_on=date(2026, 10, 22))

    waiting.refresh_from_db()
    assert waiting.started_on == date(2026, 10, 22)


def test_correcting_the_first_contact_moves_the_start(waiting, ruth):
    first = record(waiting, ruth, occurred_on=date(2026, 10, 22))
    record(waiting, ruth, occurred_on=date(2026, 10, 29))

    actions.correct_contact(contact=first, changes={"reached": False, "minutes": 0}, by=ruth)

    waiting.refresh_from_db()
    assert waiting.started_on == date(2026, 10, 29)


def test_correcting_the_only_contact_stops_the_clock(waiting, ruth):
    only = record(waiting, ruth)

    actions.correct_contact(contact=only, changes={"reached": False, "minutes": 0}, by=ruth)

    waiting.refresh_from_db()
    assert waiting.started_on is None


def test_a_start_that_no_contact_made_stays(pegs_episode, ruth):
    contact = record(pegs_episode, ruth)

    actions.correct_contact(contact=contact, changes={"minutes": 30}, by=ruth)

    pegs_episode.refresh_from_db()
    assert pegs_episode.started_on == date(2026, 10, 22)


def test_correcting_keeps_the_earlier_version_with_who_and_why(pegs_episode, ruth, owen):
    goal = Goal.objects.create(plan=pegs_episode.plan, words="Birds", set_on=DAY)
    contact = record(pegs_episode, ruth, note="Rang", travel_miles=Decimal("2.0"))

    actions.correct_contact(
        contact=contact,
        changes={"note": "Rang twice", "goals": [goal], "occurred_on": date(2026, 11, 18)},
        why="Forgot one",
        by=owen,
    )

    contact.refresh_from_db()
    assert (contact.note, contact.occurred_on) == ("Rang twice", date(2026, 11, 18))
    version = ContactVersion.objects.get()
    assert (version.by, version.why) == (owen, "Forgot one")
    assert version.fields["note"] == "Rang"
    assert Event.objects.get(action="CONTACT_CORRECTED").detail == {
        "fields": ["goals", "note", "occurred_on"]
    }
    (shown,) = queries.versions_of(contact)
    assert shown.said == [
        ("Day", "Thursday 19 November 2026"),
        ("Note", "Rang"),
        ("Goals", "0 ticked"),
    ]


def test_a_correction_that_changes_nothing_is_refused(pegs_episode, ruth):
    contact = record(pegs_episode, ruth, travel_miles=Decimal("2"))

    with pytest.raises(actions.CannotRecord, match="Nothing was changed"):
        actions.correct_contact(contact=contact, changes={"minutes": 20, "goals": []}, by=ruth)

    assert not ContactVersion.objects.exists()


def test_a_correction_keeps_to_the_same_rules(pegs_episode, ruth):
    contact = record(pegs_episode, ruth)

    with pytest.raises(actions.CannotRecord, match="Minutes are counted only"):
        actions.correct_contact(contact=contact, changes={"reached": False}, by=ruth)

    contact.refresh_from_db()
    assert contact.reached
    assert not ContactVersion.objects.exists()


def test_a_goal_of_somebody_else_is_refused(pegs_episode, aldermouth, ruth):
    other = made.episode(made.person(aldermouth, "Tomasz", "Wilk"), ruth)
    goal = Goal.objects.create(plan=other.plan, words="Chess", set_on=DAY)

    with pytest.raises(actions.CannotRecord, match="belongs to another record"):
        record(pegs_episode, ruth, goals=[goal])

    assert not Contact.objects.exists()


def test_a_group_is_a_contact_with_each_tied_together(pegs_episode, aldermouth, ruth):
    other = made.episode(made.person(aldermouth, "Tomasz", "Wilk"), ruth, started_on=None)

    contacts = actions.record_together(
        episodes=[other, pegs_episode],
        occurred_on=DAY,
        minutes=90,
        note="Walked to the hide.",
        notes={other.pk: "He knew every gull."},
        by=ruth,
    )

    other.refresh_from_db()
    assert len({contact.together_key for contact in contacts}) == 1
    assert contacts[0].together_key is not None
    assert {contact.note for contact in contacts} == {
        "Walked to the hide.",
        "Walked to the hide.\n\nHe knew every gull.",
    }
    assert other.started_on == DAY
    assert Event.objects.filter(action="CONTACT_RECORDED").count() == 2


def test_a_group_needs_two_people(pegs_episode, ruth):
    with pytest.raises(actions.CannotRecord, match="Choose two people or more"):
        actions.record_together(episodes=[pegs_episode, pegs_episode], occurred_on=DAY, by=ruth)


def test_when_one_of_a_group_is_refused_nothing_is_kept(pegs_episode, aldermouth, ruth):
    late = made.episode(
        made.person(aldermouth, "Tomasz", "Wilk"), ruth, allocated_on=DAY, started_on=None
    )

    with pytest.raises(actions.CannotRecord, match="before the record came to a connector"):
        actions.record_together(
            episodes=[pegs_episode, late], occurred_on=date(2026, 11, 18), minutes=60, by=ruth
        )

    assert not Contact.objects.exists()


def test_a_failing_audit_line_undoes_the_contact(pegs_episode, ruth, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(RuntimeError):
        record(pegs_episode, ruth)

    assert not Contact.objects.exists()
