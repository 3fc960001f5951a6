"""When a questionnaire is due, as tables; and which answers may be taken."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.casework.measures import rules
from alongside.casework.measures.rules import Facts
from alongside.instruments import load

UCLA3, CEL = load("ucla3"), load("cel")
BEGAN = date(2026, 10, 22)
OVER = BEGAN + timedelta(weeks=12)  # 14 January 2027
LAST = OVER - timedelta(weeks=3)
GOODBYE = date(2027, 1, 12)
FOLLOW_UP = GOODBYE + timedelta(days=91)
ANSWERED_START = frozenset({("ucla3", "start")})


def facts(**said):
    usual = {"allocated_on": date(2026, 10, 16), "started_on": BEGAN, "ends_about": OVER}
    return Facts(**usual | said)


def after(**said):
    usual = {"ended_on": GOODBYE, "follow_up_on": FOLLOW_UP, "answered": ANSWERED_START}
    return facts(**usual | said)


def days(number):
    return timedelta(days=number)


@pytest.mark.parametrize(
    ("known", "on", "stage"),
    [
        (facts(started_on=None, ends_about=None), BEGAN, None),  # nobody has reached them yet
        (facts(), BEGAN - days(1), None),
        (facts(), BEGAN, "start"),
        (facts(), LAST - days(1), "start"),
        (facts(), LAST, "end"),  # too late for a start
        (facts(answered=ANSWERED_START), BEGAN + days(34), None),
        (facts(answered=ANSWERED_START), BEGAN + days(35), "review"),  # week 6
        (facts(answered=ANSWERED_START, ends_about=None), BEGAN + days(35), None),
        (facts(answered=ANSWERED_START), LAST, "end"),
        (facts(answered=ANSWERED_START), OVER + days(30), "end"),  # over time
        (facts(answered=ANSWERED_START | {("ucla3", "end")}), LAST, None),
        (facts(ends_about=BEGAN + days(14)), BEGAN, "end"),  # short from the first day
        (after(), GOODBYE, "end"),
        (after(), GOODBYE + days(28), "end"),
        (after(), GOODBYE + days(29), None),
        (after(ended_on=GOODBYE + days(3)), GOODBYE, None),  # a day before the ending
        (after(), FOLLOW_UP - days(1), None),
        (after(), FOLLOW_UP, "follow_up"),
        (after(), FOLLOW_UP + days(91), "follow_up"),
        (after(), FOLLOW_UP + days(92), None),
        (after(follow_up_on=GOODBYE + days(30)), GOODBYE + days(89), None),
        (after(follow_up_on=GOODBYE + days(30)), GOODBYE + days(90), "follow_up"),
        (after(follow_up_on=None), FOLLOW_UP, None),  # they said no
        (facts(said_no=True), BEGAN, None),
        (facts(one_off=True), BEGAN, None),
        (after(died_on=GOODBYE), FOLLOW_UP, None),
    ],
)
def test_the_stage_that_is_due_follows_from_the_dates(known, on, stage):
    found = rules.due(UCLA3, known, on, has_wording=True)

    assert (found.stage if found else None) == stage


def test_only_the_review_is_optional():
    review = rules.due(UCLA3, facts(answered=ANSWERED_START), BEGAN + days(40), has_wording=True)
    start = rules.due(UCLA3, facts(), BEGAN, has_wording=True)

    assert review.optional
    assert not start.optional


@pytest.mark.parametrize(
    ("again_on", "on", "since"),
    [
        (None, BEGAN + days(20), None),  # did not want to: not at this stage
        (BEGAN + days(14), BEGAN + days(13), None),
        (BEGAN + days(14), BEGAN + days(14), BEGAN + days(14)),
    ],
)
def test_what_was_put_off_comes_back_on_its_day(again_on, on, since):
    known = facts(put_off={("ucla3", "start"): again_on})

    found = rules.due(UCLA3, known, on, has_wording=True)

    assert (found.since if found else None) == since


def test_who_did_not_want_to_at_the_start_is_asked_at_the_end():
    known = facts(put_off={("ucla3", "start"): None})

    assert rules.due(UCLA3, known, LAST, has_wording=True).stage == "end"


def test_the_campaigns_tool_is_never_due_before_a_referral_is_accepted():
    assert rules.due(CEL, facts(accepted=False), BEGAN, has_wording=True) is None
    assert rules.due(CEL, facts(), BEGAN, has_wording=True).stage == "start"


def test_without_its_wording_a_questionnaire_is_not_due():
    assert rules.due(load("swemwbs"), facts(), BEGAN, has_wording=False) is None


@pytest.mark.parametrize(
    ("reason", "after_days"),
    [
        ("too_early", 14),
        ("not_able", 14),
        ("forgot", 1),
        ("could_not_reach", 7),
        ("declined", None),
    ],
)
def test_the_reason_decides_when_it_comes_back(reason, after_days):
    expected = None if after_days is None else BEGAN + days(after_days)

    assert rules.ask_again_on(reason, BEGAN) == expected


@pytest.mark.parametrize(
    ("instrument", "known", "stage", "on", "words"),
    [
        (UCLA3, facts(), "start", BEGAN, ""),
        (UCLA3, facts(), "end", BEGAN + days(20), ""),  # an ending that came early
        (UCLA3, facts(said_no=True), "start", BEGAN, "said no to being asked"),
        (UCLA3, facts(died_on=BEGAN), "start", BEGAN, "They have died"),
        (CEL, facts(accepted=False), "start", BEGAN, "forbid its use before"),
        (UCLA3, facts(), "start", date(2026, 10, 15), "came to us on 16 October 2026"),
        (UCLA3, after(), "start", GOODBYE + days(1), "Support ended on 12 January 2027"),
        (UCLA3, after(), "review", GOODBYE, ""),  # found on paper on the last day
        (UCLA3, facts(), "follow_up", BEGAN, "Support has not ended yet"),
        (UCLA3, after(), "follow_up", GOODBYE + days(89), "which is 12 April 2027"),
        (UCLA3, after(), "follow_up", GOODBYE + days(90), ""),
    ],
)
def test_why_questions_may_not_be_asked(instrument, known, stage, on, words):
    found = rules.why_not_ask(instrument, known, stage, on)

    assert (words in found) if words else (found == "")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([1, 2, 3], ""),
        ([1, None, None], ""),
        ([1, 2], "2 answers came, and this questionnaire has 3 questions"),
        ([1, 4, 2], "Question 2 has an answer that is not among its own"),
        ([None, None, None], "No question has an answer"),
    ],
)
def test_which_answers_may_be_taken(answers, words):
    found = rules.why_not_answers(UCLA3, answers)

    assert (words in found) if words else (found == "")


@pytest.mark.parametrize(
    ("mode", "has_wording", "allowed"),
    [("self", True, True), ("paper", False, True), ("self", False, False)],
)
def test_without_the_wording_answers_come_from_paper_alone(mode, has_wording, allowed):
    assert (rules.why_not_mode(mode, has_wording=has_wording) == "") is allowed
