"""Where each value came from, and when: a source said it, or a worker here corrected it.

What a worker corrected is theirs: no import writes over it. See `corrected_fields`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from alongside.casework.schemes.models import Worker

from .models import Activity, Organisation, Place, Said

Thing = Activity | Organisation | Place
KIND: dict[type[Thing], str] = {
    Activity: "activity",
    Organisation: "organisation",
    Place: "place",
}


@dataclass(frozen=True)
class Origin:
    """Who said what stands in a field, and when."""

    field: str
    who: str  # the name of a source, or of a worker
    on: date
    by_worker: bool


def corrected(
    thing: Thing, field: str, by: Worker, *, value: Any = None, on: date | None = None
) -> Said:
    """A worker put this field right: from now on no import writes over it.

    `field` is a field's name, or that of rows which belong to it: times, costs, contacts, phones,
    languages, areas, at, tags. To be called inside the action that changes it.
    """
    return Said.objects.create(
        **{KIND[type(thing)]: thing},
        field=field,
        value=value,
        by=by,
        on=on or timezone.localdate(),
    )


def given_back(thing: Thing, field: str) -> None:
    """Somebody took over what a source says: from now on it may change with the source again."""
    Said.objects.filter(**{KIND[type(thing)]: thing}, field=field, by__isnull=False).delete()


def corrected_fields(kind: str, numbers: Iterable[int]) -> dict[int, set[str]]:
    """By the number of each entry of a kind: the fields that a worker corrected."""
    column = f"{kind}_id"
    found: dict[int, set[str]] = {}
    said = Said.objects.filter(**{f"{column}__in": list(numbers)}, by__isnull=False)
    for number, field in said.values_list(column, "field").order_by():
        found.setdefault(number, set()).add(field)
    return found


def origins(thing: Thing) -> dict[str, Origin]:
    """By field: who said what stands there. A worker's correction counts more than any source."""
    found: dict[str, Origin] = {}
    said = Said.objects.filter(**{KIND[type(thing)]: thing}).select_related("source", "by")
    for one in said.order_by("on", "pk"):
        who = one.by.name if one.by else (one.source.name if one.source else "")
        origin = Origin(one.field, who, one.on, by_worker=one.by_id is not None)
        if origin.by_worker or one.field not in found or not found[one.field].by_worker:
            found[one.field] = origin
    return found


def last_sources(activity: Activity) -> list[tuple[str, date]]:
    """The sources that an activity comes from, and when each had it last."""
    found = activity.imported.filter(Q(kind="activity")).values_list("source__name")
    return [(name, on) for name, on in found.annotate(on=Max("last_on")).order_by("-on")]
