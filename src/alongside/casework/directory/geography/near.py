"""What is within some miles of a point, by the same sum on SQLite and PostgreSQL."""

from __future__ import annotations

from math import cos, radians
from typing import Any, TypeVar

from django.db.models import Exists, F, FloatField, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

from alongside.casework.directory.models import Activity, ActivityPlace

from .point import EARTH_MILES, MILES_A_DEGREE, Point

Found = TypeVar("Found", bound=Model)


def near(
    queryset: QuerySet[Found], point: Point, within: float, *, to: str = ""
) -> QuerySet[Found]:
    """Those of the queryset within so many miles, each with its `miles`; in no order of its own.

    For activities (by the nearest of their places), and for whatever has a latitude and a
    longitude: places, stops, postcodes; `to` leads to them where they are another's ("place__").
    An index finds what lies in the square around; only those are measured.
    """
    if queryset.model is not Activity:
        return _measured(queryset, point, within, to)
    places = ActivityPlace.objects.filter(activity=OuterRef("pk"))
    near_here = _measured(places, point, within, "place__").order_by("miles")
    in_square = ActivityPlace.objects.filter(square(point, within, "place__"))
    found: QuerySet[Found] = queryset.filter(
        Exists(near_here), pk__in=in_square.values("activity")
    ).annotate(miles=Subquery(near_here.values("miles")[:1], output_field=FloatField()))
    return found


def _measured(queryset: QuerySet[Any], point: Point, within: float, to: str = "") -> QuerySet[Any]:
    far = queryset.filter(square(point, within, to)).annotate(miles=distance_to(point, to))
    found: QuerySet[Any] = far.filter(miles__lte=within)
    return found


def distance_to(point: Point, to: str = "") -> Any:
    """`point.miles` as the database computes it, from what stands under the prefix `to`."""
    here = point.latitude
    up = Sin((Radians(F(f"{to}latitude")) - radians(here)) / Value(2.0))
    along = Sin((Radians(F(f"{to}longitude")) - radians(point.longitude)) / Value(2.0))
    both = Cos(Radians(F(f"{to}latitude"))) * Value(cos(radians(here)))
    chord = Power(up, Value(2.0)) + both * Power(along, Value(2.0))
    return Value(2 * EARTH_MILES) * ASin(Sqrt(Least(Value(1.0), chord)), output_field=FloatField())


def square(point: Point, within: float, to: str) -> Q:
    """The square around that holds the circle; all the way round where it reaches a pole."""
    found = Q()
    for south, north, west, east in boxes(point, within):
        up_and_along = {"latitude__range": (south, north), "longitude__range": (west, east)}
        found |= Q(**{f"{to}{name}": limits for name, limits in up_and_along.items()})
    return found


def boxes(point: Point, within: float) -> list[tuple[float, float, float, float]]:
    """South, north, west and east of that square, in degrees; it is two at the date line."""
    up = within / MILES_A_DEGREE
    south, north = point.latitude - up, point.latitude + up
    narrowest = cos(radians(min(90.0, abs(point.latitude) + up)))
    if narrowest < 0.01:
        return [(south, north, -180.0, 180.0)]
    west, east = point.longitude - up / narrowest, point.longitude + up / narrowest
    found = [(south, north, west, east)]
    if west < -180:
        found.append((south, north, west + 360, 180.0))
    if east > 180:
        found.append((south, north, -180.0, east - 360))
    return found
