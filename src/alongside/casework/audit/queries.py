"""Reading lines. Numbers come out, as numbers went in: names are on the floors above."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from .models import Event

LOOKED = "LOOKED"


def about(
    people: Iterable[int], *, since: datetime | None = None, before: datetime | None = None
) -> QuerySet[Event]:
    """The lines about these people's records, oldest first; from a moment until another."""
    found = Event.objects.filter(person_number__in=list(people))
    if since is not None:
        found = found.filter(at__gte=since)
    if before is not None:
        found = found.filter(at__lt=before)
    return found.order_by("at", "pk")


def looks_since(moment: datetime) -> QuerySet[Event]:
    """Looks at people's records since a moment."""
    return Event.objects.filter(action=LOOKED, person_number__isnull=False, at__gte=moment)
