"""Support begins, goes on for longer, is handed over, ends."""

from datetime import UTC, date, datetime

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.referrals.actions import CannotDecide
from alongside.casework.support import actions
from alongside.casework.support.models import Appointment, Ending, Episode, Extension, Handover

from .. import made

GIVEN = date(2026, 10, 16)


def appointment(episode, worker, day: date) -> Appointment:
    return Appointment.objects.create(
        scheme=episode.scheme,
        worker=worker,
        person=episode.person,
        episode=episode,
        starts_at=datetime(day.year, day.month, day.day, 14, tzinfo=UTC),
        made_by=worker,
    )


def test_accepting_a_referral_begins_support_and_gives_the_person_a_connector(peg, ruth, dilys):
    referral = made.referral(peg, dilys)

    episode = actions.open_from(
        referral=referral, to=ruth, on=GIVEN, words_to_referrer="Thank you", by=dilys
    )

    peg.refresh_from_db()
    assert (episode.person, episode.connector, peg.connector) == (peg, ruth, ruth)
    assert (episode.allocated_on, episode.started_on, episode.usual_weeks) == (GIVEN, None, 12)
    assert episode.plan.version == 1
    assert referral.decisions.get().kind == "accept"
    handover = episode.handovers.get()
    assert (handover.from_worker, handover.to_worker, handover.on) == (None, ruth, GIVEN)
    assert Event.objects.filter(action="EPISODE_OPENED", person_number=peg.pk).count() == 1


def test_support_cannot_begin_twice_at_one_time(pegs_episode, peg, owen, dilys):
    referral = made.referral(peg, dilys)

    with pytest.raises(actions.CannotOpen, match="Peg has support already"):
        actions.open_from(referral=referral, to=owen, on=GIVEN, by=dilys)

    assert Episode.objects.count() == 1
    assert not referral.decisions.exists()
    assert not Event.objects.exists()


def test_only_who_connects_in_the_scheme_can_be_given_a_person(peg, outsider, lena, dilys):
    referral = made.referral(peg, dilys)

    for worker in (outsider, lena):
        with pytest.raises(actions.CannotOpen, match="was not a connector of Aldermouth"):
            actions.open_from(referral=referral, to=worker, on=GIVEN, by=dilys)


def test_a_referral_is_accepted_once(peg, ruth, dilys):
    referral = made.referral(peg, dilys)
    episode = actions.open_from(referral=referral, to=ruth, on=GIVEN, by=dilys)
    actions.end(episode=episode, reason="other", on=GIVEN, by=ruth)

    with pytest.raises(CannotDecide):
        actions.open_from(referral=referral, to=ruth, on=GIVEN, by=dilys)

    assert Episode.objects.count() == 1


def test_a_coordinator_agrees_longer_support_with_a_reason(pegs_episode, dilys):
    actions.extend(
        episode=pegs_episode, until_week=16, reason=" Hospital ", on=date(2026, 12, 1), by=dilys
    )

    extension = Extension.objects.get()
    assert (extension.until_week, extension.reason, extension.agreed_by) == (16, "Hospital", dilys)
    assert pegs_episode.agreed_weeks() == 16


def test_a_connector_cannot_agree_longer_support(pegs_episode, ruth):
    with pytest.raises(actions.CannotExtend, match="agreed by a coordinator"):
        actions.extend(
            episode=pegs_episode, until_week=16, reason="x", on=date(2026, 12, 1), by=ruth
        )

    assert not Extension.objects.exists()


def test_longer_support_needs_a_later_week(pegs_episode, dilys):
    with pytest.raises(actions.CannotExtend, match="until week 12 is agreed already"):
        actions.extend(
            episode=pegs_episode, until_week=12, reason="x", on=date(2026, 12, 1), by=dilys
        )


