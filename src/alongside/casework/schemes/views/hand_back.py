"""The device comes back to its worker."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from .. import handed_over


@login_required
@require_GET
def hand_back(request: HttpRequest) -> HttpResponse:
    """Ask the worker who they are; once they have said so, everything opens again."""
    if handed_over.now(request) is None:
        return redirect("/")
    if handed_over.is_back(request):
        return redirect(handed_over.take_back(request))
    asked = urlencode({"next": reverse("schemes:hand_back")})
    return redirect(f"{reverse('account_reauthenticate')}?{asked}")
