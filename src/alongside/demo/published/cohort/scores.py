"""Who has which scores. The tables are dealt out; who improves more, improves more. Pure."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from ..data import count, read
from .cards import deal, deck, take
from .rows import Somebody

LOWEST = 3  # of UCLA-3
LONELY = 6
COMPARED_FROM = 50  # the ages of the survey that the matched part compares with
# What is published as going with improvement, in standard deviations of chance.
UNDER_50, FROM_50_TO_59, TRANSITION, ONE_CONTACT, PLACE = 0.9, 0.35, 0.5, -1.1, 0.2


def score(people: list[Somebody], random: Random) -> None:
    """Deal loneliness, wellbeing and health at the start and the end, and loneliness after it."""
    pairs = [each for each in people if each.pair]
    _starts([each for each in people if each.asked_start and not each.pair], random)
    _pairs(pairs, random)
    _follow_up(pairs, random)
    _wellbeing(people, pairs, random)
    _health(people, pairs, random)


def _starts(people: list[Somebody], random: Random) -> None:
    table = read("tables")["ucla3"]["starts"]
    for each, start in deal(deck(dict(enumerate(table, LOWEST))), people, random):
        each.start = start


def _pairs(pairs: list[Somebody], random: Random) -> None:
    table = read("tables")["ucla3"]["pairs"]
    for each, start in deal(deck(dict(enumerate(map(sum, table), LOWEST))), pairs, random):
        each.start = start
    likely = _likely(random)
    for start, ends in enumerate(table, LOWEST):
        level = [each for each in pairs if each.start == start]
        for each, end in deal(deck(dict(enumerate(ends, LOWEST))), level, random, first=likely):
            each.end = end
    _became_lonely_can_be_compared(pairs, random)
    _exactly_so_many_less_lonely(pairs, random)


def _likely(random: Random) -> Callable[[Somebody], float]:
    """How far somebody is likely to improve, by what is published, with chance on top."""
    places = [random.gauss(0, PLACE) for _ in read("places")["place"]]

    def likely(one: Somebody) -> float:
        age = UNDER_50 if one.age < 50 else FROM_50_TO_59 if one.age < 60 else 0
        told = age + TRANSITION * bool(one.transitions) + ONE_CONTACT * (one.contacts_wanted <= 1)
        return told + places[one.place] + random.gauss(0, 1)

    return likely


def became_lonely(one: Somebody) -> bool:
    """Not lonely at the start, and lonely at the end."""
    return one.start < LONELY <= one.end


def _became_lonely_can_be_compared(pairs: list[Somebody], random: Random) -> None:
    """The two who became lonely have everything that people are matched by."""
    holders = [each for each in pairs if became_lonely(each)]
    for holder in holders:
        same = [each for each in pairs if each.start == holder.start and _compared(each)]
        other = random.choice([each for each in same if not became_lonely(each)])
        _swap(holder, other)


def _compared(one: Somebody) -> bool:
    known = one.gender in ("female", "male") and one.lives_alone != "not_asked"
    return known and one.age >= COMPARED_FROM


def _exactly_so_many_less_lonely(pairs: list[Somebody], random: Random) -> None:
    """Change ends over between the ages, start by start, until the older have what is published."""
    older = [each for each in pairs if each.age >= COMPARED_FROM]
    younger = [each for each in pairs if each.age < COMPARED_FROM]
    surplus = sum(map(_less, older)) - count("loneliness.aged_50_and_over.less")
    while surplus:
        one = random.choice(older)
        other = random.choice(younger)
        helps = (_less(one), _less(other)) == ((True, False) if surplus > 0 else (False, True))
        if helps and one.start == other.start and not became_lonely(one):
            _swap(one, other)
            surplus += -1 if surplus > 0 else 1


def _less(one: Somebody) -> bool:
    return one.end < one.start


def _swap(one: Somebody, other: Somebody) -> None:
    one.end, other.end = other.end, one.end


def _follow_up(pairs: list[Somebody], random: Random) -> None:
    """Those asked again, by what they had said before; and those whom nobody reached for it."""
    for start, end, later in read("tables")["ucla3"]["follow_up"]:
        same = [each for each in pairs if (each.start, each.end) == (start, end)]
        random.choice([each for each in same if not each.follow_up]).follow_up = later
    rest = [each for each in pairs if not each.follow_up]
    for each in take(rest, count("follow_up.tried_in_vain"), random, "not reached for follow-up"):
        each.follow_up_outcome = random.choice(("cannot_reach", "cannot_reach", "declined"))
    for each in pairs:
        if each.follow_up:
            each.follow_up_outcome = "talked"


def _wellbeing(people: list[Somebody], pairs: list[Somebody], random: Random) -> None:
    """SWEMWBS, of some of those who were asked about loneliness."""
    table = read("tables")["swemwbs"]
    starts, ends = (deck({int(raw): n for raw, n in table[key].items()}) for key in STAGES)
    both = [tuple(pair) for pair in table["pairs"]]
    asked = take(pairs, len(both) + len(ends), random, "asked about wellbeing at the end")
    for each, pair in deal(both, asked[: len(both)], random):
        each.wellbeing = pair
    for each, end in deal(ends, asked[len(both) :], random):
        each.wellbeing = (0, end)
    rest = [each for each in people if each.asked_start and each.wellbeing == (0, 0)]
    for each, start in deal(starts, take(rest, len(starts), random, "asked at start"), random):
        each.wellbeing = (start, 0)


STAGES = ("starts", "ends")


def _health(people: list[Somebody], pairs: list[Somebody], random: Random) -> None:
    """Does health limit seeing people; who said *all of the time* says so again more often."""
    starts, ends = (deck(dict(enumerate(read("tables")["health"][key], 1))) for key in WHEN)
    at_end = take(pairs, len(ends), random, "asked about health at the end")
    ended = {id(each) for each in at_end}
    others = [each for each in people if each.asked_start and id(each) not in ended]
    at_start = at_end + take(others, len(starts) - len(ends), random, "asked about health")
    first = {id(each): answer for each, answer in deal(starts, at_start, random)}
    last = deal(ends, at_end, random, first=lambda one: random.gauss(0, 2) - first[id(one)])
    then = {id(each): answer for each, answer in last}
    for each in at_start:
        each.health = (first[id(each)], then.get(id(each), 0))


WHEN = ("start", "end")