def test_handing_over_keeps_history_and_takes_along_what_is_planned(
    pegs_episode, peg, ruth, owen, dilys
):
    before = appointment(pegs_episode, ruth, date(2026, 10, 30))
    after = appointment(pegs_episode, ruth, date(2026, 11, 5))

    actions.hand_over(
        episode=pegs_episode, to=owen, on=date(2026, 11, 2), reason="New area", by=dilys
    )

    peg.refresh_from_db()
    pegs_episode.refresh_from_db()
    before.refresh_from_db()
    after.refresh_from_db()
    assert (peg.connector, pegs_episode.connector) == (owen, owen)
    assert (before.worker, after.worker) == (ruth, owen)
    handover = Handover.objects.get()
    assert (handover.from_worker, handover.to_worker) == (ruth, owen)


def test_a_connector_cannot_hand_over(pegs_episode, ruth, owen):
    with pytest.raises(actions.CannotHandOver, match="A coordinator gives"):
        actions.hand_over(episode=pegs_episode, to=owen, on=date(2026, 11, 2), reason="", by=ruth)


def test_handing_over_is_refused_ahead_of_time(pegs_episode, ruth, owen, dilys):
    with pytest.raises(actions.CannotHandOver, match="is still to come"):
        actions.hand_over(
            episode=pegs_episode,
            to=owen,
            on=date(2026, 11, 2),
            today=date(2026, 11, 1),
            reason="",
            by=dilys,
        )

    pegs_episode.refresh_from_db()
    assert pegs_episode.connector == ruth


def test_handing_over_is_refused_before_the_last_one(pegs_episode, ruth, owen, dilys):
    actions.hand_over(episode=pegs_episode, to=owen, on=date(2026, 11, 2), reason="", by=dilys)

    with pytest.raises(actions.CannotHandOver, match="on Monday 2 November 2026"):
        actions.hand_over(episode=pegs_episode, to=ruth, on=date(2026, 11, 1), reason="", by=dilys)


def test_ending_keeps_what_was_said_and_cancels_what_was_planned_for_later(pegs_episode, ruth):
    same_day = appointment(pegs_episode, ruth, date(2027, 1, 14))
    later = appointment(pegs_episode, ruth, date(2027, 1, 15))

    ending = actions.end(
        episode=pegs_episode,
        reason="completed",
        on=date(2027, 1, 14),
        what_changed="I go to the hide alone.",
        checkin_on=date(2027, 2, 4),
        follow_up_on=date(2027, 4, 15),
        may_slip=["cannot_get_there_alone"],
        by=ruth,
    )

    pegs_episode.refresh_from_db()
    same_day.refresh_from_db()
    later.refresh_from_db()
    assert (pegs_episode.ended_on, pegs_episode.end_reason) == (date(2027, 1, 14), "completed")
    assert ending == pegs_episode.ending
    assert ending.may_slip == ["cannot_get_there_alone"]
    assert (same_day.state, later.state) == ("planned", "cancelled")
    assert later.state_why == "Support has ended"
    assert Event.objects.filter(action="EPISODE_ENDED").count() == 1


def test_an_ending_with_nothing_said_keeps_no_goodbye(pegs_episode, ruth):
    ending = actions.end(episode=pegs_episode, reason="died", on=date(2026, 12, 1), by=ruth)

    assert ending is None
    assert not Ending.objects.exists()


def test_end_refuses_a_day_before_the_start_and_changes_nothing(pegs_episode, ruth):
    with pytest.raises(actions.CannotEnd, match="before it started, on Thursday 22 October 2026"):
        actions.end(episode=pegs_episode, reason="completed", on=date(2026, 10, 20), by=ruth)

    pegs_episode.refresh_from_db()
    assert pegs_episode.ended_on is None
    assert not Event.objects.exists()


def test_end_refuses_a_follow_up_that_comes_too_soon(pegs_episode, ruth):
    with pytest.raises(actions.CannotEnd, match="at least 90 days after goodbye"):
        actions.end(
            episode=pegs_episode,
            reason="completed",
            on=date(2027, 1, 14),
            follow_up_on=date(2027, 2, 14),
            by=ruth,
        )
