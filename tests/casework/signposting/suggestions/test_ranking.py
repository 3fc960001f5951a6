"""Each part of the sum: what it is worth, and its words, as docs/methods/suggestions.md says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from alongside.casework.directory.search import facts
from alongside.casework.directory.trust import Freshness
from alongside.casework.signposting.suggestions import ranking
from alongside.casework.signposting.suggestions.ranking import Entry
from alongside.casework.signposting.suggestions.wishes import Hard, Wishes

ENTRY = Entry(
    liked=(),
    miles=None,
    distance="",
    by_telephone=False,
    freshness=Freshness.DOUBTFUL,
    slots=0,
    access=0,
    cost=facts.COST_UNKNOWN,
    costs="",
    company="",
)
TUESDAY_MORNING, TUESDAY_AFTERNOON = 1 << 3, 1 << 4


def part(name: str, entry: Entry = ENTRY, *hard: Hard, **wishes: object) -> tuple[float, str, bool]:
    said = Wishes(hard=frozenset(hard), **wishes)  # type: ignore[arg-type]  # each test knows
    found = [one for one in ranking.parts_of(entry, said) if one.name == name]
    return (found[0].points, found[0].words, found[0].hinders) if found else (0, "", False)


@pytest.mark.parametrize(
    ("liked", "points", "words"),
    [
        ((), 0, ""),
        ((("birds", "falconry"),), 20, "Matches birds (falconry)"),
        ((("birds", "bird"), ("choir", "choir")), 30, "Matches birds (bird) and choir"),
        ((("a", "a"), ("b", "b"), ("c", "c"), ("d", "d")), 40, "Matches a, b, c and d"),
    ],
)
def test_interest(liked, points, words):
    assert part("interest", replace(ENTRY, liked=liked)) == (points, words, False)


@pytest.mark.parametrize(("miles", "points"), [(0.0, 20), (2.0, 10), (4.0, 0), (9.0, 0)])
def test_distance(miles, points):
    entry = replace(ENTRY, miles=miles, distance="some miles north")

    assert part("distance", entry, reach=4.0) == (points, "Some miles north", False)


def test_what_is_by_telephone_is_no_way_to_go():
    entry = replace(ENTRY, by_telephone=True)

    assert part("distance", entry) == (
        10, "By telephone or online, so there is no way to go", False,
    )  # fmt: skip
    assert part("steps", entry, Hard.STEPS) == (0, "", False)


@pytest.mark.parametrize(
    ("fresh", "points", "words", "hinders"),
    [
        (Freshness.FRESH, 10, "Checked lately", False),
        (Freshness.DUE, 4, "Not checked lately: ring first", True),
        (Freshness.DOUBTFUL, 0, "We are not sure that it is on: ring first", True),
    ],
)
def test_freshness(fresh, points, words, hinders):
    assert part("freshness", replace(ENTRY, freshness=fresh)) == (points, words, hinders)


@pytest.mark.parametrize(
    ("went", "settled", "points", "words"),
    [
        (2, 2, 0, ""),
        (4, 3, 7.5, "3 of 4 people of ours have settled"),
        (3, 0, 0, "0 of 3 people of ours have settled"),
    ],
)
def test_how_others_fared(went, settled, points, words):
    assert part("others", replace(ENTRY, went=went, settled=settled)) == (points, words, False)


@pytest.mark.parametrize(
    ("hard", "change", "points", "words", "hinders"),
    [
        (Hard.STEPS, {"step_free": True}, 10, "Step-free", False),
        (Hard.STEPS, {}, 0, "Nobody has said whether it is step-free", True),
        (Hard.STEPS, {"step_free": False}, -30, "There are steps", True),
        (Hard.MONEY, {"cost": facts.FREE}, 8, "Free", False),
        (Hard.MONEY, {}, 0, "Nobody has said what it costs", True),
        (Hard.MONEY, {"cost": facts.COSTS, "costs": "£3"}, -8, "It costs something: £3", True),
        (Hard.MONEY, {"cost": facts.COSTS}, -8, "It costs something: ask how much", True),
        (Hard.MORNINGS, {"slots": TUESDAY_AFTERNOON}, 5, "Not only in the morning", False),
        (Hard.MORNINGS, {"slots": TUESDAY_MORNING}, -15, "It is in the morning", True),
        (Hard.MORNINGS, {}, 0, "Nobody has said when it is", True),
        (Hard.GROUPS, {"company": "one_to_one"}, 12, "One to one", False),
        (Hard.GROUPS, {"company": "either"}, 12, "One to one", False),
        (Hard.GROUPS, {"company": "group"}, -15, "It is a group", True),
        (Hard.GROUPS, {}, 0, "Nobody has said whether it is a group", True),
        (Hard.CONFIDENCE, {"access": 32}, 6, "Somebody meets them at the door", False),
        (Hard.CONFIDENCE, {}, 0, "", False),
        (Hard.NOISE, {"access": 8}, 6, "Quiet", False),
        (Hard.NOISE, {}, 0, "Nobody has said whether it is quiet", True),
    ],
)
def test_what_is_hard_counts_only_for_whom_it_is(hard, change, points, words, hinders):
    entry = replace(ENTRY, **change)
    name = {"confidence": "door", "noise": "quiet"}.get(hard.value, hard.value)

    assert part(name, entry, hard) == (points, words, hinders)
    assert part(name, entry) == (0, "", False)


def test_language():
    polish = replace(ENTRY, languages=("Polish", ""))

    assert part("language", polish, language="polish") == (10, "polish is spoken", False)
    assert part("language", language="Urdu") == (0, "Nobody has said whether Urdu is spoken", True)
    assert part("language", polish) == (0, "", False)


@pytest.mark.parametrize(
    ("stop", "ride", "points"), [(True, False, 6), (False, True, 6), (False, False, -8)]
)
def test_the_way_counts_for_who_does_not_drive(stop, ride, points):
    no_car = Wishes(hard=frozenset({Hard.NO_CAR}))

    assert ranking.way(stop=stop, ride=ride, wishes=no_car).points == points
    assert ranking.way(stop=stop, ride=ride, wishes=Wishes()).points == 0


def test_the_sum_is_that_of_its_parts():
    entry = replace(ENTRY, liked=(("birds", "bird"),), miles=2.0, freshness=Freshness.FRESH)

    parts = ranking.parts_of(entry, Wishes(reach=8.0))

    assert ranking.total(parts) == 20 + 15 + 10


def test_the_page_of_the_method_says_what_each_part_is_worth():
    page = Path("docs/methods/suggestions.md").read_text()

    for name, worth in ranking.PARTS.items():
        assert f"| {name} | {worth} |" in page
