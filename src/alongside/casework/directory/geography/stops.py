"""Public stops near a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from django.db.models import Q

from alongside.casework.directory.models import Stop

from .near import near, square
from .point import Point, miles

WALKABLE = 0.5  # miles in a straight line; further is no stop of this place
MILES_A_MINUTE = 1.9 / 60  # walking at an older person's pace
WAY_ROUND = 1.3  # streets are longer than straight lines: about a third


def stops_near(point: Point, within: float = WALKABLE, limit: int = 3) -> list[Stop]:
    """The nearest stops, nearest first, each with its `miles` in a straight line."""
    return list(near(Stop.objects.all(), point, within).order_by("miles", "code")[:limit])


def nearest_stops(points: Iterable[Point | None]) -> dict[Point, Stop]:
    """The nearest stop of each point that has one, in one query; for lists."""
    wanted = sorted({one for one in points if one}, key=lambda one: (one.latitude, one.longitude))
    around = Q(pk__in=())
    for one in wanted:
        around |= square(one, WALKABLE, "")
    stops = list(Stop.objects.filter(around)) if wanted else []
    found = ((one, _nearest(one, stops)) for one in wanted)
    return {one: stop for one, stop in found if stop}


def _nearest(point: Point, stops: Sequence[Stop]) -> Stop | None:
    far = [(miles(point, Point(one.latitude, one.longitude)), one.code, one) for one in stops]
    near_enough = min(far, default=None)
    return near_enough[2] if near_enough and near_enough[0] <= WALKABLE else None


def minutes_on_foot(far: float) -> int:
    """How long a straight line of so many miles is likely to take on foot; at least a minute."""
    return max(1, ceil(far * WAY_ROUND / MILES_A_MINUTE))
