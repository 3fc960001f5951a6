"""What a person would like and what makes it hard, read from what they said."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.casework.people.models import Person
from alongside.casework.signposting.suggestions import wishes
from alongside.casework.signposting.suggestions.wishes import Hard, wishes_of
from alongside.casework.support.models import ConversationWords, Episode, Tag

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("said", "hard"),
    [
        ("no car", Hard.NO_CAR),
        ("She does not drive any more", Hard.NO_CAR),
        ("I don’t drive", Hard.NO_CAR),
        ("gave up driving last year", Hard.NO_CAR),
        ("Steps are a trouble", Hard.STEPS),
        ("uses a wheelchair", Hard.STEPS),
        ("Can’t afford much", Hard.MONEY),
        ("Mornings are bad", Hard.MORNINGS),
        ("not before noon", Hard.MORNINGS),
        ("afternoons only", Hard.MORNINGS),
        ("one to one rather than a group", Hard.GROUPS),
        ("I am not a group person", Hard.GROUPS),
        ("doesn't like big groups", Hard.GROUPS),
        ("loud rooms", Hard.NOISE),
    ],
)
def test_what_stands_in_the_way_is_heard(said: str, hard: Hard):
    assert wishes.hard_in([said]) == {hard}


@pytest.mark.parametrize(
    "said", ["He drives a car", "likes a group", "Tuesday mornings", "earns good money", ""]
)
def test_and_what_is_said_otherwise_is_not(said: str):
    assert wishes.hard_in([said]) == set()


@pytest.mark.parametrize(
    ("hard", "miles"),
    [(set(), 8), ({Hard.NO_CAR}, 4), ({Hard.NO_CAR, Hard.STEPS}, 2), ({Hard.STEPS}, 8)],
)
def test_how_far_somebody_goes_depends_on_how_they_travel(hard: set[Hard], miles: float):
    assert wishes.reach(frozenset(hard)) == miles


@pytest.mark.parametrize(
    ("said", "every_word", "found"),
    [
        ("I used to love birds and the choir", True, ["birds", "choir"]),
        ("I don’t like bingo, but I would love company", False, ["company"]),
        ("Stamps and somebody to talk to", True, ["stamps", "somebody to talk to"]),
        ("To see the sea again; never bingo", False, ["sea"]),
        ("My late husband", False, []),
        ("", True, []),
    ],
)
def test_things_to_look_for_are_taken_from_what_was_said(said, every_word, found):
    assert wishes.interests_in(said, every_word=every_word) == found


def say(episode: Episode, prompt: str, words: str, **fields: object) -> None:
    ConversationWords.objects.create(
        episode=episode, prompt=prompt, words=words, on=TODAY, by=episode.connector, **fields
    )


def test_wishes_are_read_from_tags_conversation_adjustments_and_home(
    pegs_episode: Episode, peg: Person
):
    for word in ("birds", "no car", "Tuesdays free"):
        Tag.objects.create(episode=pegs_episode, word=word)
    say(pegs_episode, "interests", "Knitting, and the wireless")
    say(pegs_episode, "hopes", "To get out of the house. Not a choir")
    say(pegs_episode, "barriers", "", barriers=["mobility", "money", "health"])
    Person.objects.filter(pk=peg.pk).update(
        postcode="BS1 4ST",
        adjustments=["quiet", "audio"],
        language="Polish",
        age_about=80,
        age_about_on=TODAY,
    )
    pegs_episode.person.refresh_from_db()

    read = wishes_of(pegs_episode, TODAY)

    assert read.interests == (
        "birds",
        "Tuesdays free",
        "knitting",
        "wireless",
        "getting out of the house",
    )
    assert read.hard == {Hard.NO_CAR, Hard.STEPS, Hard.MONEY, Hard.NOISE}
    assert read.point is not None
    assert (read.age, read.language, read.reach) == (80, "Polish", 2)


def test_nothing_said_is_nothing_wished_for(pegs_episode: Episode):
    read = wishes_of(pegs_episode, TODAY)

    assert (read.interests, read.hard, read.point) == ((), frozenset(), None)
