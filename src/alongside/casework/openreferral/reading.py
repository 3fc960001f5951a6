"""Records by their numbers, in their order, with all that is needed to write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet

from alongside.casework.directory.models import Activity, ActivityPlace

from . import writing
from .asked import Shape
from .writing.values import Record

AT_ONCE = 200
Read = Callable[[Sequence[int]], list[Record]]


def services(shape: Shape) -> Read:
    """How services are read and written in this shape."""
    public = Activity.objects.public().select_related(*writing.LISTED)
    if shape.minimal:
        return _minimal
    if shape.full:
        return _reader(public.prefetch_related(*writing.FULL), writing.service_full)
    return _reader(public, writing.service_listed)


def at_places(shape: Shape) -> Read:
    """How services at places are read and written."""
    there = ActivityPlace.objects.filter(activity__in=Activity.objects.public())
    of = [f"activity__{name}" for name in writing.LISTED]
    listed = there.select_related("place", "activity", *of)
    if not shape.full:
        return _reader(listed, writing.at_place_listed)
    return _reader(at_place_with_all(listed), writing.at_place_full)


def at_place_with_all(queryset: QuerySet[ActivityPlace]) -> QuerySet[ActivityPlace]:
    """With what a whole record is written from: the activity's without its places."""
    activities = Activity.objects.select_related(*writing.LISTED).prefetch_related(
        *(one for one in writing.FULL if not _name(one).startswith("at__"))
    )
    return queryset.select_related(None).prefetch_related(
        Prefetch("activity", activities),
        "place__access",
        "place__phones",
        Prefetch("place__tags", writing.TERMS),
    )


def some_at_a_time(numbers: Sequence[int], read: Read) -> Iterator[Record]:
    """All of them, a few hundred in the memory at once."""
    for at in range(0, len(numbers), AT_ONCE):
        yield from read(numbers[at : at + AT_ONCE])


def _reader(queryset: QuerySet[Any], write: Callable[[Any], Record]) -> Read:
    def read(numbers: Sequence[int]) -> list[Record]:
        there = {one.pk: one for one in queryset.filter(pk__in=list(numbers))}
        return [write(there[pk]) for pk in numbers if pk in there]

    return read


def _minimal(numbers: Sequence[int]) -> list[Record]:
    public = Activity.objects.public().filter(pk__in=list(numbers))
    there = {pk: rest for pk, *rest in public.values_list("pk", "public_id", "modified_at")}
    return [writing.minimal(*there[pk]) for pk in numbers if pk in there]


def _name(lookup: Any) -> str:
    return str(getattr(lookup, "prefetch_through", lookup))
