"""What there is to ask about connections, of whom, and by whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.casework.schemes.models import Cover
from alongside.casework.signposting import actions, queries
from alongside.casework.signposting.words import tag_state

FIRST = date(2026, 11, 10)


@pytest.fixture
def choir(pegs_episode, ruth):
    return actions.connect(
        episode=pegs_episode,
        what="the choir",
        destination="third_sector",
        made_on=date(2026, 11, 3),
        outcome="introduced",
        first_time_on=FIRST,
        by=ruth,
    )


def asked(worker, on):
    found = queries.ask_about(worker, on)
    return [(each.asks, each.yes_words, each.no_words) for each in found]


def test_the_day_after_the_first_time_it_is_asked_with_the_persons_pronoun(choir, ruth):
    assert asked(ruth, FIRST) == []
    assert asked(ruth, FIRST + timedelta(days=1)) == [
        ("Did Peg Hollins go to the choir?", "She went", "Not this time")
    ]


def test_without_known_pronouns_the_answer_has_none(choir, peg, ruth):
    peg.pronouns = ""
    peg.save()

    assert asked(ruth, FIRST + timedelta(days=1))[0][1] == "Went"


@pytest.mark.parametrize("answer", ["went", "not_this_time"])
def test_once_answered_it_is_not_asked_again(choir, ruth, answer):
    actions.heard(signpost=choir, answer=answer, on=FIRST + timedelta(days=1), by=ruth)

    assert asked(ruth, FIRST + timedelta(days=2)) == []


def test_four_weeks_after_the_first_time_it_is_asked_whether_they_still_go(choir, ruth):
    actions.heard(signpost=choir, answer="went", on=FIRST, by=ruth)

    assert asked(ruth, FIRST + timedelta(days=27)) == []
    assert asked(ruth, FIRST + timedelta(days=28)) == [
        ("Is Peg Hollins still going to the choir?", "Still going", "Not any more")
    ]


def test_only_who_walks_alongside_or_covers_is_asked(choir, ruth, owen, outsider, aldermouth):
    later = FIRST + timedelta(days=1)
    before = asked(owen, later)
    Cover.objects.create(scheme=aldermouth, away=ruth, by=owen, from_on=later, until_on=later)

    assert before == []
    assert len(asked(owen, later)) == 1
    assert asked(owen, later + timedelta(days=1)) == []
    assert asked(outsider, later) == []


def test_nothing_is_asked_about_somebody_who_died_or_after_the_goodbye(choir, peg, ruth):
    later = FIRST + timedelta(days=1)
    peg.died_on = later
    peg.save()
    after_death = asked(ruth, later)
    peg.died_on = None
    peg.save()
    choir.episode.ended_on, choir.episode.end_reason = later, "completed"
    choir.episode.save()

    assert after_death == []
    assert asked(ruth, later) == []


def test_settled_with_nothing_until_one_is_settled(choir, pegs_episode, ruth):
    before = queries.nobody_settled_with(pegs_episode)
    actions.heard(signpost=choir, answer="went", on=FIRST, by=ruth)
    actions.heard(signpost=choir, answer="still_going", on=FIRST + timedelta(weeks=4), by=ruth)

    assert before
    assert not queries.nobody_settled_with(pegs_episode)
    assert [each.what for each in queries.for_episode(pegs_episode)] == ["the choir"]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("suggested", ""), ("introduced", "now"), ("attended", "done"), ("settled", "done")],
)
def test_a_tag_has_a_state_only_once_something_has_come_of_it(outcome, state):
    assert tag_state(outcome) == state


def test_what_has_no_day_is_asked_about_after_two_weeks_and_for_a_while(pegs_episode, ruth):
    made_on = date(2026, 11, 3)
    shed = actions.connect(
        episode=pegs_episode, what="the shed", destination="other", made_on=made_on, by=ruth
    )
    due = made_on + timedelta(weeks=2)

    assert asked(ruth, due - timedelta(days=1)) == []
    assert asked(ruth, due) == [("Has Peg Hollins been to the shed yet?", "She went", "Not yet")]
    assert asked(ruth, made_on + timedelta(weeks=8)) == []
    actions.heard(signpost=shed, answer="not_yet", on=due, by=ruth)
    assert asked(ruth, due + timedelta(days=13)) == []
    assert len(asked(ruth, due + timedelta(days=14))) == 1


def test_on_the_persons_page_the_same_is_asked_until_the_goodbye(choir, pegs_episode):
    later = FIRST + timedelta(days=1)

    assert [one.signpost for one in queries.ask_in_episode(pegs_episode, later)] == [choir]
    pegs_episode.ended_on = later
    assert queries.ask_in_episode(pegs_episode, later) == []
