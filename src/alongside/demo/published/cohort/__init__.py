"""The people of 2017 and 2018, made up from a seed: exact counts, dealt out by lot. No Django."""

from __future__ import annotations

from random import Random

from ..data import read
from .asked import choose
from .cards import deal, deck
from .connections import connect
from .contacts import meet
from .costs import costs
from .naming import Names, name, staff
from .rows import Cohort, Somebody
from .scores import score
from .spells import spells
from .told import answer, end, like, refer
from .when import give_days
from .who import describe

__all__ = ["Cohort", "Somebody", "make"]


def make(seed: int) -> Cohort:
    """The same programme from the same seed; its marginals are those of figures.toml from any."""
    random = Random(seed)  # noqa: S311 - made-up people, not a secret
    people = spells(random)
    choose(people, random)
    describe(people, random)
    _places(people, random)
    score(people, random)
    refer(people, random)
    like(people, random)
    end(people, random)
    for each in people:
        give_days(each, random)
    names = Names(random)
    places = staff(names)
    name(people, places, names, random)
    connect(people, random)
    meet(people, random)
    for each in people:
        answer(each, random)
    people.sort(key=lambda one: (one.received_on, one.name.family, one.name.first))
    return Cohort(places=places, people=people, costs=costs())


def _places(people: list[Somebody], random: Random) -> None:
    known = dict(enumerate(place["people"] for place in read("places")["place"]))
    for each, place in deal(deck(known), people, random):
        each.place = place
