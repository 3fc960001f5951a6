"""An entry as the index takes it: its words with what they weigh, and a listing for each place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from ..models import Activity, ActivityPlace, Listing, LocationType, Place, Standing
from . import cells, facts, text

NAME, INTEREST, ORGANISATION, DESCRIPTION, PLACE = 8, 5, 3, 2, 1  # what a word weighs there
MOST_WORDS = 300  # of one entry; a description of a hundred pages is read so far
MOST_LETTERS = 20_000


@dataclass(frozen=True)
class Entry:
    """A listing that is not kept yet, and its words: stem, first word cut to it, weight."""

    listing: Listing
    words: list[tuple[str, str, int]]


def entries(ids: Sequence[int]) -> list[Entry]:
    """What is to stand in the index for these activities; nothing for those merged away."""
    found = Activity.objects.filter(pk__in=ids).exclude(standing=Standing.MERGED)
    at = ActivityPlace.objects.select_related("place")
    read = found.select_related("organisation").prefetch_related(
        Prefetch("at", at), "tags__term", "times", "costs"
    )
    return [entry for activity in read for entry in _of(activity)]


def _of(activity: Activity) -> Iterable[Entry]:
    own = _words(activity)
    places: list[ActivityPlace | None] = [*activity.at.all()] or [None]
    for at in places:
        place = at.place if at else None
        weighed = dict(own)
        if place is not None:
            _weigh(weighed, PLACE, [place.name, place.address_1, place.city, place.description])
        words = [(stem, seen, weight) for stem, (seen, weight) in weighed.items()]
        yield Entry(_listing(activity, at, place), words[:MOST_WORDS])


def _words(activity: Activity) -> dict[str, tuple[str, int]]:
    """The heaviest first, so that the longest descriptions lose what weighs least."""
    found: dict[str, tuple[str, int]] = {}
    organisation = activity.organisation
    _weigh(found, NAME, [activity.name])
    _weigh(found, INTEREST, [tag.term.name for tag in activity.tags.all()])
    _weigh(found, ORGANISATION, [organisation.name] if organisation else [])
    _weigh(found, DESCRIPTION, [activity.description[:MOST_LETTERS], activity.conditions])
    return found


def _weigh(found: dict[str, tuple[str, int]], weight: int, texts: list[str]) -> None:
    for stem, seen in text.first_seen(texts).items():
        found.setdefault(stem, (seen, weight))


def _listing(activity: Activity, at: ActivityPlace | None, place: Place | None) -> Listing:
    latitude, longitude, cell = _where(place)
    return Listing(
        activity=activity,
        place=place,
        called=text.called(activity.name),
        cell=cell,
        latitude=latitude,
        longitude=longitude,
        slots=facts.slots_of(facts.times_at(activity.times.all(), at)),
        access=facts.access_of(place, activity.met_at_door),
        cost=facts.cost_of(activity.costs.all(), activity.fees),
    )


def _where(place: Place | None) -> tuple[float | None, float | None, int]:
    if place is None:
        return None, None, cells.UNKNOWN
    if place.location_type == LocationType.VIRTUAL:
        return None, None, cells.ANYWHERE
    if place.latitude is None or place.longitude is None:
        return None, None, cells.UNKNOWN
    return place.latitude, place.longitude, cells.cell(place.latitude, place.longitude)
