"""Which entries answer what was asked. Of the public's alone, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q

from alongside.casework.directory import search
from alongside.casework.directory.geography import Home, lies_in, near
from alongside.casework.directory.models import (
    Activity,
    ActivityPlace,
    ActivityQuerySet,
    ServiceArea,
    Tag,
    Time,
)

from .asked import MILES_A_METRE, Asked, as_id

MOST_SEARCHED = 1_000  # the best of what a search finds


def services(asked: Asked) -> ActivityQuerySet:
    """Entries that fit, in no order."""
    found = Activity.objects.public()
    if asked.modified_after is not None:
        found = found.filter(modified_at__gte=asked.modified_after)
    if asked.minimum_age is not None:
        found = found.filter(minimum_age__gte=asked.minimum_age)
    if asked.maximum_age is not None:
        found = found.filter(maximum_age__lte=asked.maximum_age)
    if asked.organization_id:
        found = found.filter(organisation__public_id=as_id(asked.organization_id))
    found = _sorted_under(found, asked)
    found = _at_a_time(found, asked)
    if asked.point is not None and asked.metres is not None:
        around = near(Activity.objects.all(), asked.point, asked.metres * MILES_A_METRE)
        found = found.filter(pk__in=around.values("pk"))
    return found


def in_order(asked: Asked) -> list[int]:
    """Their numbers: the best first where words were searched for, else as they were entered."""
    found = services(asked)
    if asked.search:
        best = [one.activity_id for one in _searched(asked.search)]
        fitting = set(found.filter(pk__in=best).values_list("pk", flat=True))
        numbers = [pk for pk in best if pk in fitting]
    else:
        numbers = list(found.order_by("pk").values_list("pk", flat=True))
    elsewhere = _for_elsewhere(asked.postcode) if asked.postcode and numbers else frozenset()
    return [pk for pk in numbers if pk not in elsewhere]


def at_places_in_order(asked: Asked) -> list[int]:
    """The numbers of services at places, likewise; near a postcode only the places that are."""
    there = ActivityPlace.objects.all()
    if asked.point is not None and asked.metres is not None:
        there = near(there, asked.point, asked.metres * MILES_A_METRE, to="place__")
    if asked.everything:
        public = there.filter(activity__in=Activity.objects.public())
        return list(public.order_by("pk").values_list("pk", flat=True))
    rank = {pk: at for at, pk in enumerate(in_order(asked))}
    pairs = there.values_list("activity_id", "pk")
    return [pk for _, pk in sorted((rank[of], pk) for of, pk in pairs if of in rank)]


def _searched(words: str) -> Iterable[search.Found]:
    return search.find(search.Query(words=words), worker=None, limit=MOST_SEARCHED).found


def _sorted_under(found: ActivityQuerySet, asked: Asked) -> ActivityQuerySet:
    """By a term, or by any term of a list."""
    tags = Tag.objects.filter(activity=OuterRef("pk"))
    if asked.taxonomy_term_id:
        term = as_id(asked.taxonomy_term_id)
        found = found.filter(Exists(tags.filter(term__public_id=term)))
    if asked.taxonomy_id:
        listed = as_id(asked.taxonomy_id)
        found = found.filter(Exists(tags.filter(term__taxonomy__public_id=listed)))
    return found


def _at_a_time(found: ActivityQuerySet, asked: Asked) -> ActivityQuerySet:
    """One and the same time has to fit all that was asked."""
    fits = Q()
    if asked.start_time is not None:
        fits &= Q(opens_at__gte=asked.start_time)
    if asked.end_time is not None:
        fits &= Q(closes_at__lte=asked.end_time)
    times = Time.objects.filter(fits, activity=OuterRef("pk"))
    if asked.day is not None:
        times = times.annotate(on=F("weekdays").bitand(1 << asked.day)).filter(on__gt=0)
    return found if not fits and asked.day is None else found.filter(Exists(times))


def _for_elsewhere(postcode: str) -> frozenset[int]:
    """Entries whose areas do not hold it; without areas, an entry is for everybody.

    Areas of many entries are written the same: each way of writing is looked at once.
    """
    home, known = Home.at(postcode), dict[tuple[str, ...], bool]()
    held, told = set[int](), set[int]()
    for area in ServiceArea.objects.filter(activity__in=Activity.objects.public()).iterator():
        written = (area.name, area.extent, area.extent_type, area.uri)
        if written not in known:
            known[written] = lies_in(home, [area])
        (held if known[written] else told).add(area.activity_id)
    return frozenset(told - held)
