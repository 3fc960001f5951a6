"""What a worker sees when something cannot be saved or read: words of ours, and what they typed.

Nothing that was typed is lost. The form is shown again as it was sent, with its token, so that it
has one effect however often it is sent. Where the page itself cannot be made (the database is
away), a plain page holds what was sent, and sends it again. Reading goes on as long as it can.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    JsonResponse,
    QueryDict,
)
from django.template import loader
from django.views.defaults import server_error

from alongside.unsaved import Why, why

from .forged import FormsFromHere
from .refill import refill

STATUS = {Why.FULL: 507, Why.AWAY: 503, Why.BUSY: 503}
WORDS = {
    Why.FULL: "This could not be saved: there is no room left where Alongside keeps its records."
    " Nothing that was saved before is lost, and records can still be read. Tell whoever looks"
    " after Alongside. What you wrote is below: leave this page open, or copy it, and save it"
    " later.",
    Why.AWAY: "This could not be saved just now: Alongside cannot reach its records."
    " What you wrote is below. Wait a minute, and save it again.",
    Why.BUSY: "This could not be saved just now, because many others were saving."
    " What you wrote is below. Save it again.",
}
AGAIN_AFTER = {Why.FULL: "300", Why.AWAY: "30", Why.BUSY: "5"}  # seconds
NOT_SHOWN = {"csrfmiddlewaretoken", "token", "draft", "version", "as_it_was", "pressed_at"}


def answer(request: HttpRequest) -> HttpResponse:
    """Instead of Django’s page for what went wrong: it tells apart what can be waited for."""
    reason = why(sys.exc_info()[1])
    if reason is None:
        return server_error(request)
    if request.headers.get("X-Sent-By") == "keep":
        response: HttpResponse = JsonResponse({"errors": [WORDS[reason]]})
    else:
        typed = _typed(request)
        response = (typed is not None and _same_form(request, typed, WORDS[reason])) or _alone(
            request, typed, reason
        )
    response.status_code = STATUS[reason]
    response["Retry-After"] = AGAIN_AFTER[reason]
    response["Cache-Control"] = "private, no-store"
    return response


class _Check(FormsFromHere):
    """Asked whether a form came from our own page; its page of refusal would need the records."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponseForbidden()


def _nothing(_request: HttpRequest) -> HttpResponse:
    """A view that the check is asked before."""
    return HttpResponse()


def _typed(request: HttpRequest) -> QueryDict | None:
    """What was sent, if it was sent from our own form; never a password, and no sign-in."""
    if request.method != "POST":
        return None
    try:
        sent = request.POST
        forged = _Check(lambda _: HttpResponse()).process_view(request, _nothing, (), {})
    except OSError:
        return None  # it was never read to its end
    secret = any("password" in name or name == "code" for name in sent)
    return None if forged is not None or secret else sent


def _same_form(request: HttpRequest, typed: QueryDict, words: str) -> HttpResponse | None:
    """The page of the form, made anew, with what was typed; None when it cannot be made."""
    if request.resolver_match is None:
        return None
    again = copy.copy(request)
    again.method, again.POST = "GET", QueryDict()
    again.META = {**request.META, "REQUEST_METHOD": "GET"}
    again.not_saved = words  # type: ignore[attr-defined]  # base.html shows it
    view, args, named = request.resolver_match
    try:
        page = view(again, *args, **named)
    except Exception:  # whatever it is: there is another page for that
        return None
    if page.status_code != 200 or not page.headers["Content-Type"].startswith("text/html"):
        return None
    filled = refill(page.content.decode(), request.path, typed)
    if filled is None:
        return None
    page.content = filled.encode()
    return page  # type: ignore[no-any-return]  # a view's answer


def _alone(request: HttpRequest, typed: QueryDict | None, reason: Why) -> HttpResponse:
    """A page that stands on nothing but itself."""
    context = {
        "words": WORDS[reason],
        "reason": reason.value,
        "sent": request.method == "POST",
        "address": request.get_full_path(),
        "hidden": list(_pairs(typed)),
        "read_out": [
            (label(name), value) for name, value in _pairs(typed) if _is_words(name, value)
        ],
    }
    return HttpResponse(loader.render_to_string("not_saved.html", context, request))


def _pairs(typed: QueryDict | None) -> Iterator[tuple[str, str]]:
    for name, values in typed.lists() if typed else ():
        if name != "csrfmiddlewaretoken":
            for value in values:
                yield name, str(value)


def _is_words(name: str, value: str) -> bool:
    return bool(value.strip()) and name not in NOT_SHOWN


def label(name: str) -> str:
    """A field’s name as words: the page that knows better ones cannot be made."""
    return name.replace("_", " ").strip().capitalize()
