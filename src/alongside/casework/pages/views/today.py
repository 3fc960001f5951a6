"""Today: what to do, for each role."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework.directory.queries import searches
from alongside.casework.people.queries import resolved_by
from alongside.casework.schemes.models import Role
from alongside.casework.schemes.requests import WorkerRequest

from ..queries import team, todo

WITH_PEOPLE: set[str] = {Role.CONNECTOR, Role.COORDINATOR, Role.SAFEGUARDING_LEAD}


@login_required
@require_http_methods(["GET"])
def today(request: WorkerRequest) -> HttpResponse:
    """The first page: what needs doing, by the roles of whoever is signed in."""
    day, now, worker = timezone.localdate(), timezone.now(), request.user
    if not worker.roles_today() and resolved_by(worker, day).exists():
        return redirect("people:pairs")
    context: dict[str, Any] = {"day": day, "roles": worker.roles_today()}
    if worker.has_role(Role.CONNECTOR):
        whole = "all" in request.GET
        context["todo"] = todo.for_connector(worker, day, whole=whole)
    if worker.has_role(Role.COORDINATOR, Role.SAFEGUARDING_LEAD):
        context["alarms"] = team.alarms(worker, now)
        context["leads_safeguarding"] = worker.has_role(Role.SAFEGUARDING_LEAD)
    if worker.has_role(Role.COORDINATOR):
        context["team"] = team.in_short(worker, day)
    context["news"] = searches.with_news(worker)
    context["other_roles"] = _other_roles(context["roles"])
    return render(request, "pages/today.html", context)


def _other_roles(roles: dict[int, set[str]]) -> set[str]:
    """Roles that see no people here, where there is no other."""
    every = set().union(*roles.values())
    return set() if every & WITH_PEOPLE else every
