"""The device in somebody else’s hands: nothing opens there but what they were given.

A worker hands over a phone so that a person can answer questions in peace. From then on, until the
worker says who they are again, their session on this device answers nothing but those pages: not by
a link, not by an address that is typed, not by going back. What is on other devices stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict, cast

from allauth.account.authentication import get_authentication_records
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

KEY = "handed_over"
MOST_TRIES = 5
# Not by a code: the app that shows it may be on the device itself.
SAY_WHO_YOU_ARE = {"account_reauthenticate", "mfa_reauthenticate_webauthn"}
ALWAYS_OPEN = SAY_WHO_YOU_ARE | {
    "schemes:hand_back",
    "schemes:draft",  # takes the form that they were given, and no other
    "visits:no_signal",  # these two are the same for everybody
    "visits:service_worker",
}
TOO_MANY = (
    "There were five tries that did not work, so you were signed out on this device. What was"
    " answered is kept."
)


class HandedOver(TypedDict):
    """What the session knows of it."""

    opens: list[str]  # the addresses that answer
    here: str  # where to go on
    back: str  # where the worker goes on, once they have the device again
    form: str  # whose draft may be kept; "" for none
    said_before: int  # how often they had said who they are when they gave it away
    tries: int  # passwords that did not fit


def now(request: HttpRequest) -> HandedOver | None:
    """What was given away with this device; None while its worker has it."""
    session = getattr(request, "session", None)
    return None if session is None else session.get(KEY)


def hand_over(request: HttpRequest, *, form: str, back: str) -> None:
    """From now on nothing opens on this device but this page, and what `also_opens`."""
    given = now(request)
    if given is None:
        given = HandedOver(
            opens=[], here="", back=back, form=form, said_before=_said(request), tries=0
        )
        request.session.cycle_key()  # pages from before are not for these hands
    given["form"], given["here"] = form, request.path
    _keep(request, given, request.path)


def also_opens(request: HttpRequest, address: str) -> None:
    """One more address answers, if the device is in somebody’s hands."""
    if given := now(request):
        _keep(request, given, address)


def goes_on(request: HttpRequest, to: str, *, back: str) -> None:
    """They have finished: `to` opens in place of all before; `back` is where the worker goes on."""
    if given := now(request):
        given |= {"here": to, "back": back, "opens": [], "form": ""}
        _keep(request, given, to)


def is_back(request: HttpRequest) -> bool:
    """Whether the worker has said who they are since they gave the device away."""
    given = now(request)
    return given is None or _said(request) > given["said_before"]


def take_back(request: HttpRequest) -> str:
    """Everything opens again. Gives where to go on."""
    given: HandedOver = request.session.pop(KEY)
    request.session.cycle_key()
    return given["back"]


def _keep(request: HttpRequest, given: HandedOver, opens: str) -> None:
    given["opens"] = [*dict.fromkeys([*given["opens"], opens])]
    request.session[KEY] = given


def _said(request: HttpRequest) -> int:
    records = get_authentication_records(request, request.user)
    return sum(bool(record.get("reauthenticated")) for record in records)


class WhileHandedOver:
    """A session in somebody’s hands opens what they were given, and sends all else back there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        tried = match is not None and match.view_name in SAY_WHO_YOU_ARE
        if tried and request.method == "POST" and response.status_code == 200:
            return self._did_not_fit(request) or response
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Runs once the address is understood, before anything is looked up."""
        given = now(request)
        if given is None or _may_open(request, given):
            return None
        return redirect(given["here"])

    def _did_not_fit(self, request: HttpRequest) -> HttpResponse | None:
        """Who guesses is signed out; the questions are then closed as well."""
        given = now(request)
        if given is None:
            return None
        given["tries"] += 1
        request.session[KEY] = given
        if given["tries"] < MOST_TRIES:
            return None
        logout(request)
        messages.error(request, TOO_MANY)
        return redirect("account_login")


def _may_open(request: HttpRequest, given: HandedOver) -> bool:
    name = cast(Any, request.resolver_match).view_name
    signing_out = name == "account_logout" and request.method == "POST"
    return signing_out or name in ALWAYS_OPEN or request.path in given["opens"]
