"""The register of extracts, asking for one, and fetching it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.background import enqueue_afterwards
from alongside.casework.schemes.models import Role
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once

from . import actions, forms, making, queries, tasks
from .models import KEPT_DAYS, READERS, Extract

A_PAGE = 20


@login_required
@require_GET
def register(request: WorkerRequest) -> HttpResponse:
    """Every extract of this worker's schemes, newest first."""
    if not request.user.has_role(*READERS):
        raise Http404
    found = Extract.objects.seen_by(request.user).select_related("asked_by")
    pages = Paginator(found.prefetch_related("schemes"), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [(one, queries.period(one)) for one in page],
        "evaluates": request.user.has_role(Role.EVALUATOR),
    }
    return render(request, "extracting/register.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@once
def ask(request: WorkerRequest) -> HttpResponse:
    """Choose schemes and a period; the file is made in the background."""
    if not request.user.has_role(Role.EVALUATOR):
        raise Http404
    form = forms.Ask(request.POST if request.method == "POST" else None, worker=request.user)
    if form.is_valid():
        try:
            asked = actions.ask(by=request.user, **form.cleaned_data)
        except actions.CannotAsk as reason:
            form.add_error(None, str(reason))
        else:
            enqueue_afterwards(tasks.make_extract, asked.pk)
            messages.success(request, "Asked for. It is made while you do something else.")
            return redirect("extracting:extract", asked.pk)
    return render(request, "extracting/ask.html", {"form": form, "days": KEPT_DAYS})


@login_required
@require_GET
def extract(request: WorkerRequest, extract_id: int) -> HttpResponse:
    """One line of the register in full; for who asked for it, with its file while it is kept."""
    found = get_object_or_404(Extract.objects.seen_by(request.user), pk=extract_id)
    context = {
        "extract": found,
        "schemes": [scheme.name for scheme in found.schemes.order_by("name")],
        "period": queries.period(found),
        "parts": queries.parts(found),
        "left_out": queries.left_out(found),
        "may_fetch": queries.may_fetch(found, request.user),
        "asked_for_it": found.asked_by == request.user,
    }
    return render(request, "extracting/extract.html", context)


@login_required
@require_GET
def file(request: WorkerRequest, extract_id: int) -> HttpResponseBase:
    """The zip file, for nobody but who asked for it, while their role holds."""
    mine = Extract.objects.seen_by(request.user).fetched_by(request.user)
    found = get_object_or_404(mine, pk=extract_id)
    path = making.zip_of(found)
    if not found.can_be_fetched or not path.is_file():
        raise Http404
    actions.fetched(extract=found, by=request.user)
    made_on = timezone.localtime(found.made_at).date()
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=f"extract-{found.pk}-{made_on}.zip"
    )
