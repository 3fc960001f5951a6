"""One person: who they are, how to reach them, what matters, what is next, what happened."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.people import queries as people
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Role
from alongside.casework.schemes.requests import WorkerRequest

from ..queries import person as queries


@login_required
@require_http_methods(["GET"])
def person(request: WorkerRequest, person_id: int) -> HttpResponse:
    """The person's page; only name and connector where the record is not the worker's to open."""
    found = people.full(person_id, request.user)
    if found is None:
        if people.behind_glass(request.user).filter(pk=person_id).exists():
            return redirect("people:glass", person_id)
        named = Person.objects.named_to(request.user).select_related("connector", "scheme")
        known = get_object_or_404(named, pk=person_id)
        return render(request, "pages/person_named.html", {"person": known})
    audit.looked(at=found, by=request.user, page="pages:person")
    today = timezone.localdate()
    context = queries.page(
        found, request.user, today, request.GET.get("show", "all"), whole="whole" in request.GET
    )
    context |= {
        "day": today,
        "coordinates": _coordinates(request, found),
        "shut": people.shut(found, request.user, timezone.now()),
        "back_to": _back(request),
    }
    return render(request, "pages/person.html", context)


@login_required
@require_http_methods(["GET"])
def more(request: WorkerRequest, person_id: int) -> HttpResponse:
    """Everything else that can be done with a person, one link each."""
    found = people.full(person_id, request.user)
    if found is None:
        raise Http404
    audit.looked(at=found, by=request.user, page="pages:more")
    episode = found.episodes.filter(ended_on=None).first()
    roles = (Role.COORDINATOR, Role.SAFEGUARDING_LEAD)
    context = {
        "person": found,
        "episode": episode,
        "coordinates": _coordinates(request, found),
        "restricts": request.user.has_role(*roles, scheme=found.scheme_id),
    }
    return render(request, "pages/more.html", context)


def _back(request: WorkerRequest) -> tuple[str, str]:
    if request.user.has_role(Role.CONNECTOR):
        return "My people", reverse("pages:my_people")
    return "Everybody", reverse("pages:everybody")


def _coordinates(request: WorkerRequest, person: Person) -> bool:
    return request.user.has_role(Role.COORDINATOR, scheme=person.scheme_id)
