"""Sessions that go on when they cannot be saved: reading must not end because a disk is full."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from alongside.unsaved import Why, why


class SessionsThatGoOn(SessionMiddleware):
    """Django’s, but what was only a note in a session (seen a minute ago) may be lost.

    A new session may not: whoever signs in would be told so, and would not be signed in.

    A browser sends some requests beside each other, and signing in gives the session a new name.
    One that still has the old name must not take the new one away with its answer: only who signs
    out is told to forget it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = self._with_session(request, response)
        given = answer.cookies.get(settings.SESSION_COOKIE_NAME)
        if given is not None and given.value == "" and not request.session.modified:
            del answer.cookies[settings.SESSION_COOKIE_NAME]
        return answer

    def _with_session(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except (
            DatabaseError,
            SessionInterrupted,
        ) as error:  # Django takes any fault for the second
            known = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
            reason = why(error)
            if reason is None:
                raise
            if reason is not Why.FULL or request.session.session_key != known:
                raise DatabaseError from error
            request.session.modified = False
            return super().process_response(request, response)
