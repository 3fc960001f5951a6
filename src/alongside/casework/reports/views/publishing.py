"""Publishing a report, and withdrawing it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once

from .. import actions, forms, place, queries
from ..models import Run
from .reading import the_run


@login_required
@require_http_methods(["GET", "POST"])
@once
def publish(request: WorkerRequest, run_id: int) -> HttpResponse:
    """What publishing means, what will be read, and doing it."""
    found = _theirs(request, run_id)
    if found.state != Run.State.READY or found.published_at is not None:
        return redirect("reports:run", found.pk)
    today = timezone.localdate()
    if request.method == "POST":
        try:
            actions.publish(run=found, today=today, by=request.user)
        except actions.CannotPublish as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, "Published. Commissioners of its schemes can read it.")
        return redirect("reports:run", found.pk)
    said = {
        "run": found,
        "period": queries.period(found),
        "schemes": queries.schemes(found),
        "may": queries.may(found, request.user, today),
        "said": queries.said(found, place.PUBLISHED),
    }
    return render(request, "reports/publish.html", said)


@login_required
@require_http_methods(["GET", "POST"])
@once
def withdraw(request: WorkerRequest, run_id: int) -> HttpResponse:
    """Say why a report is not to be read any more."""
    found = _theirs(request, run_id)
    if not found.stands:
        return redirect("reports:run", found.pk)
    form = forms.Withdraw(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.withdraw(run=found, by=request.user, **form.cleaned_data)
        except actions.CannotWithdraw as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Withdrawn. Commissioners cannot open it any more.")
            return redirect("reports:run", found.pk)
    said = {"run": found, "form": form, "period": queries.period(found)}
    return render(request, "reports/withdraw.html", said)


def _theirs(request: WorkerRequest, number: int) -> Run:
    """The run, for an evaluator of every scheme of it."""
    found = the_run(request, number)
    if not Run.objects.evaluated_by(request.user).filter(pk=found.pk).exists():
        raise Http404
    return found
