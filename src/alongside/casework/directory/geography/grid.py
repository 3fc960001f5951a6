"""The National Grid of Great Britain to degrees: eastings and northings in metres in. Pure.

As in Ordnance Survey's *A guide to coordinate systems in Great Britain*: the transverse Mercator
projection backwards on Airy's ellipsoid, then seven numbers that shift, turn and stretch it onto
the globe's own (WGS 84). Within about 5 metres, which is a house's width and enough to say miles.
"""

from __future__ import annotations

from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt, tan

from .point import Point

AIRY = (6377563.396, 6356256.909)  # metres: half the long axis, half the short
WGS84 = (6378137.0, 6356752.3141)
SCALE = 0.9996012717
TRUE_ORIGIN = (radians(49), radians(-2))
FALSE_EASTING, FALSE_NORTHING = 400_000.0, -100_000.0
SHIFT = (446.448, -125.157, 542.060)  # metres
TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
STRETCH = 1 - 20.4894e-6
GRID = ((0, 700_000), (0, 1_300_000))  # eastings and northings that can be


def point_on_grid(easting: float, northing: float) -> Point | None:
    """Where that is; None outside the grid, and at its corner, which stands for *not known*."""
    inside = all(
        low <= one <= high for one, (low, high) in zip((easting, northing), GRID, strict=True)
    )
    if not inside or not (easting or northing):
        return None
    return _onto_the_globe(*_unprojected(easting, northing))


def _unprojected(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude on Airy's ellipsoid, in radians."""
    long_axis, short_axis = AIRY
    squashed = 1 - (short_axis / long_axis) ** 2
    latitude, arc = TRUE_ORIGIN[0], 0.0
    while True:
        latitude += (northing - FALSE_NORTHING - arc) / (long_axis * SCALE)
        arc = _meridian(latitude)
        if abs(northing - FALSE_NORTHING - arc) < 1e-5:
            break
    curve = 1 - squashed * sin(latitude) ** 2
    across = long_axis * SCALE / sqrt(curve)
    down = long_axis * SCALE * (1 - squashed) * curve**-1.5
    eta = across / down - 1
    t, east = tan(latitude), easting - FALSE_EASTING
    return (
        latitude
        - t / (2 * down * across) * east**2
        + t / (24 * down * across**3) * (5 + 3 * t**2 + eta - 9 * t**2 * eta) * east**4
        - t / (720 * down * across**5) * (61 + 90 * t**2 + 45 * t**4) * east**6,
        TRUE_ORIGIN[1]
        + (
            east / across
            - east**3 / (6 * across**3) * (across / down + 2 * t**2)
            + east**5 / (120 * across**5) * (5 + 28 * t**2 + 24 * t**4)
            - east**7 / (5040 * across**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6)
        )
        / cos(latitude),
    )


def _meridian(latitude: float) -> float:
    """The length of the meridian from the true origin's latitude to this one, in metres."""
    n = (AIRY[0] - AIRY[1]) / (AIRY[0] + AIRY[1])
    less, more = latitude - TRUE_ORIGIN[0], latitude + TRUE_ORIGIN[0]
    return (
        AIRY[1]
        * SCALE
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )


def _onto_the_globe(latitude: float, longitude: float) -> Point:
    """From Airy's ellipsoid to the globe's: through metres from the middle of the earth."""
    long_axis, short_axis = AIRY
    squashed = 1 - (short_axis / long_axis) ** 2
    across = long_axis / sqrt(1 - squashed * sin(latitude) ** 2)
    x = across * cos(latitude) * cos(longitude)
    y = across * cos(latitude) * sin(longitude)
    z = (1 - squashed) * across * sin(latitude)
    turn_x, turn_y, turn_z = TURN
    moved = (
        SHIFT[0] + STRETCH * x - turn_z * y + turn_y * z,
        SHIFT[1] + turn_z * x + STRETCH * y - turn_x * z,
        SHIFT[2] - turn_y * x + turn_x * y + STRETCH * z,
    )
    return _degrees(*moved)


def _degrees(x: float, y: float, z: float) -> Point:
    long_axis, short_axis = WGS84
    squashed = 1 - (short_axis / long_axis) ** 2
    aside = hypot(x, y)
    latitude = asin(z / sqrt(x * x + y * y + z * z))
    for _ in range(6):  # each time a thousand times nearer
        across = long_axis / sqrt(1 - squashed * sin(latitude) ** 2)
        latitude = atan2(z + squashed * across * sin(latitude), aside)
    return Point(round(degrees(latitude), 6), round(degrees(atan2(y, x)), 6))
