"""What follows from a write to an entry: its day, how it is found, and who said so."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from alongside.casework.schemes.models import Worker

from . import details, provenance
from .models import Activity
from .search import index

ROWS = {  # what a form calls them: the rows that they are
    "when": "times",
    "telephone": "phones",
    "contact_name": "contacts",
    "amount": "costs",
    "organisation": "organisation_id",
}


def touched(*activities: Activity) -> None:
    """The entries have changed: the world is told when, and search knows them anew."""
    now = timezone.now()
    numbers = [activity.pk for activity in activities]
    Activity.objects.filter(pk__in=numbers).update(modified_at=now)
    for activity in activities:
        activity.modified_at = now
    index.refresh(numbers)


def corrected(activity: Activity, names: Collection[str], by: Worker) -> None:
    """A person here said so: no source writes over these fields."""
    in_place = [name for name in names if name in details.IN_PLACE]
    for name in names:
        if name not in in_place:
            provenance.corrected(activity, ROWS.get(name, name), by)
    place = details.place_of(activity) if in_place else None
    if place is None:
        return
    for name in in_place:
        provenance.corrected(place, details.IN_PLACE[name], by)
    if any(name in details.WHERE for name in in_place):
        provenance.corrected(activity, "at", by)  # or the next import would bring it back there
    index.refresh_place(place.pk)
