"""My people, everybody of the scheme, and choosing whom a contact was with."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework.schemes.models import Role
from alongside.casework.schemes.requests import WorkerRequest

from ..queries import mine, todo
from ..queries.known import known

NOBODY = {
    "all": "Nobody is yours at present. Whom the coordinator gives to you will stand here.",
    "first": "Nobody is in their first weeks.",
    "last": "Nobody is in their last weeks.",
    "quiet": "Nobody has gone quiet.",
    "after": "Nobody is to be rung after their goodbye in the next four weeks.",
}


@login_required
@require_http_methods(["GET"])
def my_people(request: WorkerRequest) -> HttpResponse:
    """What needs doing on top, then everybody; filter and order stand in the address."""
    if not request.user.has_role(Role.CONNECTOR):
        raise Http404
    day = timezone.localdate()
    show, by = request.GET.get("show", "all"), request.GET.get("by", "next")
    show, by = show if show in mine.FILTERS else "all", by if by in mine.ORDERS else "next"
    whole = "whole" in request.GET
    read = known(request.user, day)
    found = mine.my_people(read, day, show, by, whole=whole)
    context = {
        "day": day,
        "todo": todo.of_known(request.user, read, day),
        "found": found,
        "show": show,
        "by": by,
        "filters": [
            (words, found.counts[name], f"?show={name}&by={by}#all", name == show)
            for name, words in mine.FILTERS.items()
        ],
        "orders": mine.ORDERS,
        "order_words": mine.ORDER_WORDS,
        "none_words": NOBODY[show],
    }
    return render(request, "pages/my_people.html", context)


@login_required
@require_http_methods(["GET"])
def everybody(request: WorkerRequest) -> HttpResponse:
    """Everybody in support whose record this worker may open."""
    _working(request)
    rows = mine.scheme_rows(request.user, timezone.localdate())
    return render(request, "pages/everybody.html", {"rows": rows})


@login_required
@require_http_methods(["GET"])
def whom(request: WorkerRequest) -> HttpResponse:
    """With whom was the contact? One's own people, and then everybody else."""
    _working(request)
    rows = mine.scheme_rows(request.user, timezone.localdate())
    own = [row for row in rows if row.connector_id == request.user.pk]
    others = [row for row in rows if row.connector_id != request.user.pk]
    return render(request, "pages/whom.html", {"own": own, "others": others})


def _working(request: WorkerRequest) -> None:
    if not request.user.has_role(Role.CONNECTOR, Role.COORDINATOR, Role.SAFEGUARDING_LEAD):
        raise Http404
