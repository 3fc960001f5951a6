"""What people were pointed to in the community, and how far it got. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from ..data import count, counts, read
from .cards import deal, deck, take
from .rows import Connection, Somebody, Step
from .when import days_between, working_from

SETTLED_AFTER = timedelta(weeks=4)
HOW = {"told": 40, "wrote": 25, "telephoned_together": 20, "went_along": 15}
# How far it got, by how many days of support were left: chances.
FAR: tuple[tuple[int, dict[str, int]], ...] = (
    (50, {"settled": 34, "attended": 24, "introduced": 14, "suggested": 10, "stopped": 8}),
    (10, {"attended": 36, "introduced": 22, "suggested": 24, "declined": 8, "unavailable": 6}),
    (0, {"suggested": 60, "introduced": 25, "unknown": 15}),
)
WHY = {
    "stopped": ("not_for_me", "health", "no_transport", "did_not_feel_welcome"),
    "declined": ("not_for_me", "wrong_time", "health", "too_far"),
    "unavailable": ("full", "cost", "not_as_described", "not_accessible"),
}


def connect(people: list[Somebody], random: Random) -> None:
    """Point so many people to so many things, of the kinds that are published."""
    met = [each for each in people if each.contacts_wanted and each.liking]
    some = take(met, count("signposts.people_share"), random, "pointed to something")
    often = deck(dict(enumerate(read("tables")["signposts"]["people"], 1)))
    wanted = [each for each, n in deal(often, some, random) for _ in range(n)]
    for each, kind in deal(deck(counts("signposts.destination")), wanted, random):
        each.connections.append(_connection(each, kind, random))
    for each in some:
        each.connections.sort(key=lambda one: one.steps[0].on)


def _connection(one: Somebody, kind: str, random: Random) -> Connection:
    """Something of this kind, not the same twice."""
    known = [name for name in read("words")["destinations"][kind] if _fits(name, one)]
    had = {made.what for made in one.connections}
    what = random.choice([name for name in known if name not in had] or known)
    made_on = days_between(one.started_on, one.ended_on, 1, random)[0]
    steps, first_time_on = _way(made_on, one.ended_on, random)
    how = random.choices(list(HOW), weights=list(HOW.values()))[0]
    return Connection(what, kind, how, first_time_on, steps)


def _fits(name: str, one: Somebody) -> bool:
    """Whether something is for somebody of this age, and with what they have been through."""
    only = read("words")["only"].get(name, {})
    aged = only.get("from", 0) <= one.age <= only.get("until", 200)
    alike = only.get("gender", one.gender) == one.gender
    return aged and alike and ("after" not in only or only["after"] in one.transitions)


def _way(made_on: date, until: date, random: Random) -> tuple[tuple[Step, ...], date | None]:
    """How far it got by the last day, step by step, and the day of the first time."""
    left = (until - made_on).days
    chances = next(chances for days, chances in FAR if left >= days)
    outcome = random.choices(list(chances), weights=list(chances.values()))[0]
    went_on = _by(until, made_on + timedelta(days=random.randint(1, 9)))
    steps = list(_steps(outcome, made_on, went_on, until, random))
    went = any(step.outcome == "attended" for step in steps)
    return tuple(steps), went_on if went else None


def _steps(
    outcome: str, made_on: date, went_on: date, until: date, random: Random
) -> Iterator[Step]:
    if outcome in ("suggested", "introduced", "unknown"):
        yield Step(outcome, made_on)
        return
    yield Step("suggested", made_on)
    if outcome in ("declined", "unavailable"):
        yield Step(outcome, went_on, random.choice(WHY[outcome]))
        return
    yield Step("attended", went_on)
    if outcome == "settled":
        yield Step("settled", _by(until, went_on + SETTLED_AFTER + timedelta(days=3)))
    elif outcome == "stopped":
        heard_on = _by(until, went_on + timedelta(days=14))
        yield Step("stopped", heard_on, random.choice(WHY[outcome]))


def _by(until: date, day: date) -> date:
    """The day on which the connector hears of it: somebody is at work, and support goes on."""
    return min(until, working_from(day))
