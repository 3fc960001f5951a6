"""The clock of an episode, and what may be done with it when."""

from datetime import date

import pytest

from alongside.casework.support import rules
from alongside.casework.support.models import Extension
from alongside.casework.support.rules import EpisodeState

from .. import made

STARTED = date(2026, 10, 22)  # a Thursday; twelve weeks are over on Thursday 14 January 2027


@pytest.mark.parametrize(
    ("on", "state", "clock"),
    [
        (date(2026, 10, 21), EpisodeState.NOT_STARTED, "Not started"),
        (date(2026, 10, 22), EpisodeState.ACTIVE, "Week 1 of 12"),
        (date(2026, 11, 19), EpisodeState.ACTIVE, "Week 5 of 12"),
        (date(2026, 12, 24), EpisodeState.ACTIVE, "Week 10 of 12"),
        (date(2026, 12, 25), EpisodeState.LAST_WEEKS, "Week 10 of 12"),
        (date(2027, 1, 13), EpisodeState.LAST_WEEKS, "Week 12 of 12"),
        (date(2027, 1, 15), EpisodeState.OVER_TIME, "Week 13, 1 over"),
    ],
)
def test_the_state_and_the_clock_come_from_dates(pegs_episode, on, state, clock):
    assert rules.state(pegs_episode, on) is state
    assert rules.clock_words(pegs_episode, on) == clock


def test_agreed_weeks_move_the_end(pegs_episode, dilys):
    Extension.objects.create(
        episode=pegs_episode, until_week=16, reason="x", on=STARTED, agreed_by=dilys
    )

    assert rules.state(pegs_episode, date(2027, 1, 15)) is EpisodeState.ACTIVE
    assert rules.clock_words(pegs_episode, date(2027, 1, 15)) == "Week 13 of 16"


def test_nobody_has_been_reached_yet_so_it_has_not_started(peg, ruth):
    episode = made.episode(peg, ruth, started_on=None)

    assert rules.state(episode, date(2027, 6, 1)) is EpisodeState.NOT_STARTED
    assert rules.clock_words(episode, date(2027, 6, 1)) == "Not started"


def test_an_ended_episode_says_when(peg, ruth):
    episode = made.episode(peg, ruth, ended_on=date(2027, 1, 14), end_reason="completed")

    assert rules.state(episode, date(2027, 1, 14)) is EpisodeState.ENDED
    assert rules.state(episode, date(2027, 1, 13)) is EpisodeState.LAST_WEEKS
    assert rules.clock_words(episode, date(2027, 2, 1)) == "Ended on Thursday 14 January 2027"


def test_each_state_has_words():
    words = [state.words for state in EpisodeState]

    assert words == ["Not started", "Going on", "Last three weeks", "Over time", "Ended"]


OPENING = {
    "called": "Peg",
    "has_open_episode": False,
    "died": False,
    "to_name": "Owen Castellani",
    "to_may": True,
    "scheme": "Aldermouth Connectors",
}


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({}, ""),
        ({"has_open_episode": True}, "Peg has support already that has not ended"),
        ({"died": True}, "Peg has died. Withdraw the referral"),
        ({"to_may": False}, "Owen Castellani was not a connector of Aldermouth Connectors"),
    ],
)
def test_why_support_cannot_begin(what, words):
    reason = rules.why_not_open(**{**OPENING, **what})

    assert reason.startswith(words)
    assert bool(reason) == bool(words)


@pytest.mark.parametrize(
    ("on", "more", "words"),
    [
        (date(2027, 1, 14), {}, ""),
        (date(2027, 1, 14), {"reason": "tired"}, "Say why support ends"),
        (date(2026, 10, 1), {}, "before it was given to a connector, on Friday 16 October 2026"),
        (date(2026, 10, 20), {}, "before it started, on Thursday 22 October 2026"),
        (
            date(2027, 1, 14),
            {"last_contact_on": date(2027, 1, 20)},
            "There was a contact on Wednesday 20 January 2027",
        ),
        (date(2027, 1, 14), {"last_contact_on": date(2027, 1, 14)}, ""),
        (date(2027, 1, 14), {"today": date(2027, 1, 13)}, "14 January 2027 is still to come"),
        (date(2027, 1, 14), {"today": date(2027, 1, 14)}, ""),
    ],
)
def test_why_support_cannot_end(pegs_episode, on, more, words):
    reason = rules.why_not_end(pegs_episode, on, **more)

    assert words in reason
    assert bool(reason) == bool(words)


