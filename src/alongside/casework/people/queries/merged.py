"""Which records stand for one person, and who decides that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.casework.schemes.models import (
    Programme,
    ProgrammeMembership,
    ProgrammeRole,
    Worker,
)

from ..models import Person, ToldApart, whose_record_opens

K = TypeVar("K")


def numbers_of(person: Person) -> list[int]:
    """The numbers of all records that are this person's now: the one that stands, then the others.

    Audit lines of before a merging speak of the number that the record had then.
    """
    stands = person.merged_into_id or person.pk
    merged = Person.objects.filter(merged_into=stands).order_by("pk")
    return [stands, *merged.values_list("pk", flat=True)]


def stands_for(number: int) -> int:
    """The number of the record that stands for this one; its own where it was not merged."""
    found = Person.objects.filter(pk=number).values_list("merged_into", flat=True).first()
    return found or number


def standing(numbers: Mapping[K, int]) -> dict[K, int]:
    """These numbers of records, each that was merged away replaced by the one that stands."""
    merged = Person.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into")
    stands = {number: into for number, into in merged if into is not None}
    return {key: stands.get(number, number) for key, number in numbers.items()}


def told_apart(first: Person, second: Person) -> ToldApart | None:
    """Where somebody said that these are two people, or records that they stand for."""
    ours, theirs = numbers_of(first), numbers_of(second)
    found = ToldApart.objects.standing().filter(
        Q(first__in=ours, second__in=theirs) | Q(first__in=theirs, second__in=ours)
    )
    return found.select_related("by").first()


def not_the_same(number: int) -> set[int]:
    """The numbers of those who were told apart from this record."""
    said = ToldApart.objects.standing().filter(Q(first=number) | Q(second=number))
    pairs = said.values_list("first", "second", "first__merged_into", "second__merged_into")
    return {one for pair in pairs for one in pair if one is not None} - {number}


def resolved_by(worker: Worker, on: date) -> QuerySet[Programme]:
    """The programmes in which this worker decides whether two records are one person."""
    held = ProgrammeMembership.objects.on(on).filter(
        programme=OuterRef("pk"), worker=worker, role=ProgrammeRole.RESOLVER
    )
    return Programme.objects.filter(Exists(held)).order_by("name")


def to_resolve(worker: Worker, on: date) -> QuerySet[Person]:
    """The records that this worker may compare: of their programmes, standing.

    A restricted record is not among them, unless it opens for them as a worker of its scheme.
    """
    open_to_all = Q(restricted=False) | whose_record_opens(worker)
    standing = Person.objects.filter(open_to_all, merged_into=None)
    return standing.filter(scheme__programme__in=resolved_by(worker, on))
