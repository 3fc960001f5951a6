"""What a person would like, and what makes it hard: read from what they said. Mostly pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.casework.directory.geography import Point, point_of
from alongside.casework.directory.search import terms, text, thesaurus
from alongside.casework.people.models import Person
from alongside.casework.support.models import Barrier, Episode, Prompt
from alongside.casework.support.queries import conversation_of

MOST = 8  # things that are looked for
REACH = 8.0  # miles, with a car or lifts
REACH_NO_CAR = 4.0
REACH_HARD = 2.0  # where getting about is hard, too


class Hard(StrEnum):
    """What stands in somebody's way."""

    NO_CAR = "no_car"
    STEPS = "steps"
    MONEY = "money"
    MORNINGS = "mornings"
    GROUPS = "groups"
    CONFIDENCE = "confidence"
    NOISE = "noise"

    @property
    def words(self) -> str:
        return {
            "no_car": "does not drive",
            "steps": "steps are hard",
            "money": "money is short",
            "mornings": "mornings are bad",
            "groups": "one to one rather than a group",
            "confidence": "the first time is the hardest",
            "noise": "quiet places",
        }[self.value]


# How people say it, in what they said and in tags.
SIGNS: dict[Hard, re.Pattern[str]] = {
    Hard.NO_CAR: re.compile(
        r"\bno car\b|without a car|(do(es)?n'?t|do(es)? not|can'?t|cannot|can no longer|stopped|"
        r"gave up|given up|unable to|never learn(ed|t) to) driv(e|ing)|\bnon-driver\b",
        re.I,
    ),
    Hard.STEPS: re.compile(
        r"\bsteps\b|\bstairs\b|wheelchair|walking frame|\bfrail\b|\bscooter\b", re.I
    ),
    Hard.MONEY: re.compile(
        r"\bcan'?t afford|cannot afford|money is (tight|short)|short of money|no money|in debt",
        re.I,
    ),
    Hard.MORNINGS: re.compile(
        r"mornings? (is|are) (bad|hard|difficult|slow|worst)|(bad|not good|hard) in the mornings?|"
        r"(no|not|never|hates?) (in the )?mornings?|not before (noon|midday|lunch|1[012])|"
        r"afternoons? only|only (in the )?afternoons?",
        re.I,
    ),
    Hard.GROUPS: re.compile(
        r"one[- ]to[- ]one|1:1|(not|n'?t|no|hates?|dislikes?) (a )?(like |want |big |large )*"
        r"(groups?|crowds?)\b|group person|too many people|groups? (is|are|feels?) too much",
        re.I,
    ),
    Hard.NOISE: re.compile(r"\bnoise|\bnoisy\b|\bloud\b|quiet place", re.I),
}
BY_BARRIER = {
    Barrier.TRANSPORT: Hard.NO_CAR,
    Barrier.MOBILITY: Hard.STEPS,
    Barrier.MONEY: Hard.MONEY,
    Barrier.CONFIDENCE: Hard.CONFIDENCE,
}
BY_ADJUSTMENT = {"step_free": Hard.STEPS, "quiet": Hard.NOISE}
CLAUSE = re.compile(r"[.;:,!?\n]+|\bbut\b|\bthough\b", re.I)
DENIED = re.compile(r"\b(not|no|never|hates?|hated|without)\b|n['’]t\b", re.I)
FILLING = frozenset(
    """
    about after again always around away back been before came come doing done enjoy enjoyed every
    everything favourite good great happy husband keep kept late long love loved loves lots make
    more most much never often once only other really since still such sure take talk things think
    time times together used wife went when while years young monday tuesday wednesday thursday
    friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays free
    getting going gone half like liked likes little mainly mother father daughter brother sister
    sunday get make making thing things house home served hear hearing mind fall falls died dies
    weekly weekend morning mornings afternoon afternoons evening evenings
    """.split()  # noqa: SIM905 - read as lines of words
)


