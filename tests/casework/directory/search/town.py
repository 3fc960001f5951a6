"""A small town to search in: its middle, and entries made with one call each."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from alongside.casework.directory.geography.point import Point
from alongside.casework.directory.models import (
    Activity,
    ActivityPlace,
    CostOption,
    Language,
    Organisation,
    Place,
    Tag,
    Term,
    Time,
)
from alongside.casework.directory.search import index

MIDDLE = Point(51.50, -2.50)
A_MILE_NORTH = 1 / 69.0933  # degrees
CHECKED = {"checked_on": date(2026, 11, 1), "due_on": date(2099, 1, 1)}


def place(north: float = 0.0, **fields: Any) -> Place:
    """A place so many miles north of the middle."""
    at = {"latitude": MIDDLE.latitude + north * A_MILE_NORTH, "longitude": MIDDLE.longitude}
    return Place.objects.create(**({"name": "The hall"} | at | fields))


def activity(
    name: str,
    *,
    at: Place | list[Place] | None = None,
    by: str = "",
    tags: tuple[str, ...] = (),
    on: tuple[Any, ...] = (),
    costs: tuple[str, ...] = (),
    languages: tuple[str, ...] = (),
    **fields: Any,
) -> Activity:
    """An entry with what stands beside it, in the index. `on`: (weekday, opens, closes)."""
    organisation = Organisation.objects.get_or_create(name=by)[0] if by else None
    made = Activity.objects.create(name=name, organisation=organisation, **(CHECKED | fields))
    for one in at if isinstance(at, list) else [at] if at else []:
        ActivityPlace.objects.create(activity=made, place=one)
    for word in tags:
        Tag.objects.create(activity=made, term=Term.objects.get_or_create(name=word)[0])
    for weekday, opens, closes in on:
        weekly(made, weekday, opens, closes)
    for amount in costs:
        CostOption.objects.create(activity=made, amount=amount)
    for language in languages:
        Language.objects.create(activity=made, name=language)
    index.refresh([made.pk])
    return made


def weekly(
    of: Activity, weekday: int, opens: int | None, closes: int | None, **fields: Any
) -> Time:
    """A weekly time, in whole hours."""
    days = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    return Time.objects.create(
        activity=of,
        freq="WEEKLY",
        byday=days[weekday],
        weekdays=1 << weekday,
        opens_at=time(opens) if opens is not None else None,
        closes_at=time(closes) if closes is not None else None,
        **fields,
    )
