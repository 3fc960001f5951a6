"""Entering and correcting costs, what a mile is paid, and what running costs hold."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from .. import actions
from ..forms import costs as forms
from ..models import Cost, Programme, Scheme, Worker
from ..rates import rates_of
from ..requests import WorkerRequest
from ..sent import once


def programmes_run_by(worker: Worker) -> Any:
    """The programmes of the schemes that this worker runs."""
    return Programme.objects.filter(pk__in=Scheme.objects.run_by(worker).values("programme"))


@login_required
@require_http_methods(["GET", "POST"])
@once
def cost_new(request: WorkerRequest, scheme_id: int) -> HttpResponse:
    """A line for a scheme."""
    whose = get_object_or_404(Scheme.objects.costs_entered_by(request.user), pk=scheme_id)
    return _enter(request, whose, "pages:costs_month", {"scheme": whose})


@login_required
@require_http_methods(["GET", "POST"])
@once
def programme_cost_new(request: WorkerRequest, programme_id: int) -> HttpResponse:
    """A line for a whole programme."""
    whose = get_object_or_404(programmes_run_by(request.user), pk=programme_id)
    return _enter(request, whose, "pages:programme_costs_month", {"programme": whose})


def _enter(
    request: WorkerRequest, whose: Scheme | Programme, back: str, of: dict[str, Any]
) -> HttpResponse:
    today = timezone.localdate()
    begins = _asked_month(request) or today
    shown = {"month": begins.month, "year": begins.year}
    form = forms.CostForm(request.POST or None, initial=shown)
    if form.is_valid():
        try:
            cost = actions.enter_cost(**of, **form.said(), today=today, by=request.user)
        except actions.CannotEnterCost as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "The cost is kept.")
            return redirect(back, whose.pk, cost.month.year, cost.month.month)
    return render(request, "schemes/cost_new.html", {"form": form, "whose": whose, **of})


def _asked_month(request: WorkerRequest) -> date | None:
    """The month that the page was opened for: ?month=2026-04."""
    try:
        return date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return None


@login_required
@require_http_methods(["GET", "POST"])
@once
def cost(request: WorkerRequest, cost_id: int) -> HttpResponse:
    """Put a line right; what it said before stands below."""
    mine = Cost.objects.corrected_by(request.user).select_related("scheme", "programme")
    found = get_object_or_404(mine, pk=cost_id)
    form = forms.CorrectCost(request.POST or None, initial=forms.as_typed(found))
    if form.is_valid():
        try:
            kept = actions.correct_cost(
                cost=found, **form.said(), today=timezone.localdate(), by=request.user
            )
        except actions.CannotCorrectCost as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "The cost is put right. What it said before is kept.")
            return _to_month(kept)
    versions = found.versions.select_related("by", "said_by")
    return render(request, "schemes/cost.html", {"form": form, "cost": found, "versions": versions})


def _to_month(cost: Cost) -> HttpResponse:
    year, month = cost.month.year, cost.month.month
    if cost.scheme_id:
        return redirect("pages:costs_month", cost.scheme_id, year, month)
    return redirect("pages:programme_costs_month", cost.programme_id, year, month)


@login_required
@require_http_methods(["GET", "POST"])
@once
def mileage_rate(request: WorkerRequest, scheme_id: int) -> HttpResponse:
    """What a mile is paid, from a day on."""
    found = get_object_or_404(Scheme.objects.costs_entered_by(request.user), pk=scheme_id)
    today = timezone.localdate()
    form = forms.RateForm(request.POST or None, initial={"from_on": today})
    if form.is_valid():
        try:
            actions.set_mileage_rate(
                scheme=found, today=today, by=request.user, **form.cleaned_data
            )
        except actions.CannotSetRate as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "The rate is kept.")
            return redirect("schemes:mileage_rate", found.pk)
    said = {
        "form": form,
        "scheme": found,
        "now": rates_of([found]).on(found.pk, today),
        "rates": found.mileage_rates.select_related("entered_by").order_by("-from_on", "-pk"),
    }
    return render(request, "schemes/mileage_rate.html", said)


@login_required
@require_http_methods(["GET", "POST"])
@once
def running_costs(request: WorkerRequest, scheme_id: int) -> HttpResponse:
    """Whether running costs, as typed, hold expenses already: they are never counted twice."""
    found = get_object_or_404(Scheme.objects.costs_entered_by(request.user), pk=scheme_id)
    shown = {"running_includes_expenses": "yes" if found.running_includes_expenses else "no"}
    form = forms.RunningForm(request.POST or None, initial=shown)
    if form.is_valid():
        actions.change_scheme(scheme=found, changes=form.cleaned_data, by=request.user)
        messages.success(request, "That is kept. The sums follow it, for every month.")
        return redirect("pages:costs_scheme", found.pk)
    return render(request, "schemes/running_costs.html", {"form": form, "scheme": found})
