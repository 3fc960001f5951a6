"""Loading a licensed wording, and seeing what is asked."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework.schemes.models import Role, Scheme
from alongside.casework.schemes.requests import WorkerRequest

from .. import actions, forms, queries
from ..models import LicensedWording


@login_required
@require_http_methods(["GET", "POST"])
def wording(request: WorkerRequest, scheme_id: int, instrument: str) -> HttpResponse:
    """What a scheme's questionnaire asks; its administrator loads the wording of a licensed one."""
    scheme = get_object_or_404(Scheme.objects.seen_by(request.user), pk=scheme_id)
    may_load = request.user.has_role(Role.ADMINISTRATOR, scheme=scheme)
    may_see = may_load or request.user.has_role(Role.COORDINATOR, scheme=scheme)
    if not may_see or instrument not in scheme.instruments:
        raise Http404
    if request.method == "POST" and not may_load:
        raise Http404
    form = forms.LoadWording(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            actions.load_wording(
                scheme=scheme,
                instrument=instrument,
                text=form.cleaned_data["file"],
                on=timezone.localdate(),
                by=request.user,
            )
        except actions.CannotLoadWording as reason:
            form.add_error("file", str(reason))
        else:
            messages.success(request, "The wording is loaded. The questions can be asked now.")
            return redirect("measures:wording", scheme_id, instrument)
    said = {
        "scheme": scheme,
        "form": form,
        "asked": queries.asked_in(scheme, instrument),
        "loaded": LicensedWording.objects.filter(scheme=scheme, instrument=instrument).first(),
        "may_load": may_load,
    }
    return render(request, "measures/wording.html", said)
