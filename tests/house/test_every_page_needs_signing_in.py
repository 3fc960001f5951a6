"""No page shows anything to somebody who has not signed in, but those named here."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = "what organisations say of themselves, for everybody's programs; only to be read"
OPEN_TO_ALL = {
    "confirm/x/": "an organiser has no account; the secret in the address stands for one",
    "nearby/": "finds public entries of the directory alone, and keeps nothing of who asks",
    f"nearby/{'0' * 8}-0000-4000-8000-{'0' * 12}/": "public entries of the directory alone",
    "answer/x/": "an organiser has no account; the long secret in its address stands for it",
    **{
        f"api/open-referral/{part}": PUBLIC
        for part in (
            "",
            *("services", "services/x", "service_at_locations", "service_at_locations/x"),
            *("taxonomies", "taxonomies/x", "taxonomy_terms", "taxonomy_terms/x"),
        )
    },
    "diary/x.ics": "a calendar cannot sign in; the long secret in its address stands for it",
    "no-signal/": "shown without signal from what the browser keeps; the same for everybody",
    "up/": "says to whoever watches over the server that it answers, and nothing else",
    "sw.js": "the script that shows the page above; it names files of ours",
}
DJANGO_ALLAUTH = "account/"
FILLED_IN = {
    "int": "1",
    "str": "x",
    "slug": "x",
    "path": "x",
    "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
}


def addresses(
    patterns: list[URLPattern | URLResolver] | None = None, before: str = ""
) -> Iterator[str]:
    """Every address of the service, with something in the place of each number."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield re.sub(r"<(\w+):\w+>", lambda match: FILLED_IN[match[1]], route)


OURS = sorted({route for route in addresses() if not route.startswith(DJANGO_ALLAUTH)})


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", [route for route in OURS if route not in OPEN_TO_ALL])
def test_a_page_sends_whoever_is_not_signed_in_to_the_sign_in_page(address: str, method: str):
    response = getattr(Client(), method)(f"/{address}")

    refused = response.status_code in {401, 405}  # told to a script; or not a way to ask for it
    assert refused or response.headers.get("Location", "").startswith("/account/login/")


def test_every_open_page_is_still_there():
    assert set(OPEN_TO_ALL) <= set(OURS)
