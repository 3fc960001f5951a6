"""Finding something to do, for anybody. Nothing of it is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework.directory.search.listing import look


@require_http_methods(["GET"])
def find(request: HttpRequest) -> HttpResponse:
    """Public entries only, whoever is signed in."""
    looked = look(request.GET, None, timezone.localdate())
    return render(request, "frontdoor/find.html", {"look": looked})
