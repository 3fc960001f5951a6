"""Why an entry is found, in a few words each: "matches birds", "2.5 miles north-east".

When it is, which is a reason too where a day was asked for, is said by `cards`, which reads the
times to show them anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import inf
from operator import attrgetter
from typing import NamedTuple

from ..geography.point import Point, direction, miles_and_way
from . import cells, facts
from .query import Found, Query
from .sql import numbers
from .terms import Alternative, Group

READ = """
SELECT g.activity_id, g.score, g.together, l.id, l.place_id, l.cell, l.latitude, l.longitude,
    l.slots, l.access, {word}
FROM ({page}) g CROSS JOIN directory_listing l {words}
WHERE l.activity_id = g.activity_id ORDER BY g.turn, l.id"""
# With the cell, which is the listing's, each word of a listing is one look into the index.
WORDS = (
    "LEFT JOIN directory_posting p ON p.word_id IN ({}) AND p.cell = l.cell AND p.listing_id = l.id"
)


class Row(NamedTuple):
    """A listing of an entry that was found, and one of the words that stand there."""

    activity: int
    score: int
    together: int  # how many entries are found, on this page or not
    number: int
    place: int | None
    cell: int
    latitude: float | None
    longitude: float | None
    slots: int
    access: int
    word: int | None


@dataclass(frozen=True)
class _At:
    """The same with what was typed and by which word it was found, and the square of the miles."""

    listing: Row
    matched: tuple[tuple[str, str], ...]
    far: float


def with_listings(page: str, groups: Sequence[Group]) -> str:
    """SQL that gives a page's entries in its order, with all their listings and their words: one
    question for both, since it is asked with each search."""
    asked = sorted({word for group in groups for one in group.alternatives for word in one.words})
    return READ.format(
        page=page,
        word="p.word_id" if asked else "NULL",
        words=WORDS.format(numbers(asked)) if asked else "",
    )


def of(query: Query, groups: Sequence[Group], rows: Sequence[Row]) -> tuple[Found, ...]:
    """Each entry in its turn, with the place where it fits best, and why it fits."""
    best: dict[int, _At] = {}
    for _, each in groupby(rows, key=attrgetter("number")):
        listing, *more = each
        if _fits(query, listing):
            words = {row.word for row in (listing, *more) if row.word is not None}
            it = _At(listing, _matched(groups, words), _far(query, listing))
            if listing.activity not in best or _better(it, best[listing.activity]):
                best[listing.activity] = it
    return tuple(_found(query, it) for it in best.values())


def _better(one: _At, other: _At) -> bool:
    return (-len(one.matched), one.far) < (-len(other.matched), other.far)


def _fits(query: Query, listing: Row) -> bool:
    """Whether this is one of the listings that the database found it by."""
    slots = facts.mask(query.weekday, query.part_of_day)
    bits = facts.bits(query.access)
    if slots and not listing.slots & slots:
        return False
    if query.near is not None and listing.cell == cells.UNKNOWN:
        return False
    return listing.access & bits == bits


def _far(query: Query, listing: Row) -> float:
    """The square of the miles, as the database has it."""
    if query.near is None or listing.latitude is None or listing.longitude is None:
        return 0.0 if listing.cell == cells.ANYWHERE else inf
    north = (listing.latitude - query.near.latitude) * cells.MILES_A_DEGREE
    across = cells.miles_across(query.near.latitude)
    return north**2 + ((listing.longitude - query.near.longitude) * across) ** 2


def _matched(groups: Sequence[Group], words: set[int]) -> tuple[tuple[str, str], ...]:
    found = ((group, _best(group.alternatives, words)) for group in groups)
    return tuple((group.typed, one.shown) for group, one in found if one)


def _best(alternatives: Iterable[Alternative], words: set[int]) -> Alternative | None:
    here = [one for one in alternatives if words.issuperset(one.words)]
    return max(here, key=lambda one: one.factor, default=None)


def _found(query: Query, it: _At) -> Found:
    listing = it.listing
    towards = _direction(query, listing)
    reasons = [_matches(typed, shown) for typed, shown in it.matched]
    if listing.cell == cells.ANYWHERE:
        reasons.append("by telephone or online")
    elif query.near is not None:
        reasons.append(miles_and_way(it.far**0.5, towards))
    reasons += [facts.ACCESS_WORDS[one] for one in sorted(query.access & facts.ACCESS.keys())]
    reasons += ["free"] if query.free else []
    return Found(
        activity_id=listing.activity,
        place_id=listing.place,
        why=tuple(dict.fromkeys(reasons)),
        miles=it.far**0.5 if query.near is not None and listing.latitude is not None else None,
        direction=towards,
        score=listing.score,
        matched=it.matched,
    )


def _matches(typed: str, shown: str) -> str:
    return f"matches {typed}" if typed == shown else f"matches {typed}: {shown}"


def _direction(query: Query, listing: Row) -> str:
    if query.near is None or listing.latitude is None or listing.longitude is None:
        return ""
    return direction(query.near, Point(listing.latitude, listing.longitude))
