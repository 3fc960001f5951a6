"""How to get to a place, in words. A straight line is never said to be a way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.casework.directory.models import Activity, Place, Stop

from .point import Point, direction, miles, miles_and_way
from .postcodes import point_of_place
from .stops import minutes_on_foot, stops_near
from .transport import transport_for


@dataclass(frozen=True)
class GettingThere:
    """What a page says about the way; each part is empty where nobody has told us."""

    distance: str = ""  # "1.2 miles north-east, in a straight line."
    stop: str = ""  # "The nearest bus stop is High Street, about 4 minutes on foot."
    own_words: str = ""  # what the place says of itself
    rides: tuple[Activity, ...] = ()  # dial-a-ride and volunteer drivers
    from_home: bool = True  # they fetch people where one sets out; else around the place itself

    @property
    def sentences(self) -> list[str]:
        """All of it, one sentence after the other."""
        said = [self.distance, self.own_words, self.stop, *self.ride_sentences]
        return [one for one in said if one]

    @property
    def ride_sentences(self) -> list[str]:
        """Who fetches people, a sentence each."""
        return [ride_words(one, from_home=self.from_home) for one in self.rides]


def getting_there(
    place: Place,
    from_point: Point | None = None,
    *,
    from_postcode: str = "",
    rides: Sequence[Activity] | None = None,
    stop: Stop | None = None,
) -> GettingThere:
    """The way from a point, or from nowhere in particular, to a place.

    Who fetches people depends on where they live: `from_postcode`, or the place's own where
    nobody sets out. `rides` and `stop` are handed in by lists, which look them up once for all.
    """
    there = point_of_place(place)
    if rides is None:
        rides = transport_for(from_postcode or place.postcode)
    return GettingThere(
        distance=distance_words(from_point, there),
        stop=_stop_words(there, stop),
        own_words=place.getting_there,
        rides=tuple(rides),
        from_home=bool(from_postcode),
    )


def distance_words(here: Point | None, there: Point | None) -> str:
    """*2.5 miles north-east, in a straight line.* Nothing where one of the two is not known."""
    if here is None or there is None:
        return ""
    far = miles(here, there)
    way = direction(here, there) if far >= 0.1 else ""
    said = miles_and_way(far, way)
    return f"{said[0].upper()}{said[1:]}, in a straight line."


def stop_words(stop: Stop, far: float) -> str:
    """*The nearest bus stop is High Street (Stop B), about 4 minutes on foot.*"""
    name = f"{stop.name} ({stop.indicator})" if stop.indicator else stop.name
    minutes = minutes_on_foot(far)
    return (
        f"The nearest {stop.get_kind_display()} is {name}, "
        f"about {minutes} minute{'' if minutes == 1 else 's'} on foot."
    )


def _stop_words(there: Point | None, stop: Stop | None) -> str:
    if there is None:
        return ""
    if stop is None:
        stop = next(iter(stops_near(there, limit=1)), None)
    return stop_words(stop, miles(there, Point(stop.latitude, stop.longitude))) if stop else ""


def ride_words(ride: Activity, *, from_home: bool = True) -> str:
    """*Riverside Dial-a-Ride can fetch people from where you live. Book two days before.*"""
    where = "from where you live" if from_home else "who live around there"
    said = f"{ride.name} can fetch people {where}."
    if ride.booking:
        said += f" {ride.booking.strip().rstrip('.')}."
    numbers = [one.number for one in ride.phones.all()]
    return f"{said} Telephone {numbers[0]}." if numbers else said
