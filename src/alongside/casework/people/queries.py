"""Finding people: by what somebody remembers, and those who may be known already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from rapidfuzz import fuzz

from alongside.casework.schemes.models import Scheme, Worker

from . import rules
from .actions import PointIn
from .models import ContactPoint, Person

LIKE_ENOUGH = 84  # of 100: Barraclough and Baraclough are 95, Rao and Roy 67
SHOWN = 25


@dataclass(frozen=True)
class Found:
    """Somebody whom a search found, and why. `open` is false where only the name may be known."""

    person: Person
    why: str
    likeness: float
    open: bool


def search(words: str, worker: Worker) -> list[Found]:
    """People by name, preferred name, telephone, postcode or NHS number, best first, at most 25.

    Names may be misspelt. A number or a postcode must be whole, or the end of a telephone number
    of four digits or more. Two queries for the people, whatever their number; the names of the
    schemes that the worker is in are compared in memory.
    """
    typed = words.strip()
    if not typed:
        return []
    named = Person.objects.named_to(worker)
    scores = _by_number(typed, named) or _by_name(typed, named)
    best = dict(sorted(scores.items(), key=lambda item: (-item[1][0], item[0]))[:SHOWN])
    opened = set(Person.objects.seen_by(worker).filter(pk__in=best).values_list("pk", flat=True))
    people = Person.objects.select_related("connector", "area", "scheme").in_bulk(list(best))
    return [
        Found(people[number], why, likeness, number in opened)
        for number, (likeness, why) in best.items()
        if number in opened or why.startswith("Name")
    ]


Scores = dict[int, tuple[float, str]]


def _by_number(typed: str, named: Any) -> Scores:
    digits = rules.normal_telephone(typed)
    postcode = rules.normal_postcode(typed)
    scores: Scores = {}
    if len(digits) == 10 and digits.isdigit():
        numbers = Q(nhs_number=digits) | Q(chi_number=digits) | Q(hcn_number=digits)
        scores |= dict.fromkeys(_keys(named.filter(numbers)), (100.0, "Health number"))
    if len(digits) >= 4 and digits.lstrip("+").isdigit():
        points = ContactPoint.objects.filter(plain__endswith=digits, person__in=named)
        reached = points.values_list("person_id", flat=True)
        scores |= dict.fromkeys(reached, (99.0, "Telephone"))
    if not rules.postcode_fault(typed):
        found = _keys(named.filter(postcode=postcode))
        scores |= dict.fromkeys(found, (95.0, f"Lives at {postcode}"))
    if "@" in typed:
        points = ContactPoint.objects.filter(plain=rules.normal_email(typed), person__in=named)
        scores |= dict.fromkeys(points.values_list("person_id", flat=True), (99.0, "Email"))
    return scores


def _keys(people: Any) -> Iterable[int]:
    return list(people.values_list("pk", flat=True))


def _by_name(typed: str, named: Any) -> Scores:
    wanted = typed.casefold()
    rows = named.values_list("pk", "preferred_name", "given_name", "family_name")
    scores: Scores = {}
    for number, preferred, given, family in rows.iterator(chunk_size=5000):
        likeness = name_likeness(wanted, preferred, given, family)
        if likeness >= LIKE_ENOUGH:
            scores[number] = (likeness, "Name" if likeness > 99 else "Name, spelt nearly so")
    return scores


def name_likeness(wanted: str, preferred: str, given: str, family: str) -> float:
    """0 to 100: how like a name is to what was typed, in either order, whole or in part."""
    names = [name.casefold() for name in (preferred, given, family) if name]
    whole = " ".join(dict.fromkeys(" ".join(names).split()))
    best: float = fuzz.token_sort_ratio(wanted, whole)
    for first in (preferred, given):
        if first:
            best = max(best, fuzz.token_sort_ratio(wanted, f"{first} {family}".casefold()))
    if " " not in wanted:
        parts = [part for name in names for part in name.split()]
        best = max([best, *(fuzz.ratio(wanted, part) for part in parts)])
        if len(wanted) > 2 and any(part.startswith(wanted) for part in parts):
            best = max(best, 90.0)
    return best


@dataclass(frozen=True)
class Match:
    """Somebody here who may be the same person, and what speaks for it."""

    person: Person
    why: list[str]
    open: bool = True  # whether the worker may open the record


@dataclass(frozen=True)
class Duplicates:
    """Who may be known already: here by name; in another scheme only that there is somebody."""

    here: list[Match] = field(default_factory=list)
    elsewhere: bool = False

    def __bool__(self) -> bool:
        return bool(self.here or self.elsewhere)


def possible_duplicates(
    fields: dict[str, Any],
    points: Sequence[PointIn],
    scheme: Scheme,
    worker: Worker | None = None,
    leave_out: int = 0,
) -> Duplicates:
    """People of the programme, closed and dead ones included, who may be this person.

    The NHS number is enough by itself. Otherwise two things must speak for it: a like name, the
    date of birth, a telephone, an email, the postcode; a telephone or an email counts with any
    other, a name with the birth, the postcode or a telephone.
    """
    wanted = _Wanted.of(fields, points)
    candidates = Person.objects.filter(
        wanted.candidates(), scheme__programme=scheme.programme_id
    ).exclude(pk=leave_out)
    here, elsewhere = [], False
    opened = set(Person.objects.seen_by(worker).values_list("pk", flat=True)) if worker else set()
    for person in candidates.prefetch_related("contact_points").select_related("scheme"):
        why = wanted.why(person)
        if not why:
            continue
        if person.scheme_id == scheme.pk:
            here.append(Match(person, why, worker is None or person.pk in opened))
        else:
            elsewhere = True
    return Duplicates(sorted(here, key=lambda match: -len(match.why)), elsewhere)


@dataclass(frozen=True)
class _Wanted:
    names: tuple[str, str, str]
    born: date | None
    postcode: str
    numbers: frozenset[str]
    plain: frozenset[str]

    @classmethod
    def of(cls, fields: dict[str, Any], points: Sequence[PointIn]) -> _Wanted:
        names = ("preferred_name", "given_name", "family_name")
        numbers = ("nhs_number", "chi_number", "hcn_number")
        return cls(
            names=tuple(str(fields.get(name) or "").casefold() for name in names),  # type: ignore[arg-type]  # three of them
            born=fields.get("date_of_birth"),
            postcode=rules.normal_postcode(fields.get("postcode") or ""),
            numbers=frozenset(
                rules.normal_number(fields[name]) for name in numbers if fields.get(name)
            ),
            plain=frozenset(point.plain for point in points if point.value.strip()),
        )

    def candidates(self) -> Q:
        """Whoever shares one indexed thing, or the beginning of a family name."""
        some = Q(contact_points__plain__in=self.plain)
        people = Q(pk__in=Person.objects.filter(some).values("pk"))
        for name in ("nhs_number", "chi_number", "hcn_number"):
            people |= Q(**{f"{name}__in": self.numbers})
        if self.born:
            people |= Q(date_of_birth=self.born)
        if self.postcode:
            people |= Q(postcode=self.postcode)
        return people

    def why(self, person: Person) -> list[str]:
        if self.numbers & {person.nhs_number, person.chi_number, person.hcn_number}:
            return ["the same health number"]
        shared = {point.kind for point in person.contact_points.all() if point.plain in self.plain}
        found = [f"the same {kind}" for kind in ("telephone", "email") if kind in shared]
        if self.born and person.date_of_birth == self.born:
            found.append("the same date of birth")
        if self.postcode and person.postcode == self.postcode:
            found.append("the same postcode")
        likeness = self._likeness(person)
        if likeness >= LIKE_ENOUGH:
            found.insert(0, "the same name" if likeness > 99 else "a name that is nearly the same")
        return found if len(found) > 1 else []

    def _likeness(self, person: Person) -> float:
        preferred, given, family = self.names
        whole = [f"{first} {family}".strip() for first in (preferred, given) if first]
        known = (person.preferred_name, person.given_name, person.family_name)
        return max((name_likeness(name, *known) for name in whole), default=0.0)


def full(person_id: int, worker: Worker) -> Person | None:
    """A person whom this worker may open, with all that a page of theirs shows; or None."""
    return (
        Person.objects.seen_by(worker)
        .select_related("scheme", "area", "connector")
        .prefetch_related("contact_points", "important_people", "risks", "transitions")
        .filter(pk=person_id)
        .first()
    )
