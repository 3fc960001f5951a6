"""Whatever is typed or asked for: no database minds, and the answer is that of the slow way.

`make test-postgres` runs the same file on PostgreSQL: so both give the same ids for the same data.
"""

from __future__ import annotations

import random
from math import sqrt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.casework.directory.models import Activity
from alongside.casework.directory.search import Query, SortBy, cells, facts, find, text

from . import town

pytestmark = pytest.mark.django_db
TYPED = ["choir", "walk", "art", "tea", "chess", "garden"]
often = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def entries() -> list[Activity]:
    """Two dozen entries of a made-up town; what they are is drawn from a seed."""
    draw = random.Random(30)
    return [_entry(draw, number) for number in range(24)]


def _entry(draw: random.Random, number: int) -> Activity:
    at = [
        town.place(draw.uniform(0, 12), step_free=draw.choice([True, False, None]), quiet=True)
        for _ in range(draw.choice([0, 1, 1, 1, 2]))
    ]
    return town.activity(
        f"{draw.choice(TYPED)} {number}",
        at=at,
        description=" ".join(draw.sample(TYPED, 2)),
        tags=tuple(draw.sample(TYPED, 1)),
        on=[(draw.randrange(7), draw.choice([9, 13, 18]), None)],
        costs=draw.choice([(), ("0",), ("3.50",)]),
        minimum_age=draw.choice([None, 18, 60]),
        company=draw.choice(["", "group", "one_to_one", "either"]),
        unconfirmed=draw.choice([0, 0, 0, 2]),
    )


asked = st.fixed_dictionaries(
    {
        "words": st.lists(st.sampled_from(TYPED), max_size=2, unique=True).map(" ".join),
        "within_miles": st.sampled_from([None, 1.0, 5.0, 11.0, 80.0]),
        "weekday": st.none() | st.integers(0, 6),
        "part_of_day": st.sampled_from(["", "morning", "evening"]),
        "free": st.booleans(),
        "step_free": st.booleans(),
        "age": st.sampled_from([None, 17, 59, 60]),
        "company": st.sampled_from(["", "group", "one_to_one"]),
    }
)


@often
@given(asked=asked)
def test_the_answer_is_that_of_looking_at_each_entry_in_turn(
    entries: list[Activity], asked: dict[str, Any]
):
    wanted = {one.pk for one in entries if _fits(one, asked)}

    found = find(_query(asked), worker=None, limit=100)

    if not found.some_words:
        assert {one.activity_id for one in found.found} == wanted
    else:
        assert wanted == set()
    assert found.count == len(found.found)


def _query(asked: dict[str, Any]) -> Query:
    taken = {name: value for name, value in asked.items() if name != "step_free"}
    near = town.MIDDLE if asked["within_miles"] else None
    access = frozenset({"step_free"}) if asked["step_free"] else frozenset()
    return Query(**taken, near=near, access=access)


def _fits(activity: Activity, asked: dict[str, Any]) -> bool:
    """Without the index: what stands in the entry."""
    said = set(text.stems(activity.name + " " + activity.description))
    said |= {tag.term.name for tag in activity.tags.all()}
    slots = facts.mask(asked["weekday"], asked["part_of_day"])
    costs = [one.amount for one in activity.costs.all()]
    return (
        all(_is_said(word, said) for word in asked["words"].split())
        and (not slots or bool(facts.slots_of(activity.times.all()) & slots))
        and (not asked["free"] or (bool(costs) and not any(costs)))
        and (asked["age"] is None or (activity.minimum_age or 0) <= asked["age"])
        and (not asked["company"] or activity.company in (asked["company"], "either"))
        and _is_there(activity, asked)
    )


def _is_said(word: str, said: set[str]) -> bool:
    """By itself, or by what the thesaurus has for it."""
    from alongside.casework.directory.search import thesaurus

    finds = thesaurus.by_what_is_said().get((text.stem(word),), ())
    return any(set(text.stems(one)) <= said for one in (word, *finds))


def _is_there(activity: Activity, asked: dict[str, Any]) -> bool:
    if not asked["within_miles"] and not asked["step_free"]:
        return True
    return any(
        (not asked["step_free"] or at.place.step_free)
        and (not asked["within_miles"] or _miles(at.place) <= asked["within_miles"])
        for at in activity.at.select_related("place")
    )


def _miles(place: Any) -> float:
    north = (place.latitude - town.MIDDLE.latitude) * cells.MILES_A_DEGREE
    return sqrt(north**2)


@often
@given(typed=st.text(max_size=60))
def test_nothing_that_can_be_typed_is_too_much(entries: list[Activity], typed: str):
    found = find(Query(typed, near=town.MIDDLE, within_miles=5), worker=None)

    assert found.count >= len(found.found)


SIGNS = [
    "drop-in",
    "'; DROP TABLE directory_activity; --",
    "%s %(x)s {words} \\",
    '"choir" OR NEAR(art, 2) NOT *:^',
    "choir & art | !tea <-> (chess",
    "\x00 choir \x00",
    "🐦 café naïve",
    "الطيور ptaki 鳥",
    "a" * 5_000,
    "choir " * 200,
    "- -- --- -choir-",
]


@pytest.mark.parametrize("sort", SortBy)
def test_signs_that_mean_something_to_a_database_are_only_signs(sort: SortBy):
    town.activity("Choir", at=town.place(1), languages=("Urdu",))

    for typed in SIGNS:
        find(Query(typed, language=typed, near=town.MIDDLE, within_miles=5, sort=sort), worker=None)
        find(Query(typed), worker=None)

    assert Activity.objects.count() == 1
