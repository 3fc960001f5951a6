"""What a list shows of an entry that was found: read for a whole page in a few questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from ..geography import Point, Stop, miles, nearest_stops, point_of_place, stop_words
from ..models import Activity, ActivityPlace, Check, CostOption, Place, Standing, Time
from ..queries.showing import NOT_YET, address_of, costs_in_words, last_check
from ..times import words_of
from ..trust import Freshness, freshness
from . import facts
from .query import Found, Query

SHORT = 180  # letters of a description
MOST_TIMES = 3
SHOWN = (  # of an entry, in a list; whatever else of it is asked for costs a question more
    *("name", "public_id", "description", "fees", "standing", "organisation__name"),
    *("assured_date", "checked_on", "due_on", "doubtful_since", "unconfirmed", "only_for__name"),
)
OF_PLACE = ("name", "address_1", "city", "postcode", "latitude", "longitude")


@dataclass(frozen=True)
class Card:
    """One entry in a list, in words."""

    activity: Activity
    found: Found
    why: tuple[str, ...]
    who: str  # the organisation
    what: str  # the beginning of its description
    when: tuple[str, ...]
    where: str  # name and address of the place
    place: Place | None
    costs: str
    stop: str  # "The nearest bus stop is …"
    freshness: Freshness
    checked: str
    kept_to: str  # the scheme that keeps it to itself

    @property
    def proposed(self) -> bool:
        return self.activity.standing == Standing.PROPOSED

    @property
    def ever_asked(self) -> bool:
        """Whether there is more to say of checks than that there was none."""
        return self.checked != NOT_YET

    @property
    def unsure(self) -> str:
        """What to say of an entry that is not fresh; nothing of one that is."""
        if self.activity.is_hidden:
            return "Nobody could confirm it twice. Ring first."
        return {
            Freshness.FRESH: "",
            Freshness.DUE: "Not checked lately. Ring first.",
            Freshness.DOUBTFUL: "We are not sure that it is on. Ring first.",
        }[self.freshness]


@dataclass(frozen=True)
class _Read:
    """The entries of a page, and what stands beside each, by its number."""

    activities: dict[int, Activity]
    at: dict[int, list[ActivityPlace]]
    times: dict[int, list[Time]]
    costs: dict[int, list[CostOption]]
    checks: dict[int, list[Check]]


def cards(found: Sequence[Found], query: Query, today: date) -> list[Card]:
    """In the order of what was found; whatever is gone meanwhile is left out."""
    read = _read([one.activity_id for one in found])
    there = [one for one in found if one.activity_id in read.activities]
    at = {one.activity_id: _at(one, read) for one in there}
    points = {number: point_of_place(it.place) if it else None for number, it in at.items()}
    stops = nearest_stops(points.values())
    return [
        _card(one, read, at[one.activity_id], query, today, _stop(points[one.activity_id], stops))
        for one in there
    ]


def _read(ids: Sequence[int]) -> _Read:
    """All that a list says of them. Who may see them was asked by `find`.

    Not with `prefetch_related`, which makes a manager for each entry and each thing beside it: that
    takes as long as the database does.
    """
    entries = Activity.objects.filter(pk__in=ids).select_related("organisation", "only_for")
    at = ActivityPlace.objects.filter(activity__in=ids).select_related("place")
    checks = Check.objects.filter(activity__in=ids)
    return _Read(
        activities={one.pk: one for one in entries.only(*SHOWN).order_by()},
        at=_by_entry(at.only("activity_id", *(f"place__{name}" for name in OF_PLACE))),
        times=_by_entry(Time.objects.filter(activity__in=ids)),
        costs=_by_entry(CostOption.objects.filter(activity__in=ids)),
        checks=_by_entry(checks.only("activity_id", "on", "how", "result")),
    )


class _Beside(Protocol):
    activity_id: int


One = TypeVar("One", bound=_Beside)


def _by_entry(rows: Iterable[One]) -> dict[int, list[One]]:
    found: dict[int, list[One]] = defaultdict(list)
    for row in rows:
        found[row.activity_id].append(row)
    return found


def _card(
    found: Found, read: _Read, at: ActivityPlace | None, query: Query, today: date, stop: str
) -> Card:
    number = found.activity_id
    activity, checks = read.activities[number], read.checks[number]
    times, place = facts.times_at(read.times[number], at), at.place if at else None
    return Card(
        activity=activity,
        found=found,
        why=(*found.why, *_when_asked(times, query)),
        who=activity.organisation.name if activity.organisation else "",
        what=shortened(activity.description),
        when=tuple(words for one in times[:MOST_TIMES] if (words := words_of(one))),
        where=", ".join(address_of(place)) if place else "",
        place=place,
        costs="; ".join(costs_in_words(read.costs[number], activity.fees)),
        stop=stop,
        freshness=freshness(activity, today),
        checked=last_check(checks, activity.assured_date, named=False),
        kept_to=activity.only_for.name if activity.only_for else "",
    )


def _at(found: Found, read: _Read) -> ActivityPlace | None:
    at = read.at[found.activity_id]
    return next((one for one in at if one.place_id == found.place_id), None)


def _when_asked(times: Sequence[Time], query: Query) -> list[str]:
    """When it is, as a reason, where a day or a part of one was asked for."""
    slots = facts.mask(query.weekday, query.part_of_day)
    fitting = [one for one in times if slots and facts.slots_of([one]) & slots]
    return [words for one in fitting[:1] if (words := words_of(one))]


def shortened(text: str) -> str:
    """The beginning of a text, up to a word."""
    plain = " ".join(text.split())
    if len(plain) <= SHORT:
        return plain
    return plain[:SHORT].rsplit(" ", 1)[0].rstrip(",;:-. ") + " …"


def _stop(point: Point | None, stops: dict[Point, Stop]) -> str:
    stop = stops.get(point) if point else None
    if point is None or stop is None:
        return ""
    return stop_words(stop, miles(point, Point(stop.latitude, stop.longitude)))
