"""Why an entry is found, in a few words each: "matches birds", "2.5 miles north-east"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from ..geography.point import Point, direction, miles_in_words
from ..models import Listing, Posting, Time
from ..times.words import words_of
from . import cells, facts
from .query import Found, Query
from .terms import Alternative, Group

MOST_TIMES = 2


@dataclass(frozen=True)
class _At:
    """A listing of an entry that was found, and how it was found there."""

    listing: Listing
    matched: tuple[tuple[str, str], ...]  # what was typed, and by which word it was found
    far: float


def of(query: Query, groups: Sequence[Group], activity_ids: Sequence[int]) -> dict[int, Found]:
    """For each entry the place where it fits best, and why it fits."""
    listings = [
        one for one in Listing.objects.filter(activity_id__in=activity_ids) if _fits(query, one)
    ]
    words = _words_at(groups, listings)
    at: dict[int, list[_At]] = defaultdict(list)
    for one in listings:
        at[one.activity_id].append(_At(one, _matched(groups, words[one.pk]), _far(query, one)))
    best = {
        activity: min(found, key=lambda it: (-len(it.matched), it.far, it.listing.pk))
        for activity, found in at.items()
    }
    times = _times(query, best)
    return {activity: _found(query, it, times[activity]) for activity, it in best.items()}


def _fits(query: Query, listing: Listing) -> bool:
    """Whether this is one of the listings that the database found it by."""
    slots = facts.mask(query.weekday, query.part_of_day)
    bits = sum(facts.ACCESS.get(name, 0) for name in query.access)
    if slots and not listing.slots & slots:
        return False
    if query.near is not None and listing.cell == cells.UNKNOWN:
        return False
    return listing.access & bits == bits


def _far(query: Query, listing: Listing) -> float:
    """The square of the miles, as the database has it."""
    if query.near is None or listing.latitude is None or listing.longitude is None:
        return 0.0 if listing.cell == cells.ANYWHERE else inf
    north = (listing.latitude - query.near.latitude) * cells.MILES_A_DEGREE
    across = cells.miles_across(query.near.latitude)
    return north**2 + ((listing.longitude - query.near.longitude) * across) ** 2


def _words_at(groups: Sequence[Group], listings: Iterable[Listing]) -> dict[int, set[int]]:
    asked = {word for group in groups for one in group.alternatives for word in one.words}
    found: dict[int, set[int]] = defaultdict(set)
    if asked:
        numbers = [one.pk for one in listings]
        here = Posting.objects.filter(listing_id__in=numbers, word_id__in=asked)
        for listing, word in here.values_list("listing_id", "word_id"):
            found[listing].add(word)
    return found


def _matched(groups: Sequence[Group], words: set[int]) -> tuple[tuple[str, str], ...]:
    found = ((group, _best(group.alternatives, words)) for group in groups)
    return tuple((group.typed, one.shown) for group, one in found if one)


def _best(alternatives: Iterable[Alternative], words: set[int]) -> Alternative | None:
    here = [one for one in alternatives if words.issuperset(one.words)]
    return max(here, key=lambda one: one.factor, default=None)


def _times(query: Query, best: dict[int, _At]) -> dict[int, list[Time]]:
    """The times that fit a search for a day, where one was asked for."""
    found: dict[int, list[Time]] = defaultdict(list)
    slots = facts.mask(query.weekday, query.part_of_day)
    if not slots:
        return found
    for one in Time.objects.filter(activity_id__in=best).select_related("at"):
        place = best[one.activity_id].listing.place_id
        if facts.slots_of([one]) & slots and (one.at is None or one.at.place_id == place):
            found[one.activity_id].append(one)
    return found


def _found(query: Query, it: _At, times: Sequence[Time]) -> Found:
    listing = it.listing
    towards = _direction(query, listing)
    reasons = [_matches(typed, shown) for typed, shown in it.matched]
    if listing.cell == cells.ANYWHERE:
        reasons.append("by telephone or online")
    elif query.near is not None:
        reasons.append(f"{miles_in_words(it.far**0.5)} {towards}".strip())
    reasons += [words_of(one) for one in times[:MOST_TIMES]]
    reasons += [facts.ACCESS_WORDS[one] for one in sorted(query.access & facts.ACCESS.keys())]
    reasons += ["free"] if query.free else []
    return Found(
        activity_id=listing.activity_id,
        place_id=listing.place_id,
        why=tuple(dict.fromkeys(reasons)),
        miles=it.far**0.5 if query.near is not None and listing.latitude is not None else None,
        direction=towards,
        words=tuple(shown for _, shown in it.matched),
    )


def _matches(typed: str, shown: str) -> str:
    return f"matches {typed}" if typed == shown else f"matches {typed}: {shown}"


def _direction(query: Query, listing: Listing) -> str:
    if query.near is None or listing.latitude is None or listing.longitude is None:
        return ""
    return direction(query.near, Point(listing.latitude, listing.longitude))
