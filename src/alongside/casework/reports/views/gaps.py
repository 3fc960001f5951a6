"""A page to print: what is missing where."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.casework.schemes.models import Scheme
from alongside.casework.schemes.requests import WorkerRequest

from ..missing import missing
from ..models import READERS


@login_required
@require_GET
def gaps(request: WorkerRequest) -> HttpResponse:
    """What is missing in a scheme, for whoever pays for it."""
    schemes = Scheme.objects.filter(pk__in=request.user.scheme_ids(*READERS)).order_by("name")
    asked = request.GET.get("scheme", "")
    chosen = [one for one in schemes if asked in ("", str(one.pk))]
    if not chosen:
        raise Http404
    found = missing(chosen[0], timezone.localdate())
    said = {"missing": found, "scheme": chosen[0], "schemes": schemes}
    return render(request, "reports/gaps.html", said)
