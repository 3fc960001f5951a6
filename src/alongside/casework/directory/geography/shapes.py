"""Shapes on the ground as GeoJSON draws them, and whether a point lies in one. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .point import Point

DEEP = 8  # collections within collections


def in_shape(point: Point, geojson: str) -> bool:
    """Whether it lies in the shape; no, where the text is no shape that has an inside."""
    try:
        drawn = json.loads(geojson)
        return any(_in_polygon(point, rings) for rings in _polygons(drawn))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return False


def _polygons(drawn: Any, deep: int = 0) -> Iterator[Any]:
    """Each polygon's rings: the outer one, then its holes."""
    if deep > DEEP:
        return
    match drawn.get("type"):
        case "Polygon":
            yield drawn["coordinates"]
        case "MultiPolygon":
            yield from drawn["coordinates"]
        case "Feature":
            yield from _polygons(drawn["geometry"], deep + 1)
        case "FeatureCollection" | "GeometryCollection":
            for one in drawn.get("features") or drawn.get("geometries") or ():
                yield from _polygons(one, deep + 1)


def _in_polygon(point: Point, rings: Any) -> bool:
    outer, *holes = rings
    return _in_ring(point, outer) and not any(_in_ring(point, hole) for hole in holes)


def _in_ring(point: Point, ring: Any) -> bool:
    """How often a line eastwards from the point crosses it: odd is inside."""
    inside = False
    for (x1, y1, *_), (x2, y2, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > point.latitude) != (y2 > point.latitude):
            crosses = x1 + (point.latitude - y1) / (y2 - y1) * (x2 - x1)
            inside ^= point.longitude < crosses
    return inside
