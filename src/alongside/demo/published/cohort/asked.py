"""Whom the questions were put to, at the start, at the end, and again later. Pure."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from ..data import count
from .cards import take
from .rows import Somebody

LONG_ENOUGH = 21  # days between the two answers of one person, at the least
ON_ONE_DAY = 100  # of those who were asked at the start alone
Fits = Callable[[Somebody], bool]

BY_CONTACTS: dict[str, Fits] = {
    "one_contact": lambda one: one.contacts_wanted == 1 and one.days >= LONG_ENOUGH,
    "two_to_twelve": lambda one: 2 <= one.contacts_wanted <= 12 and one.days >= LONG_ENOUGH,
    "over_twelve": lambda one: one.contacts_wanted > 12 and one.days >= LONG_ENOUGH,
}


def choose(people: list[Somebody], random: Random) -> None:
    """Mark who was asked at the start, and who of them at the end too."""
    for group, fits in BY_CONTACTS.items():
        some = [each for each in people if fits(each)]
        for each in take(some, count(f"loneliness.pairs.{group}"), random, group):
            each.asked_start = each.asked_end = True
    alone = count("loneliness.start.count") - count("loneliness.pairs")
    met = [each for each in people if each.contacts_wanted and not each.asked_start]
    once = take([each for each in met if not each.days], ON_ONE_DAY, random, "asked on one day")
    rest = take([each for each in met if each.days], alone - ON_ONE_DAY, random, "asked at start")
    for each in (*once, *rest):
        each.asked_start = True
