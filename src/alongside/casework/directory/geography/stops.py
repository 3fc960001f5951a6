"""Public stops near a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from alongside.casework.directory.models import Stop

from .near import boxes, near
from .point import Point, miles

WALKABLE = 0.5  # miles in a straight line; further is no stop of this place
MILES_A_MINUTE = 1.9 / 60  # walking at an older person's pace
AROUND = "(latitude BETWEEN %s AND %s AND longitude BETWEEN %s AND %s)"
WAY_ROUND = 1.3  # streets are longer than straight lines: about a third


def stops_near(point: Point, within: float = WALKABLE, limit: int = 3) -> list[Stop]:
    """The nearest stops, nearest first, each with its `miles` in a straight line."""
    return list(near(Stop.objects.all(), point, within).order_by("miles", "code")[:limit])


def nearest_stops(points: Iterable[Point | None]) -> dict[Point, Stop]:
    """The nearest stop of each point that has one, in one query; for lists."""
    wanted = {one for one in points if one}
    if not wanted:
        return {}
    # By hand: to put ten squares together as conditions takes longer than to look for the stops.
    squares = [square for one in wanted for square in boxes(one, WALKABLE)]
    around = " OR ".join([AROUND] * len(squares))
    limits = [limit for square in squares for limit in square]
    sql = f"SELECT * FROM directory_stop WHERE {around}"  # noqa: S608 - our words; limits are values
    stops = list(Stop.objects.raw(sql, limits))
    found = ((one, _nearest(one, stops)) for one in wanted)
    return {one: stop for one, stop in found if stop}


def _nearest(point: Point, stops: Sequence[Stop]) -> Stop | None:
    far = [(miles(point, Point(one.latitude, one.longitude)), one.code, one) for one in stops]
    near_enough = min(far, default=None)
    return near_enough[2] if near_enough and near_enough[0] <= WALKABLE else None


def minutes_on_foot(far: float) -> int:
    """How long a straight line of so many miles is likely to take on foot; at least a minute."""
    return max(1, ceil(far * WAY_ROUND / MILES_A_MINUTE))
