"""What schemes and programmes cost, by month: read here, entered in `schemes`."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework.schemes.models import CostKind, Programme, Role, Scheme
from alongside.casework.schemes.rates import rates_of
from alongside.casework.schemes.requests import WorkerRequest

from ..queries import costs as queries

WHO_READS = (Role.ADMINISTRATOR, Role.COORDINATOR, Role.EVALUATOR)


@login_required
@require_http_methods(["GET"])
def costs(request: WorkerRequest) -> HttpResponse:
    """The schemes whose costs this worker may read; with one alone, that one."""
    schemes = list(Scheme.objects.costs_seen_by(request.user).select_related("programme"))
    if not schemes:
        raise Http404
    if len(schemes) == 1:
        return redirect("pages:costs_scheme", schemes[0].pk)
    programmes = sorted({one.programme for one in schemes}, key=lambda one: one.name)
    return render(request, "pages/costs.html", {"schemes": schemes, "programmes": programmes})


@login_required
@require_http_methods(["GET"])
def of_scheme(request: WorkerRequest, scheme_id: int) -> HttpResponse:
    """A scheme's year, month by month."""
    scheme = _scheme(request, scheme_id)
    rate = rates_of([scheme]).on(scheme.pk, timezone.localdate())
    return _year(request, scheme, {"scheme": scheme, "rate": rate})


@login_required
@require_http_methods(["GET"])
def of_programme(request: WorkerRequest, programme_id: int) -> HttpResponse:
    """A whole programme's own costs; those of its schemes are not in them."""
    return _year(request, _programme(request, programme_id), {"scheme": None})


@login_required
@require_http_methods(["GET"])
def month_of_scheme(request: WorkerRequest, scheme_id: int, year: int, month: int) -> HttpResponse:
    """One month of a scheme, line by line."""
    return _month(request, _scheme(request, scheme_id), year, month)


@login_required
@require_http_methods(["GET"])
def month_of_programme(
    request: WorkerRequest, programme_id: int, year: int, month: int
) -> HttpResponse:
    """One month of a programme, line by line."""
    return _month(request, _programme(request, programme_id), year, month)


def _scheme(request: WorkerRequest, number: int) -> Scheme:
    seen = Scheme.objects.costs_seen_by(request.user).select_related("programme")
    return get_object_or_404(seen, pk=number)


def _programme(request: WorkerRequest, number: int) -> Programme:
    schemes = Scheme.objects.costs_seen_by(request.user)
    return get_object_or_404(
        Programme.objects.filter(pk__in=schemes.values("programme")), pk=number
    )


def _year(
    request: WorkerRequest, whose: Scheme | Programme, more: dict[str, object]
) -> HttpResponse:
    now = queries.year_begun(timezone.localdate())
    asked = request.GET.get("year", "")
    begins = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= now + 1 else now
    addresses = _addresses(request, whose)
    said = {"whose": whose, "year": queries.year_of(whose, begins), "now": now, **addresses}
    return render(request, "pages/costs_year.html", said | more)


def _month(
    request: WorkerRequest, whose: Scheme | Programme, year: int, month: int
) -> HttpResponse:
    if not (2000 <= year <= 2100 and 1 <= month <= 12):
        raise Http404
    first = date(year, month, 1)
    said = {
        "whose": whose,
        "scheme": whose if isinstance(whose, Scheme) else None,
        "month": queries.month_of(whose, first),
        "lines": queries.lines_of(whose, first),
        "kinds": CostKind.choices,
        "begins": queries.year_begun(first),
        **_addresses(request, whose),
    }
    return render(request, "pages/costs_month.html", said)


def _addresses(request: WorkerRequest, whose: Scheme | Programme) -> dict[str, object]:
    """Where the months are, and where to enter a line for who may."""
    if isinstance(whose, Scheme):
        year, month, new = "pages:costs_scheme", "pages:costs_month", "schemes:cost_new"
        enters = request.user.has_role(Role.ADMINISTRATOR, Role.COORDINATOR, scheme=whose)
    else:
        year, month = "pages:programme_costs", "pages:programme_costs_month"
        new = "schemes:programme_cost_new"
        enters = Scheme.objects.run_by(request.user).filter(programme=whose).exists()
    return {
        "year_address": reverse(year, args=[whose.pk]),
        "month_name": month,
        "new_address": reverse(new, args=[whose.pk]) if enters else "",
    }
