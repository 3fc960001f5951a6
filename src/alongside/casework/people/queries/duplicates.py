"""People who may be known already."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from django.db.models import Q

from alongside.casework.schemes.models import Scheme, Worker

from .. import rules
from ..models import ContactPoint, Person, whose_record_opens
from ..rules import PointIn
from ..rules.names import SAME_WHOLE, Named, other_forms, words_of
from .merged import not_the_same

SHOWN = 10


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

    A health number is enough by itself, and so in this scheme is the same first and family name,
    where no other day of birth speaks against it. Otherwise two things must speak for it: a like
    name, the day of birth (also with day and month changed over), a telephone, an email, the
    postcode. Those for whom most speaks come first, at most ten. Four queries, however many.
    Who was told apart from `leave_out` is not asked about again.
    Nothing is said of a restricted record that does not open for the worker.
    """
    wanted = Wanted.of(fields, points)
    candidates = Person.objects.standing().filter(
        wanted.candidates(), scheme__programme=scheme.programme_id
    )
    if leave_out:
        candidates = candidates.exclude(pk__in={leave_out, *not_the_same(leave_out)})
    if worker is not None:
        candidates = candidates.filter(Q(restricted=False) | whose_record_opens(worker))
    here: list[tuple[Person, list[str]]] = []
    elsewhere = False
    for person in candidates.prefetch_related("contact_points").select_related("connector"):
        at_home = person.scheme_id == scheme.pk
        if why := wanted.why(person, alone=at_home):
            if at_home:
                here.append((person, why))
            else:
                elsewhere = True
    here = sorted(here, key=lambda one: (-len(one[1]), one[0].pk))[:SHOWN]
    opened = _opened([person for person, _ in here], worker)
    return Duplicates([Match(person, why, person.pk in opened) for person, why in here], elsewhere)


def _opened(people: list[Person], worker: Worker | None) -> set[int]:
    numbers = [person.pk for person in people]
    if worker is None:
        return set(numbers)
    seen = Person.objects.seen_by(worker).filter(pk__in=numbers)
    return set(seen.values_list("pk", flat=True))


class Alike(Named, Protocol):
    """Whoever has names, a day of birth and a postcode."""

    @property
    def date_of_birth(self) -> date | None: ...
    @property
    def postcode(self) -> str: ...


@dataclass(frozen=True)
class Wanted:
    """Whom is asked about, in the forms in which they are compared."""

    called: tuple[str, ...]  # preferred and given name
    family: str
    born: date | None
    postcode: str
    numbers: frozenset[str]
    plain: frozenset[str]

    @classmethod
    def of(cls, fields: dict[str, Any], points: Sequence[PointIn]) -> Wanted:
        called = [str(fields.get(name) or "") for name in ("preferred_name", "given_name")]
        return cls(
            called=tuple(name for name in called if name.strip()),
            family=str(fields.get("family_name") or "").strip(),
            born=fields.get("date_of_birth"),
            postcode=rules.normal_postcode(fields.get("postcode") or ""),
            numbers=frozenset(
                rules.normal_number(fields[name]) for name in rules.NUMBERS if fields.get(name)
            ),
            plain=frozenset(point.plain for point in points if point.value.strip()),
        )

    def candidates(self) -> Q:
        """Whoever shares one thing with an index on it, or begins like both names."""
        hashes = [ContactPoint.hash_of(plain) for plain in self.plain]
        reached = ContactPoint.objects.filter(found_by__in=hashes).values("person")
        people = Q(pk__in=reached) | Q(date_of_birth__in=self.births())
        if self.numbers:
            people |= Q(pk__in=Person.objects.numbered(self.numbers).values("pk"))
        if self.postcode:
            people |= Q(postcode=self.postcode)
        if self.family and self.called:
            people |= self._named_alike()
        return people

    def _named_alike(self) -> Q:
        """Two letters of the family name and one of the first, also changed over."""
        words = {word for name in self.called for word in words_of(name)}
        first = {word[0] for word in words} | {
            form[0] for word in words for form in other_forms(word)
        }
        begins = self.family[:2]
        forward, back = Q(), Q(family_name__istartswith=next(iter(sorted(first)), ""))
        for letter in sorted(first):
            forward |= Q(preferred_name__istartswith=letter) | Q(given_name__istartswith=letter)
            back |= Q(family_name__istartswith=letter)
        turned = Q(preferred_name__istartswith=begins) | Q(given_name__istartswith=begins)
        return (Q(family_name__istartswith=begins) & forward) | (turned & back)

    def births(self) -> list[date]:
        """The day of birth, and that with day and month changed over."""
        if self.born is None:
            return []
        days = [self.born]
        with suppress(ValueError):
            days.append(self.born.replace(day=self.born.month, month=self.born.day))
        return days

    def why(self, person: Person, alone: bool) -> list[str]:
        """What speaks for it; nothing where that is not enough."""
        numbers = {person.nhs_number, person.chi_number, person.hcn_number}
        shared = {point.kind for point in person.contact_points.all() if point.plain in self.plain}
        return self.said(person, bool(self.numbers & numbers), shared, alone=alone)

    def said(self, person: Alike, numbered: bool, shared: set[str], *, alone: bool) -> list[str]:
        """The same, where it is known whether a health number and which contact points are shared;
        `alone`: whether the same whole name is enough."""
        if numbered:
            return ["the same health number"]
        found = [f"the same {kind}" for kind in ("telephone", "email") if kind in shared]
        if person.date_of_birth and person.date_of_birth in self.births():
            turned = person.date_of_birth != self.born
            found.append(
                "the same date of birth with day and month changed over"
                if turned
                else "the same date of birth"
            )
        if self.postcode and person.postcode == self.postcode:
            found.append("the same postcode")
        name = rules.names_alike(self.called, self.family, person)
        against = self.born and person.date_of_birth not in (None, *self.births())
        enough = alone and not against and name == SAME_WHOLE
        found = [*filter(None, [name]), *found]
        return found if enough or len(found) > 1 else []
