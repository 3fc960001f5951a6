"""How long somebody has waited, what may be decided, and the first words of an answer."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.referrals import rules
from alongside.casework.referrals.models import Reason
from alongside.casework.schemes.models import Nation

FRIDAY = date(2026, 11, 13)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("end", "working_days"),
    [
        (date(2026, 11, 12), 0),  # the day before
        (date(2026, 11, 13), 0),  # the same day
        (date(2026, 11, 15), 0),  # Sunday
        (date(2026, 11, 16), 1),  # Monday
        (date(2026, 11, 20), 5),  # the next Friday
        (date(2026, 11, 23), 6),
    ],
)
def test_weekends_are_not_waiting_days(end, working_days):
    assert rules.working_days_between(FRIDAY, end, "england") == working_days


@given(days, st.integers(0, 400))
def test_working_days_are_counted_as_one_would_on_a_calendar(start, later):
    end = start + timedelta(days=later)

    one_by_one = [start + timedelta(days=n) for n in range(1, later + 1)]

    assert rules.working_days_between(start, end) == sum(d.weekday() < 5 for d in one_by_one)


@pytest.mark.parametrize(
    ("waited", "promise", "state", "short", "full"),
    [
        (0, 5, "", "Came today", "Came today"),
        (1, 5, "", "1 day", "1 working day, promise 5"),
        (4, 5, "", "4 days", "4 working days, promise 5"),
        (5, 5, "soon", "5 days, answer today", "5 working days, answer today"),
        (6, 5, "late", "6 days, 1 over", "6 working days, 1 over our promise"),
        (0, 0, "soon", "Answer today", "0 working days, answer today"),
    ],
)
def test_a_wait_is_said_against_the_promise(waited, promise, state, short, full):
    wait = rules.Wait(waited, promise)

    assert (wait.state, wait.short, wait.full) == (state, short, full)


FINE = {"died_on": None, "same_scheme": True, "agreed": "person", "agreed_note": ""}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"same_scheme": False}, "known to another scheme"),
        ({"died_on": date(2026, 11, 2)}, "died on 2 November 2026"),
        ({"agreed": "best_interests", "agreed_note": " "}, "who made it, and why"),
        ({"agreed": "best_interests", "agreed_note": "Dr Osei, capacity"}, ""),
    ],
)
def test_why_a_referral_cannot_be_taken_down(changes, words):
    reason = rules.why_not_receive(**FINE | changes)

    assert words in reason
    assert bool(reason) == bool(words)


def test_a_referral_cannot_have_come_tomorrow():
    tomorrow = FRIDAY + timedelta(days=1)

    assert "14 November 2026, has not been yet" in rules.why_not_received_on(tomorrow, today=FRIDAY)
    assert rules.why_not_received_on(FRIDAY, today=FRIDAY) == ""


@pytest.mark.parametrize(
    ("kind", "last", "words"),
    [
        ("accept", None, ""),
        ("accept", "wait", ""),
        ("wait", "wait", ""),
        ("wait", "decline", ""),
        ("wait", "withdraw", ""),
        (
            "accept",
            "decline",
            "12 November 2026: we said no. To think again, let it wait",
        ),
        ("decline", "withdraw", "answered on 12 November 2026: the person changed their mind."),
        ("wait", "accept", "2026: it was accepted. If something has changed"),
        ("decline", "redirect", "2026: it was passed on."),
    ],
)
def test_what_has_its_answer_is_not_answered_again(kind, last, words):
    reason = rules.why_not_decide(
        kind=kind,
        last_kind=last,
        last_on=date(2026, 11, 12) if last else None,
        received_on=date(2026, 11, 2),
        on=FRIDAY,
    )

    assert words in reason
    assert bool(reason) == bool(words)


def test_an_answer_without_its_day_is_still_an_answer():
    reason = rules.why_not_decide(
        kind="accept", last_kind="accept", last_on=None, received_on=FRIDAY, on=FRIDAY
    )

    assert "This referral was answered: it was accepted. If" in reason


def test_nothing_is_decided_before_it_came():
    reason = rules.why_not_decide(
        kind="accept", last_kind=None, last_on=None, received_on=FRIDAY, on=date(2026, 11, 12)
    )

    assert "on 12 November 2026, before the referral came on 13 November 2026" in reason


@pytest.mark.parametrize(
    ("why", "look_again_on", "words"),
    [
        ("", None, "Waiting needs a reason"),
        ("In hospital", FRIDAY, "The day to look again, 13 November 2026, has passed"),
        ("In hospital", date(2026, 11, 14), ""),
        ("In hospital", None, ""),
    ],
)
def test_waiting_needs_a_reason_and_a_day_that_is_to_come(why, look_again_on, words):
    reason = rules.why_not_wait(why=why, on=FRIDAY, look_again_on=look_again_on)

    assert words in reason
    assert bool(reason) == bool(words)


def test_saying_no_needs_a_reason_from_the_list():
    assert "Saying no needs a reason" in rules.why_not_decline(reason="", reasons={"other"})
    assert rules.why_not_decline(reason="other", reasons={"other"}) == ""


PASS = {
    "reason": "other",
    "reasons": {"other"},
    "to_scheme": "",
    "to": "Age Concern",
    "here": False,
    "same_programme": False,
    "agreed": False,
}
TO_SCHEME = {"to": "", "to_scheme": "Glen Torran", "same_programme": True, "agreed": True}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        (TO_SCHEME, ""),
        ({"reason": ""}, "Passing on needs a reason"),
        ({"to": " "}, "Say who takes it on"),
        (TO_SCHEME | {"to": "Age Concern"}, "Say who takes it on"),
        (TO_SCHEME | {"here": True}, "in this scheme already"),
        (TO_SCHEME | {"same_programme": False}, "Glen Torran belongs to another programme"),
        (TO_SCHEME | {"agreed": False}, "Ask them before their name goes to Glen Torran"),
    ],
)
def test_passing_on_needs_a_reason_a_place_and_the_persons_word(changes, words):
    reason = rules.why_not_redirect(**PASS | changes)

    assert words in reason
    assert bool(reason) == bool(words)


ASSESSED = {"fault": "", "computed": "medium", "overridden_to": "", "override_reason": ""}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"overridden_to": "high", "override_reason": "Her son has moved out"}, ""),
        ({"fault": "A level is 1 to 4."}, "A level is 1 to 4."),
        ({"override_reason": "Her son"}, "a reason for another level, but no level"),
        ({"overridden_to": "enormous"}, "low, medium or high"),
        ({"overridden_to": "medium"}, "comes to medium as well"),
        ({"overridden_to": "high"}, "To say high instead, write why"),
    ],
)
def test_another_level_than_the_computed_one_needs_a_reason(changes, words):
    reason = rules.why_not_assess(**ASSESSED | changes)

    assert words in reason
    assert bool(reason) == bool(words)


@pytest.mark.parametrize("nation", Nation.values)
@pytest.mark.parametrize("themselves", [True, False])
@pytest.mark.parametrize("what", ["accept", "wait", "withdraw", "redirect", *Reason.values])
def test_there_are_first_words_for_every_answer_in_every_nation(what, themselves, nation):
    words = rules.words_for(
        what, called="Peg Hollins", scheme="Out and About", nation=nation, themselves=themselves
    )

    assert "{" not in words
    assert ("Peg" in words) == (not themselves)


def test_the_words_name_who_will_be_in_touch():
    words = rules.words_for(
        "accept", called="Peg", scheme="Out and About", nation="wales", connector="Ruth Adeyemi"
    )

    assert words.startswith("Thank you for telling us about Peg. Ruth Adeyemi will be in touch")


MOVE = {"same_record": False, "same_scheme": True, "died_on": None, "accepted": False}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"same_record": True}, "with this record already"),
        ({"same_scheme": False}, "Ask your programme’s resolver"),
        ({"died_on": date(2026, 11, 2)}, "died on 2 November 2026"),
        ({"accepted": True}, "The referral is accepted"),
    ],
)
def test_why_a_referral_cannot_move_to_another_record(changes, words):
    reason = rules.why_not_attach(**MOVE | changes)

    assert words in reason
    assert bool(reason) == bool(words)
