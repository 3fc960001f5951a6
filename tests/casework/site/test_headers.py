"""What every kind of answer tells the browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client, override_settings
from django.urls import include, path

from alongside.casework.schemes.models import Worker
from alongside.casework.site.headers import NOT_USED, POLICY
from alongside.casework.support.models import Episode
from tests import up_to_date


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


def data(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"kept": True}, headers={"Cache-Control": "public, max-age=60"})


urlpatterns = [
    path("broken/", broken),
    path("data/", data),
    path("", include("alongside.casework.site.urls")),
]
KINDS = {
    "a page": ("get", "/people/{peg}/"),
    "a form": ("get", "/people/{peg}/contact/"),
    "a form with errors": ("post", "/people/{peg}/contact/"),
    "sent on": ("get", "/account/login/"),
    "not found": ("get", "/nothing/"),
    "not this way": ("get", "/connections/1/answer/"),
    "broken": ("get", "/broken/"),
    "data": ("get", "/data/"),
    "who is here": ("get", "/keep/hello/"),
    "kept while typing": ("post", "/drafts/"),
    "a download": ("get", "/people/{peg}/plan/plan.pdf"),
    "a style": ("get", "{static}app.css"),
    "a script": ("get", "{static}js/start.js"),
    "the service worker": ("get", "/sw.js"),
    "no signal": ("get", "/no-signal/"),
}
STATUS = {"sent on": 302, "not found": 404, "not this way": 405, "broken": 500}
KEPT_BY_BROWSERS = {"a style": "max-age", "a script": "max-age", "the service worker": "no-cache"}


@pytest.fixture
def client(ruth: Worker) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(ruth)
    return browser


def ask(client: Client, kind: str, episode: Episode) -> HttpResponse:
    from django.conf import settings

    method, address = KINDS[kind]
    address = address.format(peg=episode.person.pk, static=settings.STATIC_URL)
    answer: HttpResponse = getattr(client, method)(address)
    return answer


@pytest.mark.parametrize("kind", KINDS)
@override_settings(ROOT_URLCONF=__name__)
def test_the_kinds_are_what_they_are_called(client: Client, pegs_episode: Episode, kind: str):
    usual = 400 if kind == "kept while typing" else 200

    assert ask(client, kind, pegs_episode).status_code == STATUS.get(kind, usual)


@pytest.mark.parametrize("kind", KINDS)
@override_settings(ROOT_URLCONF=__name__)
def test_every_kind_of_answer_says_what_may_run_and_who_may_frame_it(
    client: Client, pegs_episode: Episode, kind: str
):
    headers = ask(client, kind, pegs_episode).headers

    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert all(f"{feature}=()" in headers["Permissions-Policy"] for feature in NOT_USED)
    assert "Server" not in headers
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("kind", KINDS)
@override_settings(ROOT_URLCONF=__name__)
def test_nothing_but_our_own_files_is_kept_by_a_browser(
    client: Client, pegs_episode: Episode, kind: str
):
    kept = ask(client, kind, pegs_episode).headers["Cache-Control"]

    assert KEPT_BY_BROWSERS.get(kind, "no-store") in kept
    assert "public, max-age=60" not in kept


@pytest.mark.parametrize("address", ["/", "/account/login/", "/nothing/", "/diary/1-x.ics"])
def test_neither_is_what_somebody_gets_who_is_not_signed_in(db: None, address: str):
    assert "no-store" in Client().get(address).headers["Cache-Control"]


def test_the_policy_lets_nothing_in_that_stands_within_a_page_or_comes_from_elsewhere():
    sources = {word for part in POLICY.split("; ") for word in part.split()[1:]}

    assert sources == {"'none'", "'self'", "data:"}
    assert "default-src 'none'" in POLICY
    assert {part for part in POLICY.split("; ") if "data:" in part} == {"img-src 'self' data:"}


def test_signing_out_empties_what_the_browser_keeps_of_pages_and_leaves_what_waits_to_be_sent(
    client: Client,
):
    said = client.post("/account/logout/").headers["Clear-Site-Data"]

    assert said == '"cache"'
    assert "Clear-Site-Data" not in client.post("/account/login/").headers


# ---- behind TLS: as it is served in earnest ----------------------------------------------------

BEHIND_TLS = r"""
import json, os, re
os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.casework.site.settings"
import django
django.setup()
from django.test import Client
from alongside.casework.schemes.models import Worker
Worker.objects.create_user("ruth@example.org", "Ruth Adeyemi", "a long walk by the river")
site, tls = "alongside.example.org", {"X-Forwarded-Proto": "https"}
plain = Client(SERVER_NAME=site).get("/account/login/")
browser = Client(SERVER_NAME=site, headers=tls, enforce_csrf_checks=True)
page = browser.get("/account/login/")
who = {"login": "ruth@example.org", "password": "a long walk by the river"}
token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
def sign_in(**more):
    return browser.post("/account/login/", who | {"csrfmiddlewaretoken": token}, headers=more)
