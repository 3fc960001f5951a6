"""The team: who has room, who needs a call, what is due."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework.people.queries import resolved_by
from alongside.casework.schemes.models import Role, Scheme
from alongside.casework.schemes.requests import WorkerRequest

from ..queries import team as queries
from ..queries.team_parts import parts


@login_required
@require_http_methods(["GET"])
def team(request: WorkerRequest) -> HttpResponse:
    """One scheme's team; a coordinator of several chooses which."""
    led = Scheme.objects.filter(pk__in=request.user.scheme_ids(Role.COORDINATOR))
    schemes = list(led.order_by("name"))
    if not schemes:
        raise Http404
    asked = request.GET.get("scheme", "")
    scheme = next((one for one in schemes if str(one.pk) == asked), schemes[0])
    day = timezone.localdate()
    found = queries.team(scheme, day)
    context = {
        "team": found,
        "parts": parts(found, day),
        "schemes": schemes,
        "day": day,
        "resolves": resolved_by(request.user, day).exists(),
    }
    return render(request, "pages/team.html", context)
