"""Connections: what may be said of them, and what is written down."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.signposting import actions
from alongside.casework.signposting.models import Signpost

MADE = date(2026, 11, 3)


@pytest.fixture
def choir(pegs_episode, ruth):
    return actions.connect(
        episode=pegs_episode,
        what="the choir",
        destination="third_sector",
        made_on=MADE,
        outcome="introduced",
        first_time_on=date(2026, 11, 10),
        by=ruth,
    )


def steps(of):
    return [(step.outcome, step.on, step.words) for step in of.steps.all()]


def test_a_connection_is_kept_with_its_first_step_and_one_audit_line(pegs_episode, ruth):
    made = actions.connect(
        episode=pegs_episode,
        what=" Fenwater choir ",
        destination="third_sector",
        how="telephoned_together",
        made_on=MADE,
        note="Tuesdays",
        by=ruth,
    )

    assert (made.what, made.outcome, made.outcome_on) == ("Fenwater choir", "suggested", MADE)
    assert steps(made) == [("suggested", MADE, "")]
    line = Event.objects.get()
    assert (line.action, line.detail) == ("CONNECTION_MADE", {"outcome": "suggested"})


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"what": "  "}, "Nothing says what it is"),
        ({"made_on": date(2026, 10, 15)}, "15 October 2026 was given.*16 October 2026"),
        ({"reason": "cost"}, "A reason is given, and it goes only with Stopped"),
        ({"outcome": "settled"}, "no first time is known"),
        (
            {"outcome": "attended", "first_time_on": date(2026, 11, 10)},
            "The first time is to be on 10 November 2026, after 3 November 2026",
        ),
        (
            {"outcome": "settled", "first_time_on": date(2026, 10, 20)},
            "can be said from 17 November 2026",
        ),
    ],
)
def test_a_connection_that_cannot_be_so_is_refused_in_words(pegs_episode, ruth, said, words):
    usual = {"what": "the choir", "destination": "third_sector", "made_on": MADE}

    with pytest.raises(actions.CannotConnect, match=words):
        actions.connect(episode=pegs_episode, by=ruth, **usual | said)

    assert not Signpost.objects.exists()
    assert not Event.objects.exists()


def test_she_went_makes_it_attended_and_keeps_the_day_of_the_first_time(choir, ruth):
    now = actions.heard(signpost=choir, answer="went", on=date(2026, 11, 12), by=ruth)

    assert (now.outcome, now.first_time_on) == ("attended", date(2026, 11, 10))
    assert steps(now)[0] == ("attended", date(2026, 11, 12), "")
    assert Event.objects.filter(action="CONNECTION_ADVANCED").count() == 1


def test_not_this_time_keeps_how_far_it_got_and_forgets_the_planned_day(choir, ruth):
    now = actions.heard(signpost=choir, answer="not_this_time", on=date(2026, 11, 12), by=ruth)

    assert (now.outcome, now.first_time_on) == ("introduced", None)
    assert steps(now)[0] == ("introduced", date(2026, 11, 12), "Not this time")


def test_who_went_without_a_planned_day_went_on_the_day_it_is_said(choir, ruth):
    actions.heard(signpost=choir, answer="not_this_time", on=date(2026, 11, 12), by=ruth)

    now = actions.heard(signpost=choir, answer="went", on=date(2026, 11, 17), by=ruth)

    assert now.first_time_on == date(2026, 11, 17)


@pytest.mark.parametrize(
    ("answer", "outcome"), [("still_going", "settled"), ("not_any_more", "stopped")]
)
def test_four_weeks_on_they_are_settled_or_it_has_stopped(choir, ruth, answer, outcome):
    actions.heard(signpost=choir, answer="went", on=date(2026, 11, 11), by=ruth)

    now = actions.heard(signpost=choir, answer=answer, on=date(2026, 12, 8), by=ruth)

    assert now.outcome == outcome


def test_settled_is_refused_until_four_weeks_after_the_first_time(choir, ruth):
    actions.heard(signpost=choir, answer="went", on=date(2026, 11, 11), by=ruth)

    with pytest.raises(actions.CannotAdvance, match=r"10 November 2026, so .* 8 December 2026"):
        actions.heard(signpost=choir, answer="still_going", on=date(2026, 12, 7), by=ruth)

    choir.refresh_from_db()
    assert choir.outcome == "attended"


def test_a_reason_goes_with_what_stopped(choir, ruth):
    on = date(2026, 11, 20)

    actions.advance(
        signpost=choir, outcome="stopped", on=on, reason="no_transport", words="No bus", by=ruth
    )

    choir.refresh_from_db()
    assert (choir.outcome, choir.reason) == ("stopped", "no_transport")
    assert steps(choir)[0] == ("stopped", on, "No bus")


def test_a_day_before_what_is_known_is_refused(choir, ruth):
    with pytest.raises(actions.CannotAdvance, match="Choose that day or a later one"):
        actions.advance(signpost=choir, outcome="attended", on=date(2026, 11, 2), by=ruth)


def test_a_failing_audit_line_undoes_the_step(choir, ruth, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("no line")

    monkeypatch.setattr("alongside.casework.audit.record", broken)

    with pytest.raises(RuntimeError):
        actions.heard(signpost=choir, answer="went", on=date(2026, 11, 12), by=ruth)

    choir.refresh_from_db()
    assert choir.outcome == "introduced"
    assert choir.steps.count() == 1
