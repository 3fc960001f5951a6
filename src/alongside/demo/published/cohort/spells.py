"""How long people were supported, how often they were met, and how. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from random import Random
from typing import Any

from ..data import read
from .cards import deal, deck
from .rows import Somebody

ONE, MORE = "one", "more"


def spells(random: Random) -> list[Somebody]:
    """Everybody, with days and contacts by the tables; shuffled, so that rows tell nothing."""
    people = [
        Somebody(spell=spell["name"], contacts_wanted=wanted, days=_days(spell, wanted, random))
        for spell in read("tables")["spell"]
        for wanted, often in ((int(key), often) for key, often in spell["contacts"].items())
        for _ in range(often)
    ]
    random.shuffle(people)
    _meet(people, random)
    return people


def _days(spell: Mapping[str, Any], contacts: int, random: Random) -> int:
    """From the first day to the last, within what the spell and its pace allow."""
    low, high = (int(day) for day in spell["days"])
    pace = spell.get("pace")
    if pace == "weekly":
        low = max(low, 7 * contacts)
    elif pace == "often":
        low, high = max(low, ceil(1.6 * contacts)), min(high, 7 * contacts - 1)
    if low < 91:
        return random.randint(low, high)
    return min(high, low + int(random.expovariate(1 / 40)))  # few go on for long


def _meet(people: list[Somebody], random: Random) -> None:
    modes = read("tables")["modes"]
    once = [each for each in people if each.contacts_wanted == 1]
    for each, met in deal(deck(modes[ONE]), once, random):
        each.met = met
    often = [each for each in people if each.contacts_wanted > 1]
    for each, met in deal(
        deck(modes[MORE]), often, random, first=lambda one: one.contacts_wanted + random.gauss(0, 8)
    ):
        each.met = met
