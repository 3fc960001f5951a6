"""What follows from a write to an entry: its day, how it is found, and who said so."""

from __future__ import annotations

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


def corrected(activity: Activity, field: str, by: Worker) -> None:
    """A person here said so: no source writes over it."""
    place = details.place_of(activity)
    if field not in details.IN_PLACE:
        provenance.corrected(activity, ROWS.get(field, field), by)
    elif place is not None:
        provenance.corrected(place, details.IN_PLACE[field], by)
        if field in details.WHERE:  # or the next import would bring it back to where it was
            provenance.corrected(activity, "at", by)
        index.refresh_place(place.pk)
