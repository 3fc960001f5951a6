"""Many people at once who may be known already: everybody of a programme is gone through one time.

The many are kept by what speaks for two people being one; of those who are here a row at a time is
read, so that neither the time nor the memory grows with one times the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import Q, QuerySet

from alongside.casework.schemes.models import Scheme, Worker
from alongside.sealing import keyed_hash

from ..models import ContactPoint, Person, whose_record_opens
from ..rules import PointIn
from ..rules.names import words_of
from .duplicates import SHOWN, Wanted

AT_ONCE = 2_000
MOST_WORDS = 6  # of a name
COMMON = 100  # rows that share a day of birth or a postcode: more, and it stands for *not known*
COLUMNS = (
    *("pk", "scheme_id", "preferred_name", "given_name", "family_name"),
    *("date_of_birth", "postcode", "nhs_hash", "chi_hash", "hcn_hash"),
)
Step = Callable[[int, int], None]


@dataclass(frozen=True)
class Here:
    """Somebody who is here, as far as it is not sealed."""

    pk: int
    scheme_id: int
    preferred_name: str
    given_name: str
    family_name: str
    date_of_birth: date | None
    postcode: str
    numbers: tuple[str, ...]  # hashes

    @classmethod
    def of(cls, row: tuple[Any, ...]) -> Here:
        numbers = tuple(str(each) for each in row[7:] if each)
        return cls(row[0], row[1], row[2], row[3], row[4], row[5], row[6], numbers)

    def __str__(self) -> str:
        return Person(preferred_name=self.preferred_name, family_name=self.family_name).called_fully


@dataclass
class Known:
    """Who one of the many may be: here, those for whom most speaks first; or somewhere else."""

    here: list[tuple[list[str], Here]] = field(default_factory=list)
    elsewhere: bool = False

    def add(self, why: list[str], person: Here) -> None:
        """Keep the ten for whom most speaks."""
        self.here.append((why, person))
        if len(self.here) > 2 * SHOWN:
            self.cut()

    def cut(self) -> None:
        self.here = sorted(self.here, key=lambda one: (-len(one[0]), one[1].pk))[:SHOWN]


def known_of_many(
    many: Sequence[tuple[dict[str, Any], Sequence[PointIn]]],
    scheme: Scheme,
    worker: Worker | None,
    step: Step = lambda done, total: None,
) -> Iterator[tuple[int, Known]]:
    """For each of the many (fields and contact points) that may be known: its place, and who.

    The same is asked as by `possible_duplicates`, but that a day or a place that over a hundred of
    them share is taken for *not known*: it speaks for somebody who is found by something else.
    """
    crowd = Crowd([Wanted.of(fields, points) for fields, points in many])
    people = _people(scheme, worker)
    reached = crowd.reached(people)
    found: defaultdict[int, Known] = defaultdict(Known)
    total = people.count()
    rows = people.values_list(*COLUMNS).iterator(chunk_size=AT_ONCE)
    for done, row in enumerate(rows):
        if done % AT_ONCE == 0:
            step(done, total)
        person = Here.of(row)
        for place, why in crowd.whom(person, reached.get(person.pk, {}), scheme.pk):
            if person.scheme_id == scheme.pk:
                found[place].add(why, person)
            else:
                found[place].elsewhere = True
    for place in sorted(found):
        found[place].cut()
        yield place, found[place]


def _people(scheme: Scheme, worker: Worker | None) -> QuerySet[Person]:
    people = Person.objects.standing().filter(scheme__programme=scheme.programme_id)
    if worker is not None:
        people = people.filter(Q(restricted=False) | whose_record_opens(worker))
    return people.order_by("pk")


class Crowd:
    """The many, by what speaks for two people being one."""

    def __init__(self, wanted: list[Wanted]) -> None:
        self.wanted = wanted
        self.born, self.postcode, self.names, self.numbers, self.points = (
            defaultdict[Hashable, list[int]](list) for _ in range(5)
        )
        for place, one in enumerate(wanted):
            for day in one.births():
                self.born[day].append(place)
            if one.postcode:
                self.postcode[one.postcode].append(place)
            for number in one.numbers:
                self.numbers[keyed_hash("health number", number)].append(place)
            for plain in one.plain:
                self.points[ContactPoint.hash_of(plain)].append(place)
            for called in one.called if one.family else ():
                self.names[frozenset(words_of(f"{called} {one.family}"))].append(place)
        for common in (self.born, self.postcode):
            for key in [key for key, places in common.items() if len(places) > COMMON]:
                del common[key]

    def reached(self, people: QuerySet[Person]) -> dict[int, dict[int, set[str]]]:
        """Of people here, whom of the many they share a telephone or an email with."""
        found: defaultdict[int, dict[int, set[str]]] = defaultdict(dict)
        hashes = [str(one) for one in self.points]
        for start in range(0, len(hashes), AT_ONCE // 4):
            some = ContactPoint.objects.filter(found_by__in=hashes[start : start + AT_ONCE // 4])
            for person, by, kind in some.values_list("person_id", "found_by", "kind"):
                for place in self.points[by][:COMMON]:
                    found[person].setdefault(place, set()).add(kind)
        return dict(found)

    def whom(
        self, person: Here, kinds: dict[int, set[str]], scheme: int
    ) -> Iterator[tuple[int, list[str]]]:
        """Places of those who may be this person, and what speaks for each."""
        by_number = {place for one in person.numbers for place in self.numbers.get(one, ())}
        places = {*by_number, *kinds, *self.born.get(person.date_of_birth, ())}
        places.update(self.postcode.get(person.postcode, ()), self._named(person))
        for place in sorted(places):
            numbered, shared = place in by_number, kinds.get(place, set())
            alone = person.scheme_id == scheme
            if why := self.wanted[place].said(person, numbered, shared, alone=alone):
                yield place, why

    def _named(self, person: Here) -> Iterator[int]:
        """Those who are called by some of the person's words, and by nothing else."""
        names = (person.preferred_name, person.given_name, person.family_name)
        words = list(dict.fromkeys(word for name in names for word in words_of(name)))[:MOST_WORDS]
        for many in range(1, len(words) + 1):
            for some in combinations(words, many):
                yield from self.names.get(frozenset(some), ())[:COMMON]