@dataclass(frozen=True)
class Wishes:
    """What suggestions go by."""

    interests: tuple[str, ...] = ()
    hard: frozenset[Hard] = frozenset()
    point: Point | None = None
    age: int | None = None
    language: str = ""  # where it is not English
    reach: float = REACH  # miles

    @property
    def words(self) -> str:
        """What is looked for. A tag is somebody's own words: of *new baby* it is the baby.

        Of *new people* it is new people: so much the thesaurus knows.
        """
        said = terms.said_in(" ".join(self.interests))
        return " ".join(one.typed for one in said if one.typed != "new")

    @property
    def hard_words(self) -> list[str]:
        return [one.words for one in Hard if one in self.hard]


def wishes_of(episode: Episode, today: date) -> Wishes:
    """Read a person's record: tags, the conversation as it stands, adjustments, where they live."""
    said, person = conversation_of(episode, named=False), episode.person
    tags = [word for _, word in said.tags]
    hard = _hard(said.barriers, person, [*tags, *(said.words(prompt) for prompt in _HARD_IN)])
    wanted = [*(tag for tag in tags if not hard_in([tag]))]
    wanted += interests_in(said.words(Prompt.INTERESTS), every_word=True)
    for prompt in (Prompt.HOPES, Prompt.MATTERS):
        wanted += interests_in(said.words(prompt), every_word=False)
    language = person.language if person.language.casefold() != "english" else ""
    return Wishes(
        interests=tuple(dict.fromkeys(wanted))[:MOST],
        hard=hard,
        point=point_of(person.postcode) if person.postcode else None,
        age=person.age(today),
        language=language,
        reach=reach(hard),
    )


_HARD_IN = (Prompt.BARRIERS, Prompt.PLEASE_DO, Prompt.PLEASE_DONT, Prompt.WORTH_KNOWING)


def _hard(barriers: Iterable[str], person: Person, texts: Iterable[str]) -> frozenset[Hard]:
    ticked = {BY_BARRIER[Barrier(one)] for one in barriers if one in set(BY_BARRIER)}
    adjusted = {BY_ADJUSTMENT[one] for one in person.adjustments if one in BY_ADJUSTMENT}
    return frozenset(ticked | adjusted | hard_in([*texts, person.best_times]))


def hard_in(texts: Iterable[str]) -> set[Hard]:
    """What stands in the way, as people say it."""
    said = "\n".join(texts).replace("’", "'")
    return {hard for hard, sign in SIGNS.items() if sign.search(said)}


def reach(hard: frozenset[Hard]) -> float:
    """How many miles somebody is likely to go."""
    if Hard.NO_CAR not in hard:
        return REACH
    return REACH_HARD if Hard.STEPS in hard else REACH_NO_CAR


def interests_in(said: str, *, every_word: bool) -> list[str]:
    """Things to look for in what somebody said, clause by clause; what is denied is left out.

    *I miss the choir. I don't like bingo, but I would love company* gives choir and company.
    """
    found: list[str] = []
    for clause in CLAUSE.split(said):
        if not DENIED.search(clause):
            found += _in_clause(text.words(clause, joined=False), every_word=every_word)
    return list(dict.fromkeys(found))


def _in_clause(words: list[str], *, every_word: bool) -> list[str]:
    known, found, at = thesaurus.by_what_is_said(), list[str](), 0
    stems = [text.stem(word) for word in words]
    while at < len(words):
        length = min(thesaurus.longest(), len(words) - at)
        while length and tuple(stems[at : at + length]) not in known:
            length -= 1
        if length > 1 or (length and words[at] not in FILLING):
            key = tuple(stems[at : at + length])
            found.append(words[at] if length == 1 else thesaurus.phrases()[key])
        elif _is_something(words[at]) and (every_word or stems[at] in thesaurus.single_finds()):
            found.append(words[at])
        at += length or 1
    return found


def _is_something(word: str) -> bool:
    return word not in FILLING and len(word) > 3
