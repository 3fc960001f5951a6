"""Looks that stand out: a coordinator reads them, asks, and keeps what they heard."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework.schemes.models import Role
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once

from ..actions.looks import see_to_looks
from ..actions.restricted import CannotSeeTo
from ..forms.restricted import LooksInto
from ..queries import noticed as queries


@login_required
@require_http_methods(["GET", "POST"])
@once
def standing_out(request: WorkerRequest) -> HttpResponse:
    """Who looked at a relative, a neighbour, or somebody of another scheme."""
    if not request.user.has_role(Role.COORDINATOR):
        raise Http404
    now = timezone.now()
    found = queries.standing_out(request.user, now)
    if request.method == "POST":
        return _seen(request, found)
    context = {"found": found, "seen": queries.looked_into(request.user, now), "day": now}
    return render(request, "people/standing_out.html", context)


def _seen(request: WorkerRequest, found: list[queries.Standing]) -> HttpResponse:
    """The one that the form names, if it is among those that this coordinator is shown."""
    asked = tuple(request.POST.get(name, "") for name in ("worker", "person", "why"))
    for one in found:
        if (str(one.worker.pk), str(one.person.pk), one.why) == asked:
            form = LooksInto(request.POST)
            if form.is_valid():
                _keep(request, one, form)
    return redirect("people:standing_out")


def _keep(request: WorkerRequest, one: queries.Standing, form: LooksInto) -> None:
    try:
        see_to_looks(standing=one, at=timezone.now(), by=request.user, **form.cleaned_data)
    except CannotSeeTo as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, "Kept. It stands below, with what you found.")
