"""Points on the globe: how far apart they are, and which way. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, radians, sin, sqrt

EARTH_MILES = 3958.7613  # its mean radius
MILES_A_DEGREE = radians(1) * EARTH_MILES  # of latitude
METRES_IN_A_MILE = 1609.344
WINDS = (
    "north",
    "north-east",
    "east",
    "south-east",
    "south",
    "south-west",
    "west",
    "north-west",
)


@dataclass(frozen=True)
class Point:
    """A place on the globe, in degrees (WGS 84)."""

    latitude: float
    longitude: float


def miles(a: Point, b: Point) -> float:
    """From one to the other in a straight line, which is not a way to get there.

    The haversine formula on a ball; within half a hundredth of what a surveyor would say.
    """
    up = radians(b.latitude - a.latitude) / 2
    along = radians(b.longitude - a.longitude) / 2
    both = cos(radians(a.latitude)) * cos(radians(b.latitude))
    return 2 * EARTH_MILES * asin(min(1.0, sqrt(sin(up) ** 2 + both * sin(along) ** 2)))


def direction(a: Point, b: Point) -> str:
    """Which way it lies, setting out from `a`: *north-east*. Nothing where they are one place."""
    if a == b:
        return ""
    along = radians(b.longitude - a.longitude)
    here, there = radians(a.latitude), radians(b.latitude)
    east = sin(along) * cos(there)
    north = cos(here) * sin(there) - sin(here) * cos(there) * cos(along)
    return WINDS[round(degrees(atan2(east, north)) / 45) % 8]


def miles_and_way(far: float, way: str) -> str:
    """*2.5 miles north-east*; without the way where there is none."""
    return f"{miles_in_words(far)} {way}".strip()


def miles_in_words(far: float) -> str:
    """As people say it: *less than a quarter of a mile*, *half a mile*, *2.5 miles*, *14 miles*."""
    if far < 0.25:
        return "less than a quarter of a mile"
    if far < 0.95:
        return ("a quarter of a mile", "half a mile", "three quarters of a mile", "1 mile")[
            round(far * 4) - 1
        ]
    said = f"{far:.1f}".removesuffix(".0") if far < 9.95 else f"{far:.0f}"
    return "1 mile" if said == "1" else f"{said} miles"
