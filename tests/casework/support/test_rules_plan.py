"""What a plan may say, and the conversation before it."""

from datetime import date

import pytest

from alongside.casework.support import rules
from alongside.casework.support.models import Goal

from .. import made

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("Back on the estuary", 9, "getting_out"), ""),
        (("Back on the estuary", None, ""), ""),
        (("  ", None, ""), "Write the goal in the person’s own words"),
        (("x", 11, ""), "a number from 1 to 10"),
        (("x", 1, "biscuits"), "what the goal is about"),
    ],
)
def test_why_a_goal_cannot_be_kept(given, words):
    reason = rules.why_not_goal(*given)

    assert words in reason
    assert bool(reason) == bool(words)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("Ring", "person", "", 7, "listening"), ""),
        (("Ring", "somebody_else", "Nessa", None, ""), ""),
        (("", "person", "", None, ""), "Say what the step is"),
        (("Ring", "the cat", "", None, ""), "Say who does it"),
        (("Ring", "somebody_else", " ", None, ""), "Say who the somebody else is"),
        (("Ring", "person", "", 0, ""), "a number from 1 to 10"),
        (("Ring", "person", "", 5, "magic"), "what kind of help"),
    ],
)
def test_why_a_step_cannot_be_kept(given, words):
    reason = rules.why_not_step(*given)

    assert words in reason
    assert bool(reason) == bool(words)


@pytest.mark.parametrize(
    ("status", "on", "words"),
    [
        ("reached", date(2026, 11, 5), ""),
        ("eaten", date(2026, 11, 5), "Say whether the goal was reached"),
        ("reached", date(2026, 11, 4), "was set on Thursday 5 November 2026"),
    ],
)
def test_why_a_goal_cannot_be_closed(status, on, words):
    reason = rules.why_not_goal_status(Goal(set_on=date(2026, 11, 5)), status, on)

    assert words in reason
    assert bool(reason) == bool(words)


def test_the_day_to_look_again_is_to_come():
    assert "has gone by" in rules.why_not_review(date(2026, 11, 21), TODAY)
    assert rules.why_not_review(TODAY, TODAY) == ""
    assert rules.why_not_review(date(2026, 11, 21), None) == ""
    assert rules.why_not_review(None, TODAY) == ""


@pytest.mark.parametrize(
    ("goals", "on", "words"),
    [
        (1, TODAY, ""),
        (0, TODAY, "There is no goal in the plan yet"),
        (1, date(2026, 10, 15), "before support was given to a connector"),
        (1, date(2026, 11, 23), "is still to come"),
    ],
)
def test_why_it_cannot_be_agreed(goals, on, words):
    reason = rules.why_not_agree(goals, on, date(2026, 10, 16), TODAY)

    assert words in reason
    assert bool(reason) == bool(words)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("matters", "Birds", None), ""),
        (("barriers", "", []), ""),
        (("barriers", "", ["money"]), ""),
        (("weather", "Rain", None), "Choose which prompt"),
        (("matters", "Birds", ["money"]), "ticked under its own prompt"),
        (("barriers", "", ["rain"]), "rain is not in it"),
        (("matters", "  ", None), "Write what the person said"),
    ],
)
def test_why_something_said_cannot_be_kept(given, words):
    reason = rules.why_not_say(*given)

    assert words in reason
    assert bool(reason) == bool(words)


def test_a_tag_is_a_word_or_two():
    assert rules.why_not_tag("birds") == ""
    assert "Write a word or two" in rules.why_not_tag("")
    assert "That is 31 letters" in rules.why_not_tag("x" * 31)


def test_a_plan_is_closed_with_support(peg, ruth):
    ended = made.episode(peg, ruth, ended_on=date(2027, 1, 14), end_reason="completed")

    reason = rules.why_not_change(ended)

    assert reason.startswith("Support ended on Thursday 14 January 2027. The plan stays as it was")
