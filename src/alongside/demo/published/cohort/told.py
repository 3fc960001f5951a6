"""What people said, answered and wished, and how support ended. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from ..data import counts, likings, read
from . import items
from .cards import deal, deck, take
from .rows import Answers, Somebody

DIED = 28  # not published
ENDED = {  # the others' reasons: chances; not published
    "completed": 72,
    "disengaged": 13,
    "health": 5,
    "referred_on": 4,
    "moved_away": 3,
    "other": 3,
}
WITH_BOTH = {"completed": 93, "health": 3, "moved_away": 2, "referred_on": 2}
WHY_NO_END = {"declined": 30, "could_not_reach": 25, "forgot": 25, "not_able": 15, "too_early": 5}
SAID_WHY = 0.75  # of those without an end score: somebody wrote down why


def like(people: list[Somebody], random: Random) -> None:
    """What each likes, whether there was time to talk about it, and who would not be asked."""
    known, mothers = likings(), [one for one in likings() if one["tag"] == "Baby"]
    grown = [one for one in known if one["tag"] != "Baby"]
    for each in people:
        young = "young_new_mother" in each.transitions
        each.liking = random.choice(mothers if young else grown)
        each.said_no = not each.asked_start and random.random() < 0.2
        each.talked = each.contacts_wanted > 2 and each.days >= 14 and random.random() < 0.5


def end(people: list[Somebody], random: Random) -> None:
    """Why support ended, and what has changed in the person's words."""
    met = [each for each in people if each.contacts_wanted and each.days and not each.asked_end]
    for each in take(met, DIED, random, "died"):
        each.end_reason = "died"
    changed = read("words")["said"]["changed"]
    for each in people:
        chances = WITH_BOTH if each.pair else ENDED
        drawn = random.choices(list(chances), weights=list(chances.values()))[0]
        each.end_reason = each.end_reason or drawn
        if each.end_reason == "completed" and each.contacts_wanted > 1 and random.random() < 0.6:
            better = not each.end or each.end < each.start
            each.changed = random.choice(changed[:-1] if better else changed[-1:])


def refer(people: list[Somebody], random: Random) -> None:
    """Who sent them, and what they wished for."""
    for each, source in deal(deck(counts("referrals.source")), people, random):
        each.source = source
        each.wants = random.choice(read("words")["said"]["wants"])


def answer(one: Somebody, random: Random) -> None:
    """The questionnaires of one person; and, where there is none at the end, why."""
    one.answers = list(_answers(one, random))
    if one.asked_start and not one.asked_end and one.end_reason != "died":
        chances = WHY_NO_END if one.end_reason != "disengaged" else {"could_not_reach": 1}
        said = random.random() < SAID_WHY
        drawn = random.choices(list(chances), weights=list(chances.values()))[0]
        one.why_no_end = drawn if said else ""


def _answers(one: Somebody, random: Random) -> Iterator[Answers]:
    first = one.reached[0].mode if one.reached else ""
    start = "telephone" if first == "telephone" else random.choice(("read_out", "self", "paper"))
    last = "paper" if one.contacts_wanted < 2 else random.choice(("read_out", "self", "paper"))
    stages = (
        ("start", one.started_on, start, one.start, one.wellbeing[0], one.health[0]),
        ("end", one.ended_on, last, one.end, one.wellbeing[1], one.health[1]),
    )
    for stage, on, mode, lonely, wellbeing, health in stages:
        if lonely:
            yield Answers("ucla3", stage, on, items.ucla3(lonely, random), mode)
        if wellbeing:
            yield Answers("swemwbs", stage, on, items.swemwbs(wellbeing, random), "paper")
        if health:
            yield Answers("health_limits_social", stage, on, (health,), mode)
    if one.follow_up and one.followed_up_on:
        asked = items.ucla3(one.follow_up, random)
        yield Answers("ucla3", "follow_up", one.followed_up_on, asked, "telephone")
