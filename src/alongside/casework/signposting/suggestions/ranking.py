"""How well an entry suits somebody: a sum of named parts, each with its words. Pure.

Every part and what it is worth stands in PARTS, and in docs/methods/suggestions.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from alongside.casework.directory.search import facts
from alongside.casework.directory.trust import Freshness
from alongside.casework.schemes.words import listed

from .wishes import Hard, Wishes

PARTS = {
    "interest": "20 for the first thing that they like and 10 for each other, at most 40",
    "distance": "20 at their door, less in even steps to 0 at the end of their reach",
    "freshness": "10 checked lately, 4 due to be checked, 0 doubtful",
    "others": "10 where everybody who went has settled, less by their share; from three people on",
    "steps": "10 step-free, 0 not known, 30 less where there are steps",
    "money": "8 free, 0 not known, 8 less where it costs something",
    "mornings": "5 where it is at another time of day, 15 less where it is in the morning alone",
    "groups": "12 one to one, 15 less in a group alone",
    "door": "6 where somebody meets them at the door",
    "quiet": "6 where it is quiet",
    "language": "10 where their language is spoken",
    "way": "6 where a stop is near or somebody fetches them, 8 less where neither is known",
}
LEAST_PEOPLE = 3  # of one's own scheme, before what came of it counts
MORNINGS = sum(1 << (3 * day) for day in range(7))


@dataclass(frozen=True)
class Entry:
    """An entry as far as ranking needs it."""

    liked: tuple[tuple[str, str], ...]  # what they like, and by which word it is found
    miles: float | None
    distance: str  # in words
    by_telephone: bool
    freshness: Freshness
    slots: int
    access: int
    cost: int
    costs: str  # in words
    company: str
    languages: tuple[str, ...] = ()
    step_free: bool | None = None
    went: int = 0  # people of the worker's own schemes
    settled: int = 0


@dataclass(frozen=True)
class Part:
    """One part of the sum, with its reason; `hinders` is what stands in the way."""

    name: str
    points: float
    words: str = ""
    hinders: bool = False


def parts_of(entry: Entry, wishes: Wishes) -> list[Part]:
    """All that speaks for an entry, and what stands in the way; parts that say nothing are out."""
    found = [
        _interest(entry),
        _distance(entry, wishes),
        _freshness(entry),
        _others(entry),
        *_hard_parts(entry, wishes),
        _language(entry, wishes),
    ]
    return [one for one in found if one.points or one.words]


def total(parts: list[Part]) -> float:
    """The sum."""
    return round(sum(one.points for one in parts), 2)


def _interest(entry: Entry) -> Part:
    if not entry.liked:
        return Part("interest", 0)
    said = [liked if liked == word else f"{liked} ({word})" for liked, word in entry.liked]
    return Part("interest", min(10 + 10 * len(said), 40), f"Matches {listed(said)}")


def _distance(entry: Entry, wishes: Wishes) -> Part:
    if entry.by_telephone:
        return Part("distance", 10, "By telephone or online, so there is no way to go")
    if entry.miles is None:
        return Part("distance", 0)
    near = max(0.0, 1 - entry.miles / wishes.reach)
    return Part("distance", 20 * near, _first_up(entry.distance))


def _freshness(entry: Entry) -> Part:
    if entry.freshness == Freshness.FRESH:
        return Part("freshness", 10, "Checked lately")
    if entry.freshness == Freshness.DUE:
        return Part("freshness", 4, "Not checked lately: ring first", hinders=True)
    return Part("freshness", 0, "We are not sure that it is on: ring first", hinders=True)


def _others(entry: Entry) -> Part:
    if entry.went < LEAST_PEOPLE:
        return Part("others", 0)
    points = 10 * entry.settled / entry.went
    return Part("others", points, f"{entry.settled} of {entry.went} people of ours have settled")


def _hard_parts(entry: Entry, wishes: Wishes) -> list[Part]:
    parts = {
        Hard.STEPS: _steps,
        Hard.MONEY: _money,
        Hard.MORNINGS: _mornings,
        Hard.GROUPS: _groups,
        Hard.CONFIDENCE: _door,
        Hard.NOISE: _quiet,
    }
    return [part(entry) for hard, part in parts.items() if hard in wishes.hard]


def _steps(entry: Entry) -> Part:
    if entry.by_telephone:
        return Part("steps", 0)
    if entry.step_free:
        return Part("steps", 10, "Step-free")
    if entry.step_free is None:
        return Part("steps", 0, "Nobody has said whether it is step-free", hinders=True)
    return Part("steps", -30, "There are steps", hinders=True)


def _money(entry: Entry) -> Part:
    if entry.cost == facts.FREE:
        return Part("money", 8, "Free")
    if entry.cost == facts.COST_UNKNOWN:
        return Part("money", 0, "Nobody has said what it costs", hinders=True)
    return Part("money", -8, f"It costs something: {entry.costs or 'ask how much'}", hinders=True)


def _mornings(entry: Entry) -> Part:
    if not entry.slots:
        return Part("mornings", 0, "Nobody has said when it is", hinders=True)
    if entry.slots & ~MORNINGS:
        return Part("mornings", 5, "Not only in the morning")
    return Part("mornings", -15, "It is in the morning", hinders=True)


def _groups(entry: Entry) -> Part:
    if entry.company in ("one_to_one", "either"):
        return Part("groups", 12, "One to one")
    if entry.company == "group":
        return Part("groups", -15, "It is a group", hinders=True)
    return Part("groups", 0, "Nobody has said whether it is a group", hinders=True)


def _door(entry: Entry) -> Part:
    if entry.access & facts.ACCESS["met_at_door"]:
        return Part("door", 6, "Somebody meets them at the door")
    return Part("door", 0)


def _quiet(entry: Entry) -> Part:
    if entry.access & facts.ACCESS["quiet"]:
        return Part("quiet", 6, "Quiet")
    return Part("quiet", 0, "Nobody has said whether it is quiet", hinders=True)


def _language(entry: Entry, wishes: Wishes) -> Part:
    if not wishes.language:
        return Part("language", 0)
    if set(facts.language_words(wishes.language)) & {one.lower() for one in entry.languages}:
        return Part("language", 10, f"{wishes.language} is spoken")
    return Part("language", 0, f"Nobody has said whether {wishes.language} is spoken", hinders=True)


def way(*, stop: bool, ride: bool, wishes: Wishes) -> Part:
    """Getting there without a car; looked up for those that are shown."""
    if Hard.NO_CAR not in wishes.hard:
        return Part("way", 0)
    if stop or ride:
        return Part("way", 6)
    return Part(
        "way", -8, "We know of no stop near it and of nobody who drives there", hinders=True
    )


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]
