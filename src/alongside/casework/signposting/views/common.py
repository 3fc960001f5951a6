"""What the views of this room share."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme

from alongside.casework.schemes.requests import WorkerRequest

from ..models import Signpost


def seen(request: WorkerRequest, signpost_id: int) -> Signpost:
    """A connection that this worker may see, with its steps; otherwise not found."""
    found = Signpost.objects.seen_by(request.user).select_related(
        "episode__person__scheme", "episode__scheme", "activity__organisation", "recorded_by"
    )
    return get_object_or_404(found.prefetch_related("steps__by"), pk=signpost_id)


def back_to(request: WorkerRequest, otherwise: str) -> str:
    """The page that a form came from, where it says one of ours."""
    to = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(to, request.get_host(), request.is_secure())
    return to if ours else otherwise
