"""Forms that the script sends (static/js/keep.js): where they went, as data instead of a redirect.

A script that follows a redirect cannot tell *saved* from *signed out*, and would eat the message
that the next page was to show. With scripts off nothing here runs.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import resolve_url

GetResponse = Callable[[HttpRequest], HttpResponse]


def answer_in_data(get_response: GetResponse) -> GetResponse:
    """Innermost of all, so that only a view’s own answer is spoken for."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.headers.get("X-Sent-By") != "keep":
            return get_response(request)
        opened_by = request.headers.get("X-Worker", "")
        if opened_by and opened_by != str(request.user.pk):
            return _signed_out()  # somebody else is signed in by now: it is not theirs to send
        response = get_response(request)
        if not isinstance(response, HttpResponseRedirect | HttpResponsePermanentRedirect):
            return response
        if urlsplit(response.url).path == resolve_url(settings.LOGIN_URL):
            return _signed_out()
        told = JsonResponse({"sent": True, "next": response.url})
        told.cookies.update(response.cookies)
        return told

    return answer


def _signed_out() -> JsonResponse:
    return JsonResponse({"signed_out": True}, status=401)
