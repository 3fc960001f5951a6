"""Which entries may be one and the same: by names, postcodes and telephones. Pure.

Two have to share a postcode or a number and have names that are much alike; where one of them says
neither, as what somebody typed in one line, the names have to be nearly the same. A hall holds many
groups, and many towns have a carers' café: one likeness alone is none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

ALIKE, NEARLY_SAME = 82, 93  # of a hundred
MOST_TOGETHER = 150  # at one postcode, or beginning alike: beyond, it says nothing
SMALL = re.compile(r"\b(the|a|an|at|in|of|and|for|group|club|ltd|limited|cic|cio)\b|[^a-z0-9 ]")


@dataclass(frozen=True)
class Row:
    """One entry, as far as it is compared."""

    number: int
    name: str
    postcodes: frozenset[str] = frozenset()
    telephones: frozenset[str] = frozenset()
    around: tuple[str, ...] = ()  # its hall and its town, whose names stand in many names


@dataclass(frozen=True)
class Pair:
    """Two that may be one, and what speaks for it."""

    first: int
    second: int
    why: tuple[str, ...]
    score: float


def pairs(rows: Iterable[Row], apart: set[tuple[int, int]]) -> list[Pair]:
    """Those for which most speaks first; without those that somebody told apart."""
    known = {row.number: row for row in rows}
    plain = {row.number: _without(row) for row in known.values()}
    found = []
    for first, second in sorted(_together(known.values(), plain)):
        if (first, second) in apart:
            continue
        if pair := _pair(known[first], known[second], plain):
            found.append(pair)
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def _without(row: Row) -> str:
    """Its name plainly, without those of its hall and its town where something is left."""
    left = plain = plainly(row.name)
    for name in row.around:
        if around := plainly(name):
            left = " ".join(re.sub(rf"\b{re.escape(around)}\b", " ", left).split())
    return left or plain


def plainly(name: str) -> str:
    """A name without capitals and without what many names have.

    >>> plainly("The Fenwater Choir (Group)")
    'fenwater choir'
    """
    return " ".join(SMALL.sub(" ", name.lower()).split())


def number_plainly(number: str) -> str:
    """A telephone number as its digits, with 0 for +44.

    >>> number_plainly("+44 (0)1632 960 118"), number_plainly("01632 960118")
    ('01632960118', '01632960118')
    """
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    return f"0{digits[2:]}" if digits.startswith("44") else digits


def _together(rows: Iterable[Row], plain: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Pairs that share something, so that not everything is held against everything."""
    groups: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        shared = [f"at {code}" for code in row.postcodes]
        shared += [f"by {number}" for number in row.telephones]
        shared.append(f"as {plain[row.number][:5]}")
        for key in shared:
            groups[key].append(row.number)
    found: set[tuple[int, int]] = set()
    for numbers in groups.values():
        if len(numbers) <= MOST_TOGETHER:
            found.update(combinations(sorted(numbers), 2))
    yield from found


def _pair(one: Row, other: Row, plain: dict[int, str]) -> Pair | None:
    names = fuzz.token_sort_ratio(plain[one.number], plain[other.number])
    whole = fuzz.token_set_ratio(plain[one.number], plain[other.number])
    place = one.postcodes & other.postcodes
    number = one.telephones & other.telephones
    said_nothing = not (one.postcodes | one.telephones) or not (other.postcodes | other.telephones)
    if not _may_be_one(names, whole, shared=len(place) + len(number), said_nothing=said_nothing):
        return None
    why = ["the same name" if names == 100 else "names that are much alike"]
    if place:
        why.append(f"the same postcode, {min(place)}")
    if number:
        why.append("the same telephone")
    return Pair(one.number, other.number, tuple(why), names + 20 * (len(why) - 1))


def _may_be_one(names: float, whole: float, *, shared: int, said_nothing: bool) -> bool:
    if shared:
        return max(names, whole - 8) >= ALIKE
    return said_nothing and names >= NEARLY_SAME
