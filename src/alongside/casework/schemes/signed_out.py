"""A form that arrives after its worker was signed out is kept for them, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from . import drafts


class KeepWhatWasTyped:
    """Keep what a signed-out worker sends; the view then asks them to sign in, as it would."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Runs after the cross-site check, which reads the form first."""
        if request.method == "POST" and not request.user.is_authenticated:
            drafts.keep_sealed(request.POST)
