"""What an answer about consent must say, and which answer counts on a day."""

from datetime import date

import pytest

from alongside.casework.consent import rules
from alongside.casework.consent.models import Consent
from alongside.casework.consent.queries import holds

TODAY = date(2026, 11, 19)


def why_not(purpose="measures", agreed=True, how="spoken", on=TODAY, lapses_on=None, note=""):
    return rules.why_not_record(purpose, agreed, how, on, lapses_on, note, TODAY)


def test_a_yes_and_a_no_said_today_can_be_recorded():
    assert why_not() == ""
    assert why_not(agreed=False) == ""
    assert why_not(lapses_on=TODAY) == ""


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"purpose": "marketing"}, "Choose what was asked"),
        ({"how": "telepathy"}, "and how they answered"),
        ({"on": date(2026, 11, 20)}, "20 November 2026 is still to come"),
        ({"agreed": False, "lapses_on": TODAY}, "A no does not lapse"),
        ({"lapses_on": date(2026, 11, 18)}, "lapse before it was given"),
        ({"how": "best_interests"}, "who made the best-interests decision, and when"),
        ({"how": "best_interests", "note": " "}, "who made the best-interests decision, and when"),
        ({"how": "best_interests", "note": "Dr Rao", "purpose": "story"}, "Nobody can agree for"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_what_is_needed(said, words):
    assert words in why_not(**said)


def test_a_best_interests_decision_says_who_made_it():
    assert why_not(how="best_interests", note="Dr Rao, 3 November 2026") == ""


def test_nothing_answered_is_nothing_to_record():
    assert "Nothing was answered" in rules.why_nothing([])
    assert rules.why_nothing([False]) == ""


def test_only_a_yes_that_has_not_lapsed_holds():
    until = date(2026, 12, 1)

    assert not holds(None, TODAY)
    assert not holds(Consent(agreed=False), TODAY)
    assert holds(Consent(agreed=True), TODAY)
    assert holds(Consent(agreed=True, lapses_on=until), until)
    assert not holds(Consent(agreed=True, lapses_on=until), date(2026, 12, 2))
