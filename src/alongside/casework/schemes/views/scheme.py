"""How a scheme works: its settings and its areas."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from .. import actions, forms, queries
from ..models import Area, Instrument, Role, Scheme, Worker
from ..requests import WorkerRequest
from ..sent import once


@login_required
@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    """The schemes whose settings this worker may look at; with one alone, that one."""
    schemes = list(Scheme.objects.settings_seen_by(cast(Worker, request.user)))
    if not schemes:
        raise Http404
    if len(schemes) == 1:
        return redirect("schemes:scheme", schemes[0].pk)
    return render(request, "schemes/settings.html", {"schemes": schemes})


@login_required
@require_GET
def scheme(request: HttpRequest, scheme_id: int) -> HttpResponse:
    """Everything that is set, part by part."""
    worker = cast(Worker, request.user)
    found = get_object_or_404(Scheme.objects.settings_seen_by(worker), pk=scheme_id)
    return render(
        request,
        "schemes/scheme.html",
        {
            "scheme": found,
            "runs": worker.has_role(Role.ADMINISTRATOR, scheme=found),
            "instruments": [
                label for code, label in Instrument.choices if code in found.instruments
            ],
            "areas": found.areas.all(),
            "resolvers": queries.resolvers(found.programme_id, timezone.localdate()),
            "several": Scheme.objects.settings_seen_by(worker).count() > 1,
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
@once
def scheme_edit(request: WorkerRequest, scheme_id: int, section: str) -> HttpResponse:
    """Change one part of the settings."""
    worker = request.user
    if section not in forms.SECTIONS:
        raise Http404
    found = get_object_or_404(_may_change(worker, section), pk=scheme_id)
    if request.method == "POST" and transaction.get_connection().in_atomic_block:
        found = Scheme.objects.select_for_update().get(pk=scheme_id)  # compared with what was shown
    form = forms.SECTIONS[section](request.POST or None, scheme=found)
    if form.is_valid():
        try:
            actions.change_scheme(scheme=found, changes=form.cleaned_data, by=worker)
        except actions.CannotChangeScheme as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{form.title}: saved.")
            return redirect("schemes:scheme", found.pk)
    return render(request, "schemes/scheme_edit.html", {"form": form, "scheme": found})


def _may_change(worker: Worker, section: str) -> QuerySet[Scheme]:
    if section in forms.FOR_COORDINATORS:
        return Scheme.objects.settings_seen_by(worker)
    return Scheme.objects.run_by(worker)


@login_required
@require_http_methods(["GET", "POST"])
def area_add(request: HttpRequest, scheme_id: int) -> HttpResponse:
    """Add a part of the scheme."""
    worker = cast(Worker, request.user)
    found = get_object_or_404(Scheme.objects.settings_seen_by(worker), pk=scheme_id)
    form = forms.AreaForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_area(scheme=found, by=worker, **form.cleaned_data)
        except actions.CannotAddArea as reason:
            form.add_error("name", str(reason))
        else:
            messages.success(request, "The area is added.")
            return redirect("schemes:scheme", found.pk)
    return render(request, "schemes/area.html", {"form": form, "scheme": found, "area": None})


@login_required
@require_http_methods(["GET", "POST"])
def area(request: HttpRequest, area_id: int) -> HttpResponse:
    """Change a part of the scheme."""
    worker = cast(Worker, request.user)
    mine = Area.objects.filter(scheme__in=Scheme.objects.settings_seen_by(worker))
    found = get_object_or_404(mine.select_related("scheme"), pk=area_id)
    shown = {"name": found.name, "postcode_prefixes": found.postcode_prefixes}
    form = forms.AreaForm(request.POST or None, initial=shown)
    if form.is_valid():
        try:
            actions.change_area(area=found, by=worker, **form.cleaned_data)
        except actions.CannotChangeArea as reason:
            form.add_error("name", str(reason))
        else:
            messages.success(request, "The area is saved.")
            return redirect("schemes:scheme", found.scheme_id)
    return render(
        request, "schemes/area.html", {"form": form, "scheme": found.scheme, "area": found}
    )
