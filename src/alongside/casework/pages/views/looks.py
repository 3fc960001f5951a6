"""Who has looked at somebody's record: for the coordinator to print, when the person asks."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.people import queries as people
from alongside.casework.schemes.models import Role
from alongside.casework.schemes.requests import WorkerRequest

from ..queries import looks as queries

SPANS = (("month", "The last month", 31), ("year", "The last year", 365), ("all", "All of it", 0))


@login_required
@require_http_methods(["GET"])
def looks(request: WorkerRequest, person_id: int) -> HttpResponse:
    """When, who, which page, what was written; plain and large, without our own words."""
    person = people.full(person_id, request.user)
    if person is None or not request.user.has_role(Role.COORDINATOR, scheme=person.scheme_id):
        raise Http404
    asked = request.GET.get("since", "year")
    span = next((one for one in SPANS if one[0] == asked), SPANS[1])
    today = timezone.localdate()
    found = queries.looks(person, today - timedelta(days=span[2]) if span[2] else None)
    audit.looked(at=person, by=request.user, page="pages:looks")
    context = {
        "person": person,
        "found": found,
        "day": today,
        "spans": [(words, None, f"?since={code}", code == span[0]) for code, words, _ in SPANS],
    }
    return render(request, "pages/looks.html", context)
