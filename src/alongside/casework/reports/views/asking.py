"""Asking for a report."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.background import enqueue_afterwards
from alongside.casework.schemes.models import Role
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once

from .. import actions, forms, tasks
from ..models import INSIDE, KEPT_DAYS, Run


@login_required
@require_http_methods(["GET", "POST"])
@once
def ask(request: WorkerRequest) -> HttpResponse:
    """Choose schemes, a period and files; it is made in the background."""
    if not request.user.has_role(*INSIDE):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = forms.Ask(sent, worker=request.user, initial=_as_before(request))
    if form.is_valid():
        try:
            asked = actions.ask(today=timezone.localdate(), by=request.user, **form.cleaned_data)
        except actions.CannotAsk as reason:
            form.add_error(None, str(reason))
        else:
            enqueue_afterwards(tasks.make_report, asked.pk)
            messages.success(request, "Asked for. It is made while you do something else.")
            return redirect("reports:run", asked.pk)
    said = {
        "form": form,
        "days": KEPT_DAYS,
        "evaluates": request.user.has_role(Role.EVALUATOR),
    }
    return render(request, "reports/ask.html", said)


def _as_before(request: WorkerRequest) -> dict[str, Any]:
    """As another run was asked for, where its number is sent along."""
    number = request.GET.get("like", "")
    if not number.isdecimal():
        return {}
    run = Run.objects.seen_by(request.user).filter(pk=int(number)).first()
    if run is None:
        return {}
    names = ("from_on", "to_on", "comparison", "values", "population")
    schemes = list(run.schemes.values_list("pk", flat=True))
    return {name: getattr(run, name) for name in names} | {"of": forms.SOME, "schemes": schemes}
