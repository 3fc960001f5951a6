"""What organisers and sources say beside our entries, of what a worker sees."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.casework.schemes.models import Worker

from ..models import Activity, ActivityPlace, Place, Proposal
from .duplicates import organisations

MOST_NAMED = 6


def proposals(worker: Worker) -> QuerySet[Proposal]:
    """Of activities that this worker sees, and of places and organisations that are not those of
    other schemes alone."""
    found = Proposal.objects.filter(
        Q(activity__in=Activity.objects.seen_by(worker))
        | Q(organisation__in=organisations(worker))
        | Q(place__in=_places(worker))
    )
    return found.select_related(
        "activity__organisation", "organisation", "place", "source", "by", "decided_by"
    )


def concerned(proposal: Proposal, worker: Worker) -> tuple[list[Activity], int]:
    """What is at the place, or offered by the organisation: some of it, and how many more."""
    seen = Activity.objects.seen_by(worker)
    if proposal.place_id is not None:
        seen = seen.filter(places=proposal.place_id)
    else:
        seen = seen.filter(organisation=proposal.organisation_id)
    found = list(seen.order_by("name", "pk"))
    return found[:MOST_NAMED], max(len(found) - MOST_NAMED, 0)


def _places(worker: Worker) -> QuerySet[Place]:
    at = ActivityPlace.objects.filter(place=OuterRef("pk"))
    own = at.filter(activity__in=Activity.objects.not_kept_from(worker))
    return Place.objects.filter(Exists(own) | ~Exists(at))
