"""The request of somebody who is signed in."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from .models import Worker


class WorkerRequest(HttpRequest):
    """For views below `login_required`: the user is a worker, never an anonymous one."""

    user: Worker


def back_to(request: HttpRequest, otherwise: str = "") -> str:
    """The page that a form came from, where its `next` is one of ours."""
    to = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(to, request.get_host(), request.is_secure())
    return to if ours else otherwise


def number_in(typed: str | None) -> int | None:
    """A row's number in an address or a form; anything else is nothing."""
    plain = typed or ""
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 19 else None