def test_support_ends_once(peg, ruth):
    episode = made.episode(peg, ruth, ended_on=date(2027, 1, 14), end_reason="completed")

    reason = rules.why_not_end(episode, date(2027, 1, 20))

    assert reason.startswith("Support ended already, on Thursday 14 January 2027")


@pytest.mark.parametrize(
    ("checkin", "follow_up", "words"),
    [
        (None, None, ""),
        (date(2027, 1, 28), date(2027, 4, 14), ""),
        (date(2027, 1, 27), None, "A check-in comes two to four weeks after goodbye"),
        (date(2027, 2, 12), None, "from Thursday 28 January 2027 to Thursday 11 February 2027"),
        (None, date(2027, 4, 13), "is 89 days after. Choose Wednesday 14 April 2027 or later"),
    ],
)
def test_a_check_in_and_a_follow_up_have_their_time(checkin, follow_up, words):
    reason = rules.why_not_promise(date(2027, 1, 14), checkin, follow_up)

    assert words in reason
    assert bool(reason) == bool(words)


@pytest.mark.parametrize(
    ("week", "why", "on", "words"),
    [
        (16, "A hospital stay", date(2026, 12, 1), ""),
        (16, " ", date(2026, 12, 1), "Say why"),
        (12, "x", date(2026, 12, 1), "Support until week 12 is agreed already. Choose week 13"),
        (13, "x", date(2027, 2, 1), "It is week 15 now"),
        (105, "x", date(2026, 12, 1), "more than two years"),
    ],
)
def test_why_support_cannot_be_longer(pegs_episode, week, why, on, words):
    reason = rules.why_not_extend(pegs_episode, week, why, on)

    assert words in reason
    assert bool(reason) == bool(words)


def test_support_can_be_made_longer_before_it_has_started(peg, ruth):
    episode = made.episode(peg, ruth, started_on=None)

    assert rules.why_not_extend(episode, 16, "x", date(2026, 12, 1)) == ""


def test_what_has_ended_is_not_made_longer_or_handed_over(peg, ruth):
    episode = made.episode(peg, ruth, ended_on=date(2027, 1, 14), end_reason="completed")

    assert "It can only start anew" in rules.why_not_extend(episode, 16, "x", date(2027, 2, 1))
    assert "nothing to hand over" in rules.why_not_hand_over(
        episode,
        on=date(2027, 2, 1),
        last_on=STARTED,
        to_name="Owen",
        to_is_same=False,
        to_may=True,
    )


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({}, ""),
        ({"to_is_same": True}, "Owen walks alongside them already"),
        ({"to_may": False}, "Owen was not a connector of this scheme on Sunday 1 November 2026"),
        ({"last_on": date(2026, 11, 5)}, "to who has it now on Thursday 5 November 2026"),
        ({"today": date(2026, 11, 1)}, ""),
        ({"today": date(2026, 10, 31)}, "Sunday 1 November 2026 is still to come"),
    ],
)
def test_why_it_cannot_be_handed_over(pegs_episode, what, words):
    usual = {
        "on": date(2026, 11, 1),
        "last_on": date(2026, 10, 16),
        "to_name": "Owen",
        "to_is_same": False,
        "to_may": True,
    }

    reason = rules.why_not_hand_over(pegs_episode, **{**usual, **what})

    assert words in reason
    assert bool(reason) == bool(words)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 23), "tomorrow"),
        (date(2026, 11, 21), "yesterday"),
        (date(2026, 11, 26), "Thursday 26 November"),
        (date(2027, 1, 14), "Thursday 14 January 2027"),
    ],
)
def test_days_are_said_as_people_say_them(day, words):
    assert rules.near(day, date(2026, 11, 22)) == words


def test_things_are_counted_in_words():
    assert [rules.count(1, "day"), rules.count(2, "day"), rules.count(2, "person", "people")] == [
        "1 day",
        "2 days",
        "2 people",
    ]
