"""Pages of ours for what is refused before any view of ours can say why."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views import defaults

GetResponse = Callable[[HttpRequest], HttpResponse]

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
TOO_MUCH_WORDS = (
    "This is too long to be saved in one go. Shorten it, or part it into several notes."
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What could not be read; what is too much to be read says so."""
    if not isinstance(exception, TOO_MUCH):
        return defaults.bad_request(request, exception)
    if request.headers.get("X-Sent-By") == "keep":
        return JsonResponse({"errors": [TOO_MUCH_WORDS]}, status=413)
    return render(request, "413.html", status=413)


def say_what_is_not_done_here(get_response: GetResponse) -> GetResponse:
    """An address that only takes what a button sends is opened as a page: say so on one."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        by_script = request.headers.get("X-Sent-By") == "keep"
        if response.status_code != 405 or response.content or by_script:
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return answer
