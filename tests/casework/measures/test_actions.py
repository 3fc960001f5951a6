"""Answers are kept as they were printed; what is put off comes back; wording is checked."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.measures import actions, queries
from alongside.casework.measures.models import LicensedWording, Measure
from alongside.casework.referrals.models import Decision
from tests.casework import made

ON = date(2026, 11, 5)
WORDING = "\n".join(
    ["How things are", "LIC-41"]
    + [f"I have been well in way {n}" for n in "ABCDEFG"]
    + [f"Answer {n}" for n in ("one", "two", "three", "four", "five")]
)


def answer(episode, by, **said):
    usual = {"instrument": "ucla3", "stage": "start", "answers": [3, 3, 2], "mode": "read_out"}
    return actions.answer(episode=episode, on=ON, by=by, **usual | said)


def test_answers_are_kept_as_printed_with_one_audit_line(pegs_episode, ruth):
    measure = answer(pegs_episode, ruth, answers=[3, None, 2])

    assert measure.answers == [3, None, 2]
    line = Event.objects.get()
    assert line.action == "MEASURE_ANSWERED"
    assert line.detail == {"instrument": "ucla3", "stage": "start"}  # no answer is in it


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"instrument": "ons4", "answers": [1, 1, 1, 1]}, "not among the questionnaires"),
        ({"answers": [1, 2]}, "2 answers came"),
        ({"stage": "follow_up"}, "Support has not ended yet"),
        ({"instrument": "swemwbs", "answers": [3] * 7, "mode": "self"}, "wording.*is licensed"),
    ],
)
def test_answers_that_cannot_be_taken_are_refused_in_words(pegs_episode, ruth, said, words):
    with pytest.raises(actions.CannotAnswer, match=words):
        answer(pegs_episode, ruth, **said)

    assert not Measure.objects.exists()


def test_the_same_questions_are_taken_once_a_day(pegs_episode, ruth):
    answer(pegs_episode, ruth)

    with pytest.raises(actions.CannotAnswer, match="already answered on 5 November 2026"):
        answer(pegs_episode, ruth)


def test_the_campaigns_tool_waits_for_the_acceptance_of_the_referral(peg, ruth, dilys):
    peg.scheme.instruments = ["cel"]
    peg.scheme.save()
    referral = made.referral(peg, dilys)
    episode = made.episode(peg, ruth, referral=referral)
    said = {"instrument": "cel", "answers": [4, 4, 6]}

    before = queries.due(episode, ON)
    with pytest.raises(actions.CannotAnswer, match="forbid"):
        answer(episode, ruth, **said)
    Decision.objects.create(
        referral=referral, kind="accept", on=date(2026, 10, 16), by=dilys, allocated_to=ruth
    )

    assert before == []
    assert [due.instrument for due in queries.due(episode, ON)] == ["cel"]
    assert answer(episode, ruth, **said).answers == [4, 4, 6]


def test_a_failing_audit_line_undoes_the_answers(pegs_episode, ruth, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("no line")

    monkeypatch.setattr("alongside.casework.audit.record", broken)

    with pytest.raises(RuntimeError):
        answer(pegs_episode, ruth)

    assert not Measure.objects.exists()


def test_not_now_has_a_reason_and_comes_back(pegs_episode, ruth):
    noted = actions.not_now(
        episode=pegs_episode, instrument="ucla3", stage="start", reason="too_early", on=ON, by=ruth
    )

    assert noted.ask_again_on == date(2026, 11, 19)
    assert queries.due(pegs_episode, date(2026, 11, 18)) == []
    assert [due.since for due in queries.due(pegs_episode, date(2026, 11, 19))] == [
        date(2026, 11, 19)
    ]


def test_not_now_said_twice_on_a_day_keeps_the_later_one(pegs_episode, ruth):
    said = {"episode": pegs_episode, "instrument": "ucla3", "stage": "start", "on": ON, "by": ruth}
    actions.not_now(reason="forgot", **said)

    actions.not_now(reason="not_able", ask_again_on=date(2026, 11, 8), **said)

    noted = pegs_episode.not_measured.get()
    assert (noted.reason, noted.ask_again_on) == ("not_able", date(2026, 11, 8))
    assert Event.objects.filter(action="MEASURE_PUT_OFF").count() == 2


def test_not_now_refuses_a_day_that_is_not_later(pegs_episode, ruth):
    with pytest.raises(actions.CannotPutOff, match="Choose a later day"):
        actions.not_now(
            episode=pegs_episode,
            instrument="ucla3",
            stage="start",
            reason="forgot",
            on=ON,
            ask_again_on=ON,
            by=ruth,
        )


def test_a_scheme_that_has_the_licence_loads_the_wording_and_can_ask(pegs_episode, ruth, dilys):
    scheme = pegs_episode.scheme

    actions.load_wording(scheme=scheme, instrument="swemwbs", text=WORDING, on=ON, by=dilys)

    asked = queries.asked_in(scheme, "swemwbs")
    assert asked.wording_supplied
    assert asked.items[0].wording == "I have been well in way A"
    assert "LIC-41" in asked.licence
    assert [due.instrument for due in queries.due(pegs_episode, ON)] == ["ucla3", "swemwbs"]
    assert answer(pegs_episode, ruth, instrument="swemwbs", answers=[3] * 7, mode="self").pk


def test_wording_that_does_not_fit_is_refused_and_what_was_loaded_stays(aldermouth, dilys):
    said = {"scheme": aldermouth, "instrument": "swemwbs", "on": ON, "by": dilys}
    actions.load_wording(text=WORDING, **said)

    with pytest.raises(actions.CannotLoadWording, match="2 lines of words, and 14 are needed"):
        actions.load_wording(text="How things are\nLIC-42", **said)

    assert LicensedWording.objects.get().licence == "LIC-41"
