"""Goodbye in one go, and each try to reach somebody after it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.consent.models import Consent
from alongside.casework.followup import actions
from alongside.casework.followup.goodbye import ConnectionNow, Goodbye, NewConnection, Tried
from alongside.casework.followup.models import Attempt
from alongside.casework.measures.models import Measure
from alongside.casework.referrals.models import Referral
from alongside.casework.signposting import actions as connections
from alongside.casework.signposting.models import Signpost
from tests.casework import made

from .conftest import CHECKIN, FOLLOW_UP, GOODBYE


@pytest.fixture
def hide(pegs_episode, ruth):
    return connections.connect(
        episode=pegs_episode,
        what="Fenwater bird hide mornings",
        destination="third_sector",
        made_on=date(2026, 11, 17),
        outcome="attended",
        by=ruth,
    )


def goodbye(episode, by, said=None, **more):
    usual = {"on": GOODBYE, "reason": "completed"}
    return actions.say_goodbye(episode=episode, by=by, said=said or Goodbye(), **usual | more)


def test_everything_on_the_ending_page_is_kept_together(pegs_episode, hide, peg, ruth):
    said = Goodbye(
        what_changed=" I am back on the estuary. ",
        who_to_call="Out and About, 01632 960118",
        gets_there_alone="yes",
        health="same",
        checkin_on=CHECKIN,
        follow_up_on=FOLLOW_UP,
        agreed_how="spoken",
        reach_how="Ring after 11am",
        connections=[ConnectionNow(hide.pk, "settled")],
        new_connections=[NewConnection("The bakers’ table", "other", "attended")],
        tried=[Tried("The bus to the hide", "well")],
        not_measured={"ucla3": "declined"},
    )

    ending = goodbye(pegs_episode, ruth, said)

    pegs_episode.refresh_from_db()
    assert (pegs_episode.ended_on, pegs_episode.end_reason) == (GOODBYE, "completed")
    assert ending.what_changed == "I am back on the estuary."
    assert (ending.checkin_on, ending.follow_up_on) == (CHECKIN, FOLLOW_UP)
    assert ending.may_slip == []
    assert sorted(Signpost.objects.values_list("what", "outcome")) == [
        ("Fenwater bird hide mornings", "settled"),
        ("The bakers’ table", "attended"),
    ]
    assert pegs_episode.rehearsals.get().what == "The bus to the hide"
    assert pegs_episode.not_measured.get().stage == "end"
    consent = Consent.objects.get(person=peg)
    assert (consent.purpose, consent.agreed, consent.how) == ("follow_up", True, "spoken")
    assert Event.objects.filter(action="GOODBYE_SAID").count() == 1


def test_who_may_slip_is_kept_with_the_ending(pegs_episode, hide, ruth):
    Measure.objects.create(
        episode=pegs_episode,
        instrument="ucla3",
        stage="end",
        completed_on=GOODBYE,
        answers=[2, 2, 1],
        mode="read_out",
        recorded_by=ruth,
    )

    ending = goodbye(pegs_episode, ruth, Goodbye(gets_there_alone="no", health="worse"))

    assert ending.may_slip == ["only_just", "not_alone", "health", "not_settled"]


def test_a_connection_that_has_not_moved_gets_no_step(pegs_episode, hide, ruth):
    goodbye(pegs_episode, ruth, Goodbye(connections=[ConnectionNow(hide.pk, "attended")]))

    assert hide.steps.count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            Goodbye(follow_up_on=GOODBYE + timedelta(days=89)),
            "Choose Monday 12 April 2027 or later",
        ),
        (Goodbye(checkin_on=GOODBYE + timedelta(days=13)), "two to four weeks after"),
        (Goodbye(new_connections=[NewConnection(" ")]), "Nothing says what it is"),
        (
            Goodbye(new_connections=[NewConnection("Choir", outcome="settled")]),
            "no first time is known",
        ),
    ],
)
def test_a_refusal_from_below_undoes_everything(pegs_episode, hide, ruth, said, words):
    with pytest.raises(actions.CannotSayGoodbye, match=words):
        goodbye(pegs_episode, ruth, said)

    pegs_episode.refresh_from_db()
    assert pegs_episode.ended_on is None
    assert not Event.objects.filter(action="GOODBYE_SAID").exists()


def test_a_no_to_the_follow_up_is_kept_and_not_asking_is_not_a_no(pegs_episode, peg, ruth):
    goodbye(pegs_episode, ruth, Goodbye(health="same", follow_up_refused=True))

    assert not Consent.objects.get(person=peg).agreed


def test_not_asking_about_the_follow_up_records_no_answer(pegs_episode, ruth):
    goodbye(pegs_episode, ruth, Goodbye(health="same"))

    assert not Consent.objects.exists()


def test_a_consent_that_stands_is_not_recorded_again(pegs_episode, peg, ruth):
    Consent.objects.create(
        person=peg,
        purpose="follow_up",
        agreed=True,
        on=date(2026, 11, 5),
        how="spoken",
        recorded_by=ruth,
    )

    goodbye(pegs_episode, ruth, Goodbye(follow_up_on=FOLLOW_UP))

    assert Consent.objects.count() == 1


def test_a_death_asks_and_promises_nothing(pegs_episode, peg, ruth):
    said = Goodbye(checkin_on=CHECKIN, follow_up_on=FOLLOW_UP, died_on=date(2027, 1, 9))

    ending = goodbye(pegs_episode, ruth, said, reason="died")

    peg.refresh_from_db()
    assert ending is None
    assert peg.died_on == date(2027, 1, 9)
    pegs_episode.refresh_from_db()
    assert pegs_episode.end_reason == "died"
    assert not Consent.objects.exists()


def test_a_death_recorded_already_is_not_recorded_twice(pegs_episode, peg, ruth):
    peg.died_on = date(2027, 1, 9)
    peg.save()
    pegs_episode.person.refresh_from_db()

    goodbye(pegs_episode, ruth, reason="died")

    peg.refresh_from_db()
    assert peg.died_on == date(2027, 1, 9)


def test_a_death_on_a_day_to_come_is_refused_and_support_goes_on(pegs_episode, ruth):
    with pytest.raises(actions.CannotSayGoodbye):
        goodbye(pegs_episode, ruth, Goodbye(died_on=date(2027, 7, 1)), reason="died")

    pegs_episode.refresh_from_db()
    assert pegs_episode.ended_on is None


def test_a_death_before_support_came_to_anybody_is_refused_in_words(pegs_episode, ruth):
    with pytest.raises(actions.CannotSayGoodbye, match="Support cannot end"):
        goodbye(pegs_episode, ruth, reason="died", on=date(2026, 1, 1))


def test_a_failing_audit_line_undoes_the_goodbye(pegs_episode, ruth, monkeypatch):
    from alongside.casework.audit import record

    def broken(action, **kwargs):
        if action == "GOODBYE_SAID":
            raise RuntimeError("no line")
        return record(action, **kwargs)

    monkeypatch.setattr("alongside.casework.audit.record", broken)

    with pytest.raises(RuntimeError):
        goodbye(pegs_episode, ruth, Goodbye(health="same"))

    pegs_episode.refresh_from_db()
    assert pegs_episode.ended_on is None


def try_to_reach(episode, by, **said):
    usual = {"kind": "checkin", "on": CHECKIN, "outcome": "talked"}
    return actions.try_to_reach(episode=episode, by=by, **usual | said)


def test_a_try_is_kept_with_one_audit_line(ended, ruth):
    attempt = try_to_reach(ended, ruth, going="well", note=" Went on Tuesday too. ")

    assert (attempt.going, attempt.note) == ("well", "Went on Tuesday too.")
    assert attempt.try_again_on is None
    line = Event.objects.get()
    assert line.detail == {"kind": "checkin", "outcome": "talked"}


def test_no_answer_comes_back_by_the_schemes_reminder_days(ended, ruth):
    first = try_to_reach(ended, ruth, outcome="no_answer")
    second = try_to_reach(ended, ruth, outcome="no_answer", on=first.try_again_on)

    assert first.try_again_on == CHECKIN + timedelta(days=7)
    assert second.try_again_on == CHECKIN + timedelta(days=21)


def test_another_time_is_the_day_that_they_said(ended, ruth):
    attempt = try_to_reach(ended, ruth, outcome="later", try_again_on=date(2027, 2, 5))

    assert attempt.try_again_on == date(2027, 2, 5)


def test_support_again_opens_a_new_referral_tied_to_the_old_episode(ended, peg, ruth):
    attempt = try_to_reach(
        ended, ruth, wants_support=True, going="hard", wants="Somebody for the bus again"
    )

    referral = attempt.new_referral
    assert (referral.person, referral.source, referral.agreed) == (peg, "self", "person")
    assert referral.wants == "Somebody for the bus again"
    assert referral.received_on == CHECKIN
    assert referral.came_back_by.episode == ended


def test_a_second_referral_is_not_opened_beside_one_that_waits(ended, peg, ruth):
    made.referral(peg, ruth)

    attempt = try_to_reach(ended, ruth, wants_support=True)

    assert attempt.wants_support
    assert attempt.new_referral is None
    assert Referral.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"died_on": date(2027, 1, 20)}, "They have died"),
        ({}, "finished on 2 February 2027"),
    ],
)
def test_a_try_that_cannot_be_is_refused_in_words(ended, peg, ruth, change, words):
    try_to_reach(ended, ruth)
    for field, value in change.items():
        setattr(peg, field, value)
    peg.save()

    with pytest.raises(actions.CannotTry, match=words):
        try_to_reach(ended, ruth, on=CHECKIN + timedelta(days=1))

    assert Attempt.objects.count() == 1


def test_nobody_is_reached_without_an_ending(pegs_episode, ruth):
    with pytest.raises(actions.CannotTry, match="Support is still going on"):
        try_to_reach(pegs_episode, ruth)
