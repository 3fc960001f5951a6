"""Where a postcode is, and in whose district."""

from __future__ import annotations

from collections.abc import Iterable

from alongside.casework.directory.models import District, Place, Postcode
from alongside.casework.schemes.postcodes import normal_postcode

from . import code_point
from .point import Point


def point_of(postcode: str) -> Point | None:
    """The middle of a postcode, however it is typed; None where nobody has told us.

    Great Britain's are read from a file (no query); what that does not have is looked up in what
    `alongside geography import` brought in, where Northern Ireland is.
    """
    return points_of([postcode])[postcode]


def points_of(postcodes: Iterable[str]) -> dict[str, Point | None]:
    """`point_of` for many, in one query at most and each file read once; keys are as they came."""
    typed = {one: normal_postcode(one) for one in postcodes}
    whole = sorted({one for one in typed.values() if len(one) > 4})
    found = {one: code_point.find(one) for one in whole}
    found |= _brought_in([one for one, point in found.items() if point is None])
    return {one: found.get(normal) for one, normal in typed.items()}


def _brought_in(postcodes: list[str]) -> dict[str, Point | None]:
    if not postcodes:
        return {}
    rows = Postcode.objects.filter(pk__in=postcodes).values_list("pk", "latitude", "longitude")
    return {one: Point(up, along) for one, up, along in rows if up is not None is not along}


def point_of_place(place: Place) -> Point | None:
    """Where a place is: its own coordinates, or its postcode's."""
    if place.latitude is not None and place.longitude is not None:
        return Point(place.latitude, place.longitude)
    return point_of(place.postcode) if place.postcode else None


def locate(places: Iterable[Place]) -> None:
    """Give each place without coordinates those of its postcode; not saved.

    Whoever writes places calls it before, because only a place with coordinates is found by
    distance.
    """
    lost = [one for one in places if one.latitude is None and one.postcode]
    found = points_of(one.postcode for one in lost)
    for place in lost:
        if point := found[place.postcode]:
            place.latitude, place.longitude = point.latitude, point.longitude


def district_of(postcode: str) -> District | None:
    """The council's area that it lies in; None until the ONS Postcode Directory was brought in.

    Without the table of names its name is its code.
    """
    row = Postcode.objects.filter(pk=normal_postcode(postcode)).exclude(district="").first()
    if row is None:
        return None
    return District.objects.filter(pk=row.district).first() or District(row.district, row.district)
