"""What may happen to a concern."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.casework.safeguarding import rules

TODAY = date(2026, 11, 20)


def refused(reason: str, words: str) -> bool:
    """Whether the reason holds the words; with no words, whether there is no reason."""
    return words in reason and bool(reason) == bool(words)


@pytest.mark.parametrize(
    ("what", "about_somebody", "words"),
    [
        ("A bruise", True, ""),
        ("A bruise", False, "Say who it is about"),
        (" ", True, "Say what you saw or heard"),
    ],
)
def test_a_concern_says_whom_and_what_and_needs_nothing_more(what, about_somebody, words):
    assert refused(rules.why_not_raise(what=what, about_somebody=about_somebody), words)


@pytest.mark.parametrize(
    ("acknowledged", "closed", "words"),
    [
        (False, False, ""),
        (True, False, "acknowledged already"),
        (False, True, "closed"),
    ],
)
def test_a_concern_is_acknowledged_once(acknowledged, closed, words):
    assert refused(rules.why_not_acknowledge(acknowledged=acknowledged, closed=closed), words)


DECIDED = {
    "decision": "watch",
    "decisions": {"watch", "emergency"},
    "words": "Her daughter stays with her",
    "closed": False,
    "on": TODAY,
    "look_again": TODAY + timedelta(days=3),
}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"decision": "emergency", "look_again": None}, ""),
        ({"closed": True}, "raise a new concern"),
        ({"decision": "shrug"}, "Choose what is done about it"),
        ({"words": ""}, "Write why"),
        ({"look_again": None}, "needs a day to look again"),
        ({"look_again": TODAY}, "has passed"),
    ],
)
def test_a_decision_has_words_and_watching_has_a_day(changes, words):
    assert refused(rules.why_not_decide(**DECIDED | changes), words)


def test_a_note_is_not_empty():
    assert refused(rules.why_not_note(words=" "), "The note is empty")
    assert rules.why_not_note(words="Rang the duty team") == ""


@pytest.mark.parametrize(
    ("decided", "closed", "words"),
    [
        (True, False, ""),
        (True, True, "closed already"),
        (False, False, "Nothing has been decided yet"),
    ],
)
def test_a_concern_is_closed_after_a_decision(decided, closed, words):
    assert refused(rules.why_not_close(decided=decided, closed=closed), words)


def test_an_acknowledgement_is_overdue_after_the_schemes_hours_by_the_clock():
    raised = datetime(2026, 11, 20, 16, tzinfo=UTC)

    assert not rules.is_overdue(raised, 24, now=raised + timedelta(hours=24))
    assert rules.is_overdue(raised, 24, now=raised + timedelta(hours=24, seconds=1))
