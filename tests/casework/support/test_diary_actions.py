"""Appointments and visits: what is written, what is refused, and what it says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.support import actions
from alongside.casework.support.models import Appointment, Contact, Visit
from alongside.casework.support.queries import diary as queries
from tests.casework import made

TWO = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


@pytest.fixture
def entry(pegs_episode, ruth) -> Appointment:
    return actions.make_appointment(
        worker=ruth,
        scheme=pegs_episode.scheme,
        person=pegs_episode.person,
        episode=pegs_episode,
        starts_at=TWO,
        travel_minutes=15,
        by=ruth,
    )


def test_an_appointment_stands_in_the_diary_of_its_day(entry, ruth):
    found = queries.day(ruth, date(2026, 11, 24))

    assert found == [entry]
    assert Event.objects.get().action == "APPOINTMENT_MADE"


def test_an_appointment_that_may_not_be_is_refused_and_nothing_is_kept(peg, ruth):
    peg.died_on = date(2026, 11, 1)

    with pytest.raises(actions.CannotPlan, match="has died"):
        actions.make_appointment(worker=ruth, scheme=peg.scheme, person=peg, starts_at=TWO, by=ruth)

    assert not Appointment.objects.exists()
    assert not Event.objects.exists()


def test_cancelling_keeps_why(entry, ruth):
    actions.cancel(appointment=entry, why="Peg has a cold", by=ruth)

    entry.refresh_from_db()
    assert (entry.state, entry.state_why) == ("cancelled", "Peg has a cold")


def test_moving_keeps_the_old_entry_and_makes_a_new_one(entry, ruth):
    later = TWO + timedelta(days=2)

    new = actions.move(appointment=entry, starts_at=later, why="The dentist", by=ruth)

    entry.refresh_from_db()
    assert entry.state == "moved"
    assert entry.moved_to == new
    assert (new.starts_at, new.travel_minutes, new.state) == (later, 15, "planned")
    assert queries.day(ruth, date(2026, 11, 24)) == []


def test_moving_to_the_same_time_is_refused(entry, ruth):
    with pytest.raises(actions.CannotChange, match="at that time already"):
        actions.move(appointment=entry, starts_at=TWO, why="", by=ruth)


def test_not_at_home_closes_the_entry_and_keeps_the_attempt(entry, ruth):
    actions.not_at_home(appointment=entry, at=TWO, note="No answer. Left no card.", by=ruth)

    attempt = Contact.objects.get()
    assert (attempt.reached, attempt.mode, attempt.minutes) == (False, "face_to_face", 0)
    entry.refresh_from_db()
    assert entry.state == "not_at_home"


def test_not_at_home_without_support_keeps_no_contact(peg, ruth):
    entry = actions.make_appointment(
        worker=ruth, scheme=peg.scheme, person=peg, starts_at=TWO, by=ruth
    )

    actions.not_at_home(appointment=entry, at=TWO, note="", by=ruth)

    assert not Contact.objects.exists()


def test_what_is_done_is_done_once(entry, ruth):
    actions.done(appointment=entry, by=ruth)

    with pytest.raises(actions.CannotChange, match="written down as done"):
        actions.done(appointment=entry, by=ruth)


def test_arriving_starts_the_clock_and_names_who_is_told(entry, pegs_episode, ruth, dilys):
    visit = actions.arrive(episode=pegs_episode, appointment=entry, at=TWO, by=ruth)

    assert visit.out_expected_at == TWO + timedelta(minutes=90)
    assert visit.told == "Dilys Harcourt"


def test_arriving_twice_is_arriving_once(entry, pegs_episode, ruth):
    first = actions.arrive(episode=pegs_episode, appointment=entry, at=TWO, by=ruth)
    again = actions.arrive(
        episode=pegs_episode, appointment=entry, at=TWO + timedelta(hours=20), by=ruth
    )
    without = actions.arrive(episode=pegs_episode, at=TWO + timedelta(minutes=2), by=ruth)

    assert first == again == without
    assert Visit.objects.count() == 1


def test_a_visit_left_open_days_ago_is_not_taken_for_a_new_one(pegs_episode, ruth):
    forgotten = actions.arrive(episode=pegs_episode, at=TWO, by=ruth)

    new = actions.arrive(episode=pegs_episode, at=TWO + timedelta(days=7), by=ruth)

    assert new != forgotten


def test_somebody_else_who_comes_along_has_a_clock_of_their_own(pegs_episode, ruth, owen):
    hers = actions.arrive(episode=pegs_episode, at=TWO, told="Owen", by=ruth)
    his = actions.arrive(episode=pegs_episode, at=TWO, by=owen)

    assert hers != his
    assert hers.told == "Owen"


def test_who_comes_along_to_a_colleagues_entry_has_a_clock_too(entry, pegs_episode, ruth, owen):
    hers = actions.arrive(episode=pegs_episode, appointment=entry, at=TWO, by=ruth)
    his = actions.arrive(episode=pegs_episode, appointment=entry, at=TWO, by=owen)

    assert (hers.appointment, his.appointment) == (entry, None)
    assert his.worker == owen


def test_no_visit_begins_after_support_has_ended(pegs_episode, ruth):
    pegs_episode.ended_on, pegs_episode.end_reason = date(2026, 11, 20), "completed"
    pegs_episode.save()

    with pytest.raises(actions.CannotArrive, match="Support ended on Friday 20 November"):
        actions.arrive(episode=pegs_episode, at=TWO, by=ruth)


def test_leaving_stops_the_clock_and_closes_the_entry(entry, pegs_episode, ruth):
    visit = actions.arrive(episode=pegs_episode, appointment=entry, at=TWO, by=ruth)

    actions.leave(visit=visit, at=TWO + timedelta(minutes=50), by=ruth)

    entry.refresh_from_db()
    assert entry.state == "done"
    with pytest.raises(actions.CannotLeave, match=r"out at 2\.50pm"):
        actions.leave(visit=visit, at=TWO + timedelta(minutes=55), by=ruth)


def test_a_coordinator_sees_who_is_overdue_until_they_confirm_that_all_is_well(
    pegs_episode, ruth, dilys, outsider
):
    visit = actions.arrive(episode=pegs_episode, at=TWO, by=ruth)
    late = TWO + timedelta(hours=2)

    assert queries.overdue_visits(dilys, late) == [visit]
    assert queries.overdue_visits(dilys, TWO) == []
    assert queries.overdue_visits(ruth, late) == []
    assert queries.overdue_visits(outsider, late) == []

    actions.confirm_safe(visit=visit, at=late, by=dilys)

    assert queries.overdue_visits(dilys, late) == []
    with pytest.raises(actions.CannotConfirm, match="confirmed at 4pm"):
        actions.confirm_safe(visit=visit, at=late, by=dilys)
    assert list(queries.open_visits(ruth)) == [visit]


def test_who_is_told_is_whom_the_scheme_names_or_its_coordinators(aldermouth, dilys):
    on = date(2026, 11, 24)

    assert queries.who_is_told(aldermouth, on) == "Dilys Harcourt"

    made.worker("Gwen Pryce", "coordinator", aldermouth)
    assert queries.who_is_told(aldermouth, on) == "Dilys Harcourt or Gwen Pryce"

    aldermouth.lone_working_told = "the duty desk, 01632 960 001"
    assert queries.who_is_told(aldermouth, on) == "the duty desk, 01632 960 001"


def test_without_a_coordinator_or_with_very_many_no_names_are_given(elsewhere):
    on = date(2026, 11, 24)

    assert queries.who_is_told(elsewhere, on) == "the coordinator"

    for n in range(8):
        made.worker(f"Somebody With A Long Name {n}", "coordinator", elsewhere)
    assert queries.who_is_told(elsewhere, on) == "the coordinator"


def test_the_week_has_seven_days_with_their_entries(entry, ruth):
    actions.make_appointment(
        worker=ruth,
        scheme=entry.scheme,
        starts_at=TWO - timedelta(hours=4),
        any_time=True,
        purpose="Write letters",
        by=ruth,
    )

    week = queries.week(ruth, date(2026, 11, 23))

    assert [day.day for day, _ in week] == [23, 24, 25, 26, 27, 28, 29]
    assert [len(found) for _, found in week] == [0, 2, 0, 0, 0, 0, 0]
    assert week[1][1][0] == entry  # what has no time stands last


def test_the_next_appointment_of_each_person_is_the_soonest_planned(entry, peg, ruth):
    actions.make_appointment(
        worker=ruth, scheme=peg.scheme, person=peg, starts_at=TWO + timedelta(days=7), by=ruth
    )

    assert queries.next_appointment([peg.pk], TWO) == {peg.pk: entry}
    assert queries.next_appointment([peg.pk], TWO + timedelta(days=30)) == {}


def test_entries_that_nobody_closed_are_asked_about(entry, pegs_episode, ruth):
    after = date(2026, 11, 26)

    assert queries.not_closed(ruth, after) == [entry]

    actions.arrive(episode=pegs_episode, appointment=entry, at=TWO, by=ruth)
    assert queries.not_closed(ruth, after) == []


def test_a_calendar_address_is_known_by_its_secret_alone(ruth, owen):
    secret = actions.make_calendar_address(worker=ruth, by=ruth)

    assert queries.whose_calendar(secret) == ruth
    assert secret not in ruth.diary_token
    assert queries.whose_calendar(secret + "x") is None
    assert queries.whose_calendar(f"{owen.pk}-nothing") is None
    assert queries.whose_calendar("nobody") is None
    assert queries.whose_calendar("99999999999-x") is None


def test_a_new_calendar_address_ends_the_earlier_one_and_stopping_ends_it_too(ruth):
    first = actions.make_calendar_address(worker=ruth, by=ruth)
    second = actions.make_calendar_address(worker=ruth, by=ruth)

    assert queries.whose_calendar(first) is None

    actions.stop_calendar(worker=ruth, by=ruth)

    assert queries.whose_calendar(second) is None


def test_a_failing_audit_line_undoes_what_was_written(entry, ruth, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("alongside.casework.audit.record", fails)

    with pytest.raises(RuntimeError):
        actions.cancel(appointment=entry, why="", by=ruth)

    entry.refresh_from_db()
    assert entry.state == "planned"
