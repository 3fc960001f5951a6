"""How old people are, what they say of themselves, and what has changed in their lives. Pure."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from ..data import count, counts, read
from .cards import deal, deck, take
from .rows import Somebody

YOUNG_MOTHER_UNTIL = 35
RETIRED_FROM = 55


def describe(people: list[Somebody], random: Random) -> None:
    """Give everybody an age, a gender, an ethnicity, life transitions, and a home shared or not."""
    _ages(people, random)
    for each, gender in deal(deck(counts("people.gender")), people, random):
        each.gender = gender
    for each, ethnicity in deal(deck(counts("people.ethnicity")), people, random):
        each.ethnicity = ethnicity
    _homes(people, random)
    _transitions(people, random)


def _ages(people: list[Somebody], random: Random) -> None:
    """By bands; how many of a band have both scores is set too."""
    bands = read("tables")["age"]
    both = [at for at, band in enumerate(bands) for _ in range(band["pairs"])]
    rest = [at for at, band in enumerate(bands) for _ in range(band["people"] - band["pairs"])]
    for cards, pair in ((both, True), (rest, False)):
        hands = [each for each in people if each.pair is pair]
        for each, at in deal(cards, hands, random):
            each.age = random.randint(bands[at]["from"], bands[at]["to"])


def _homes(people: list[Somebody], random: Random) -> None:
    """Of those with both scores nearly all were asked whether they live alone."""
    known = counts("people.lives_alone")
    not_asked = count("loneliness.pairs.lives_alone_not_asked")
    pairs = [each for each in people if each.pair]
    others = [each for each in people if not each.pair]
    some = take(pairs, not_asked, random, "pairs not asked whether they live alone")
    some += take(others, known["not_asked"] - not_asked, random, "not asked whether alone")
    for each in some:
        each.lives_alone = "not_asked"
    asked = [each for each in people if not each.lives_alone]
    for each, answer in deal(deck({"yes": known["yes"], "no": known["no"]}), asked, random):
        each.lives_alone = answer


def _transitions(people: list[Somebody], random: Random) -> None:
    """Those that only some can have are dealt first."""
    left = set(range(len(people)))
    together = {tuple(key.split()): n for key, n in read("tables")["transitions"].items()}
    for combination in sorted(together, key=lambda one: -len(_bounds(one))):
        may = [at for at in sorted(left) if all(fits(people[at]) for fits in _bounds(combination))]
        for at in take(may, together[combination], random, " ".join(combination)):
            people[at].transitions = combination
            left.remove(at)


def _bounds(combination: tuple[str, ...]) -> list[Callable[[Somebody], bool]]:
    known: dict[str, Callable[[Somebody], bool]] = {
        "young_new_mother": lambda one: one.gender == "female" and one.age <= YOUNG_MOTHER_UNTIL,
        "retirement_or_empty_nest": lambda one: one.age >= RETIRED_FROM,
    }
    return [known[each] for each in combination if each in known]
