"""What the views of this room share."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.casework.directory.models import Activity
from alongside.casework.schemes.requests import WorkerRequest, number_in

from ..models import Signpost


def seen(request: WorkerRequest, signpost_id: int) -> Signpost:
    """A connection that this worker may see, with its steps; otherwise not found."""
    found = Signpost.objects.seen_by(request.user).select_related(
        "episode__person__scheme", "episode__scheme", "activity__organisation", "recorded_by"
    )
    return get_object_or_404(found.prefetch_related("steps__by"), pk=signpost_id)


def leads_to(request: WorkerRequest, signpost: Signpost) -> Activity | None:
    """The entry that a connection leads to; none that another scheme keeps to itself by now."""
    theirs = Activity.objects.not_kept_from(request.user).select_related("organisation")
    return theirs.filter(pk=signpost.activity_id).first() if signpost.activity_id else None


def entry(request: WorkerRequest, number: str) -> Activity:
    """The entry of the directory that this worker chose, by its number; otherwise not found."""
    if (chosen := number_in(number)) is None:
        raise Http404
    theirs = Activity.objects.seen_by(request.user).select_related("organisation")
    return get_object_or_404(theirs, pk=chosen)
