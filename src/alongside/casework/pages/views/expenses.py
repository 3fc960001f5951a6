"""My expenses, on a phone; and the team's, to agree to."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework.schemes.models import WITH_PEOPLE, Role, Scheme
from alongside.casework.schemes.rates import rates_of
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import new_token
from alongside.casework.support.queries.costs import after, first_of

from ..queries import expenses as queries


@login_required
@require_http_methods(["GET"])
def mine(request: WorkerRequest) -> HttpResponse:
    """One's own month: miles from contacts, what was entered, and what was said to it."""
    if not request.user.has_role(*WITH_PEOPLE):
        raise Http404
    today, first = timezone.localdate(), _month(request)
    schemes = {one.pk: one for one in Scheme.objects.seen_by(request.user)}
    rates = rates_of(schemes)
    said = {
        "month": queries.my_month(request.user, first),
        "schemes": schemes,
        "rates": {rate for number in schemes if (rate := rates.on(number, today)) is not None},
        **_months(first, today),
    }
    return render(request, "pages/my_expenses.html", said)


@login_required
@require_http_methods(["GET"])
def to_agree(request: WorkerRequest) -> HttpResponse:
    """What waits for an answer, and what everybody's month comes to."""
    led = Scheme.objects.filter(
        pk__in=request.user.scheme_ids(Role.COORDINATOR, Role.ADMINISTRATOR)
    )
    schemes = list(led.order_by("name"))
    if not schemes:
        raise Http404
    asked = request.GET.get("scheme", "")
    scheme = next((one for one in schemes if str(one.pk) == asked), schemes[0])
    first = _month(request)
    said = {
        "waiting": queries.to_answer(request.user),
        "scheme": scheme,
        "schemes": schemes,
        "shares": queries.shares(scheme, first),
        "answered": queries.answered(scheme, first),
        "new_token": new_token,
        **_months(first, timezone.localdate()),
    }
    return render(request, "pages/expenses_to_agree.html", said)


def _month(request: WorkerRequest) -> date:
    """The month that is asked for, ?month=2026-04; else this one."""
    try:
        return date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return first_of(timezone.localdate())


def _months(first: date, today: date) -> dict[str, date | None]:
    """The month shown, the one before, and the one after it unless that has not begun."""
    following = after(first)
    return {
        "first": first,
        "before": first_of(first - timedelta(days=1)),
        "following": following if following <= today else None,
    }
