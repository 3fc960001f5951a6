"""Cover: who looks after whose people while they are away."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from .. import actions, forms, queries
from ..models import Cover, Scheme, Worker


@login_required
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, scheme_id: int) -> HttpResponse:
    """Cover now and to come, and a form for more."""
    worker = cast(Worker, request.user)
    found = get_object_or_404(Scheme.objects.settings_seen_by(worker), pk=scheme_id)
    today = timezone.localdate()
    form = forms.CoverForm(request.POST or None, scheme=found, today=today)
    if form.is_valid():
        try:
            actions.set_cover(scheme=found, today=today, by=worker, **form.cleaned_data)
        except actions.CannotSetCover as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "The cover is set.")
            return redirect("schemes:cover", found.pk)
    return render(
        request,
        "schemes/cover.html",
        {"form": form, "scheme": found, "covers": queries.covers(found, today)},
    )


@login_required
@require_http_methods(["GET", "POST"])
def cover_end(request: HttpRequest, cover_id: int) -> HttpResponse:
    """End cover sooner, or take back what has not begun."""
    worker = cast(Worker, request.user)
    today = timezone.localdate()
    mine = Cover.objects.filter(scheme__in=Scheme.objects.settings_seen_by(worker))
    found = get_object_or_404(mine.select_related("scheme", "away", "by"), pk=cover_id)
    begun = found.from_on <= today
    form = forms.LastDay(request.POST or None, initial={"on": today})
    if not begun and request.method == "POST":
        actions.end_cover(cover=found, on=found.from_on - timedelta(days=1), by=worker)
        messages.success(request, "The cover is taken back.")
        return redirect("schemes:cover", found.scheme_id)
    if begun and form.is_valid():
        try:
            actions.end_cover(cover=found, by=worker, **form.cleaned_data)
        except actions.CannotEndCover as reason:
            form.add_error("on", str(reason))
        else:
            messages.success(request, "The cover has a new end.")
            return redirect("schemes:cover", found.scheme_id)
    return render(
        request,
        "schemes/cover_end.html",
        {"form": form, "cover": found, "scheme": found.scheme, "begun": begun},
    )
