"""Pairs of records that may be one person, in a whole programme.

Nobody is compared with everybody. Records are put in groups by what they share (a health number, a
telephone, a day of birth, a postcode, a whole name in one scheme), and compared within a group, for
10,000 people some thousands of times. There is a bound, so that it never takes long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import NamedTuple

from django.db.models import QuerySet

from .. import rules
from ..models import ContactPoint, Person, ToldApart
from ..rules.names import SAME_WHOLE, other_forms

MOST_COMPARED = 60_000
LARGEST_GROUP = 300  # more of one telephone or postcode are a hostel, or a number typed for all
NUMBER = "the same health number"
WEIGHT = {NUMBER: 10, "the same telephone": 3, "the same email": 3, "the same date of birth": 3}


class Pair(NamedTuple):
    """Two records, the lower number first, and what speaks for their being one person."""

    first: int
    second: int
    why: list[str]


@dataclass(frozen=True)
class Proposed:
    """The pairs, those for which most speaks first; `whole` is false where the bound was met."""

    pairs: list[Pair]
    whole: bool = True


class _Record(NamedTuple):
    number: int
    scheme: int
    preferred_name: str
    given_name: str
    family_name: str
    born: date | None
    postcode: str
    nhs: str
    chi: str
    hcn: str


COLUMNS = (
    *("pk", "scheme", "preferred_name", "given_name", "family_name", "date_of_birth"),
    *("postcode", "nhs_hash", "chi_hash", "hcn_hash"),
)


def proposed_pairs(people: QuerySet[Person]) -> Proposed:
    """Who of these people may be in here twice; those told apart are left out.

    Three queries, and nothing that is sealed is opened: numbers and telephones are compared by
    their keyed hashes.
    """
    records = {row[0]: _Record(*row) for row in people.values_list(*COLUMNS).order_by("pk")}
    reached = _reached(people)
    apart = _apart()
    found: dict[tuple[int, int], Pair] = {}
    compared = 0
    for first, second in _side_by_side(records, reached):
        if (first, second) in found or (first, second) in apart:
            continue
        compared += 1
        if compared > MOST_COMPARED:
            return Proposed(_sorted(found.values()), whole=False)
        if why := _why(records[first], records[second], reached):
            found[first, second] = Pair(first, second, why)
    return Proposed(_sorted(found.values()))


def _sorted(pairs: Iterable[Pair]) -> list[Pair]:
    def weight(pair: Pair) -> int:
        return sum(WEIGHT.get(why, 1) for why in pair.why)

    return sorted(pairs, key=lambda pair: (-weight(pair), pair.first, pair.second))


@dataclass
class _Reached:
    of: dict[int, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    by: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))


def _reached(people: QuerySet[Person]) -> _Reached:
    found = _Reached()
    points = ContactPoint.objects.filter(person__in=people).order_by("person_id", "pk")
    for number, kind, key in points.values_list("person_id", "kind", "found_by"):
        if key and (kind, key) not in found.of[number]:
            found.of[number].add((kind, key))
            found.by[kind, key].append(number)
    return found


def _apart() -> set[tuple[int, int]]:
    """The pairs that were told apart, by the records that stand for them now."""
    said = ToldApart.objects.standing().values_list(
        "first", "second", "first__merged_into", "second__merged_into"
    )
    pairs = ((merged1 or first, merged2 or second) for first, second, merged1, merged2 in said)
    return {(min(pair), max(pair)) for pair in pairs}


def _side_by_side(records: dict[int, _Record], reached: _Reached) -> Iterator[tuple[int, int]]:
    """Numbers of records to compare, the lower first: strongest groups first, large ones never."""
    letters = {number: _letters(one) for number, one in records.items()}
    for group, says_enough in _groups(records, reached):
        if 1 < len(group) <= LARGEST_GROUP:
            for first, second in combinations(sorted(group), 2):
                if says_enough or _may_be_alike(letters[first], letters[second]):
                    yield first, second


Letters = tuple[frozenset[str], frozenset[str]]  # that first names and the family name begin with


def _letters(one: _Record) -> Letters:
    called = {*rules.words_of(one.preferred_name), *rules.words_of(one.given_name)}
    forms = called | {form for word in called for form in other_forms(word)}
    family = rules.words_of(one.family_name)
    return frozenset(word[0] for word in forms), frozenset(word[0] for word in family)


def _may_be_alike(one: Letters, other: Letters) -> bool:
    """Whether names are worth comparing letter by letter: they begin alike, or changed over."""
    if not one[1] or not other[1]:
        return bool(one[0] & (other[0] | other[1]) or other[0] & one[1])
    return bool(
        (one[0] & other[0] and one[1] & other[1]) or (one[0] & other[1] and one[1] & other[0])
    )


def _groups(records: dict[int, _Record], reached: _Reached) -> Iterator[tuple[list[int], bool]]:
    """Numbers of records that share something, and whether that says enough without a name."""
    numbers, births, postcodes, names = (defaultdict(list) for _ in range(4))
    for one in records.values():
        for number in {one.nhs, one.chi, one.hcn} - {""}:
            numbers[number].append(one.number)
        if one.born:
            births[_turned(one.born)].append(one.number)
        if one.postcode:
            postcodes[one.postcode].append(one.number)
        family = rules.words_of(one.family_name)
        for called in {rules.words_of(one.preferred_name), rules.words_of(one.given_name)}:
            if family and called:
                names[one.scheme, called, family].append(one.number)
    for shared, says_enough in (
        (numbers, True),
        (reached.by, True),
        (births, False),
        (postcodes, False),
        (names, True),
    ):
        for group in shared.values():
            yield group, says_enough


def _turned(born: date) -> tuple[int, int, int]:
    """A day of birth, the same where day and month are changed over."""
    return (born.year, *sorted((born.month, born.day)))  # type: ignore[return-value]  # two of them


def _why(one: _Record, other: _Record, reached: _Reached) -> list[str]:
    """What speaks for one person; nothing where that is not enough.

    People of one household share telephone and postcode: unless a name or a birth is alike too,
    that says nothing. Where two days of birth are known and differ, a name alone says nothing.
    """
    if {one.nhs, one.chi, one.hcn} & {other.nhs, other.chi, other.hcn} - {""}:
        return [NUMBER]
    name = _named(one, other) or _named(other, one)
    both = one.born is not None and other.born is not None
    birth = _birth(one, other) if both else ""
    shared = {kind for kind, _ in reached.of[one.number] & reached.of[other.number]}
    found = [f"the same {kind}" for kind in ("telephone", "email") if kind in shared]
    if both and not birth:
        return [name, *found] if name and found else []
    found = [*filter(None, [name, birth]), *found]
    if one.postcode and one.postcode == other.postcode:
        found.append("the same postcode")
    alone = name == SAME_WHOLE and one.scheme == other.scheme
    return found if (name or birth) and (len(found) > 1 or alone) else []


def _named(one: _Record, other: _Record) -> str:
    called = [name for name in (one.preferred_name, one.given_name) if name.strip()]
    return rules.names_alike(called, one.family_name.strip(), other)


def _birth(one: _Record, other: _Record) -> str:
    if one.born is None or other.born is None or _turned(one.born) != _turned(other.born):
        return ""
    if one.born == other.born:
        return "the same date of birth"
    return "the same date of birth with day and month changed over"