refused = {
    "nothing said": sign_in().status_code,
    "another site": sign_in(Origin="https://evil.example").status_code,
    "without encryption": sign_in(Origin="http://" + site).status_code,
    "hidden, another site": sign_in(Origin="null", **{"Sec-Fetch-Site": "cross-site"}).status_code,
    "hidden, a name beside": sign_in(Origin="null", **{"Sec-Fetch-Site": "same-site"}).status_code,
}
inside = sign_in(Origin="null", **{"Sec-Fetch-Site": "same-origin"})
cookies = {name: cookie.OutputString() for name, cookie in (page.cookies | inside.cookies).items()}
wrong_host = Client(SERVER_NAME="evil.example", headers=tls).get("/account/login/")
print(json.dumps({
    "plain": [plain.status_code, plain.headers["Location"]],
    "hsts": inside.headers["Strict-Transport-Security"],
    "cookies": cookies, "refused": refused, "inside": inside.status_code,
    "wrong host": wrong_host.status_code,
    "said to the wrong host": dict(wrong_host.headers),
}))
"""


@pytest.fixture(scope="module")
def behind_tls(tmp_path_factory: pytest.TempPathFactory) -> dict:
    env = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    data = tmp_path_factory.mktemp("data")
    up_to_date.put_into(data)
    env |= {
        "ALONGSIDE_DATA": str(data),
        "ALONGSIDE_HOSTS": "alongside.example.org",
        "ALONGSIDE_BEHIND_TLS": "true",
    }
    done = subprocess.run(
        [sys.executable, "-c", BEHIND_TLS], env=env, capture_output=True, text=True, cwd=Path.cwd()
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_behind_tls_nothing_goes_without_encryption(behind_tls: dict):
    assert behind_tls["plain"] == [301, "https://alongside.example.org/account/login/"]
    assert behind_tls["hsts"] == "max-age=31536000; includeSubDomains"


def test_behind_tls_cookies_belong_to_this_name_alone_and_to_no_script(behind_tls: dict):
    cookies = behind_tls["cookies"]

    assert cookies.keys() == {"__Host-alongside", "__Host-alongside-form"}
    for cookie in cookies.values():
        parts = {part.strip().lower() for part in cookie.split(";")}
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= parts
        assert not any(part.startswith("domain") for part in parts)


def test_behind_tls_a_form_of_our_own_page_is_taken_and_of_no_other(behind_tls: dict):
    assert behind_tls["inside"] == 302
    assert set(behind_tls["refused"].values()) == {403}


def test_a_name_that_is_not_ours_gets_nothing_but_the_same_headers(behind_tls: dict):
    assert behind_tls["wrong host"] == 400
    assert behind_tls["said to the wrong host"]["Content-Security-Policy"] == POLICY
