"""One activity: what it is, how sure we are, how to get there, and what to do with the entry."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework.schemes.requests import WorkerRequest

from ..queries import activity as queries


@login_required
@require_http_methods(["GET"])
def activity(request: WorkerRequest, activity_id: int) -> HttpResponse:
    """The page of an entry; of one that was merged, that of the one that stands for it."""
    found = queries.found(activity_id, request.user)
    if found is None:
        stands = queries.stands_for(activity_id)
        if stands is None or queries.found(stands, request.user) is None:
            raise Http404
        return redirect("pages:activity", stands)
    context = queries.page(found, request.user, timezone.localdate())
    return render(request, "pages/activity.html", context)
