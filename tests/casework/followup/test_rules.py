"""Who may slip, and when somebody is reached next, as tables."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.casework.followup import rules
from alongside.casework.followup.rules import After, Attempted, Try

GOODBYE = date(2027, 1, 12)
CHECKIN = date(2027, 2, 2)


@pytest.mark.parametrize(
    ("loneliness", "alone", "health", "settled", "held"),
    [
        (3, "yes", "same", 2, []),
        (5, "yes", "same", 1, ["only_just"]),
        (4, "yes", "better", 1, []),
        (6, "yes", "same", 1, []),  # still lonely: that is not a slip to come
        (None, "", "", 1, []),  # not asked makes no rule hold
        (3, "no", "same", 1, ["not_alone"]),
        (3, "some", "same", 1, []),
        (3, "yes", "worse", 1, ["health"]),
        (3, "yes", "same", 0, ["not_settled"]),
        (5, "no", "worse", 0, ["only_just", "not_alone", "health", "not_settled"]),
    ],
)
def test_who_may_slip_by_the_stated_rules(loneliness, alone, health, settled, held):
    found = rules.may_slip(
        loneliness_at_end=loneliness, gets_there_alone=alone, health=health, settled_with=settled
    )

    assert found == held


def test_the_codes_are_read_as_one_sentence():
    assert rules.in_words(["only_just", "not_settled"]) == (
        "Not lonely, but only just; not settled with anybody yet"
    )
    assert rules.in_words([]) == ""
    assert rules.Slip.HEALTH.words == "Health is getting harder"


@pytest.mark.parametrize(
    ("agreed", "tries", "expected"),
    [
        (None, [], None),
        (CHECKIN, [], CHECKIN),
        (CHECKIN, [Try(CHECKIN, "no_answer", date(2027, 2, 9))], date(2027, 2, 9)),
        (CHECKIN, [Try(CHECKIN, "no_answer")], date(2027, 2, 3)),
        (CHECKIN, [Try(CHECKIN, "talked")], None),
        (CHECKIN, [Try(CHECKIN, "declined")], None),
        (CHECKIN, [Try(CHECKIN, "no_answer"), Try(CHECKIN, "cannot_reach")], None),
    ],
)
def test_the_next_day_follows_from_what_was_agreed_and_tried(agreed, tries, expected):
    assert rules.next_on(agreed, tries) == expected


@pytest.mark.parametrize(
    ("tries_before", "reminder_days", "gap"),
    [(0, [7, 14], 7), (1, [7, 14], 14), (5, [7, 14], 14), (0, [], 7)],
)
def test_the_schemes_reminder_days_say_when_to_try_again(tries_before, reminder_days, gap):
    expected = CHECKIN + timedelta(days=gap)

    assert rules.again_on(CHECKIN, tries_before, reminder_days) == expected


@pytest.mark.parametrize(
    ("tries", "reminder_days", "words"),
    [
        (0, [7, 14], "Not tried yet."),
        (1, [7, 14], "Tried once. Your scheme tries again after 7 and 14 days."),
        (2, [7, 14], "Tried twice. Your scheme tries again after 7 and 14 days."),
        (3, [7, 14], "Tried 3 times. Your scheme usually stops after 3."),
        (1, [], "Tried once. Your scheme usually stops after 1."),
        (0, [], "Not tried yet."),
    ],
)
def test_how_often_was_tried_is_said_with_what_is_usual(tries, reminder_days, words):
    assert rules.reminder_words(tries, reminder_days) == words


def attempted(**said):
    return Attempted(**{"kind_words": "check-in", "on": CHECKIN, "outcome": "talked"} | said)


def after(**said):
    return After(**{"ended_on": GOODBYE, "agreed_on": CHECKIN} | said)


@pytest.mark.parametrize(
    ("now", "stands", "words"),
    [
        (attempted(going="well", wants_support=True), after(), ""),
        (attempted(outcome="no_answer", try_again_on=date(2027, 2, 9)), after(), ""),
        (attempted(), after(ended_on=None), "Support is still going on"),
        (attempted(), after(died=True), "They have died"),
        (attempted(), after(agreed_on=None), "have not agreed to a check-in"),
        (attempted(), after(said_no=True), "have not agreed to a check-in"),
        (attempted(), after(finished_on=date(2027, 2, 1)), "finished on 1 February 2027"),
        (attempted(on=date(2027, 1, 11)), after(), "before the goodbye on 12 January 2027"),
        (attempted(outcome="no_answer", going="well"), after(), "only when you talked"),
        (attempted(outcome="no_answer", wants_support=True), after(), "only when you talked"),
        (attempted(try_again_on=date(2027, 2, 9)), after(), "this try was the last one"),
        (
            attempted(outcome="later", try_again_on=CHECKIN),
            after(),
            "that is not after 2 February 2027",
        ),
        (attempted(wants_support=True), after(supported_again=True), "supported again already"),
    ],
)
def test_why_a_try_cannot_be_kept(now, stands, words):
    found = rules.why_not_try(now, stands)

    assert (words in found) if words else (found == "")
