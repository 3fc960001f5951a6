"""A page for whoever watches over the server, and to measure others against."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def up(request: HttpRequest) -> HttpResponse:
    """Say that the server answers. It reads no session and asks no database."""
    return render(request, "up.html")
