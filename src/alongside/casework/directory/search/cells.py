"""Where something is, as a number that an index finds: cells of about three and a half miles.

A search near a point looks into the cells that its circle touches, then at the miles themselves.
Over some tens of miles the ground is taken to be flat: at twenty miles that is wrong by less than
one part in three hundred.
"""

from __future__ import annotations

from math import cos, floor, radians
from typing import NamedTuple

from ..geography.point import MILES_A_DEGREE as MILES_A_DEGREE

HIGH, WIDE = 0.05, 0.08  # degrees
ANYWHERE = -1  # by telephone, or online
UNKNOWN = -2
MOST_CELLS = 120  # beyond, the box of degrees alone is quicker
A_ROW = 10_000


class Box(NamedTuple):
    """The degrees that a circle fits into."""

    south: float
    north: float
    west: float
    east: float


def cell(latitude: float, longitude: float) -> int:
    """The number of the cell that holds a point."""
    return floor((latitude + 90) / HIGH) * A_ROW + floor((longitude + 180) / WIDE)


def miles_across(latitude: float) -> float:
    """How many miles a degree of longitude is at this latitude."""
    return MILES_A_DEGREE * cos(radians(latitude))


def box(latitude: float, longitude: float, miles: float) -> Box:
    """What is around a point, and a little more."""
    up = miles / MILES_A_DEGREE
    across = miles / max(miles_across(latitude), 1.0)
    return Box(latitude - up, latitude + up, longitude - across, longitude + across)


def cells(around: Box) -> list[int] | None:
    """The cells that a box touches; None when there are so many that looking them up is slower."""
    rows = range(floor((around.south + 90) / HIGH), floor((around.north + 90) / HIGH) + 1)
    columns = range(floor((around.west + 180) / WIDE), floor((around.east + 180) / WIDE) + 1)
    if len(rows) * len(columns) > MOST_CELLS:
        return None
    return [row * A_ROW + column for row in rows for column in columns]
