"""What happens around every request: sign-in that lasts while working, a log line."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.casework.schemes import handed_over, sessions
from alongside.casework.schemes.models import Worker
from alongside.casework.schemes.queries import second_factor_demanded
from alongside.casework.schemes.second_factor import has_second_step

GetResponse = Callable[[HttpRequest], HttpResponse]

REFRESH_AFTER = 60  # seconds
BEFORE_THE_SECOND_STEP = ("/account/", "/sw.js", "/no-signal/")  # the last two are for everybody
logger = logging.getLogger("alongside.requests")


def stay_signed_in_while_working(get_response: GetResponse) -> GetResponse:
    """Start the idle time again, at most once a minute: saving at every request would be heavy.

    However busy, nobody stays for longer than `sessions.LONGEST`.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and sessions.is_over(request):
            logout(request)
        if request.user.is_authenticated:
            now = int(time.time())
            if now - request.session.get(sessions.SEEN, 0) >= REFRESH_AFTER:
                request.session[sessions.SEEN] = now  # it is saved, and its cookie renewed
                request.session.setdefault(sessions.BEGAN, now)
        return get_response(request)

    return answer


def second_factor_where_demanded(get_response: GetResponse) -> GetResponse:
    """Where a scheme demands a second factor, its workers set one up before they see anything."""

    def answer(request: HttpRequest) -> HttpResponse:
        user = request.user
        asks = not request.path_info.startswith(BEFORE_THE_SECOND_STEP)
        if user.is_authenticated and asks and not handed_over.now(request) and _lacks_it(user):
            return redirect("mfa_index")
        return get_response(request)

    return answer


def _lacks_it(worker: Worker) -> bool:
    return second_factor_demanded(worker) and not has_second_step(worker)


class NumbersThatCanBe:
    """A number beyond what a database counts to is not found, as any that no record has."""

    LARGEST = 2**63 - 1

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, named: dict[str, object]
    ) -> None:
        """Runs once the address is understood, before the view asks the database."""
        if any(isinstance(value, int) and value > self.LARGEST for value in named.values()):
            raise Http404


def log_requests(get_response: GetResponse) -> GetResponse:
    """One line a request, with the pattern of the address: no numbers, no query, no names.

    Who asked stands there as their worker's number, so that what happened can be followed.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        response = get_response(request)
        match = request.resolver_match
        if match is not None:  # a static file has none, and needs no line
            logger.info(
                "answered",
                extra={
                    "method": request.method,
                    "route": match.route,
                    "status": response.status_code,
                    "ms": round((time.monotonic() - began) * 1000),
                    "worker": _number_of_who_asked(request),
                },
            )
        return response

    return answer


def _number_of_who_asked(request: HttpRequest) -> int | None:
    """As far as it is known by now: a log line is no reason to ask the database."""
    known = getattr(request, "_cached_user", None)
    return getattr(known, "pk", None)
