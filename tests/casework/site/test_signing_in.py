"""Who gets in, how long for, and what the browser is told."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
import time_machine
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from alongside.casework.audit.models import Event
from alongside.casework.schemes.models import Scheme, Worker

PASSWORD = "a long walk by the river"
SECRET = "JBSWY3DPEHPK3PXP"
SIGN_IN = "/account/login/"


def sign_in(client: Client, worker: Worker, password: str = PASSWORD) -> HttpResponse:
    answer: HttpResponse = client.post(SIGN_IN, {"login": worker.email, "password": password})
    return answer


def test_the_right_password_signs_in_and_is_kept_in_the_audit(client: Client, ruth: Worker):
    answer = sign_in(client, ruth)

    assert answer.headers["Location"] == "/"
    assert Event.objects.get(action="SIGNED_IN").worker_number == ruth.pk


def test_an_email_address_may_be_typed_with_capitals(client: Client, ruth: Worker):
    answer = client.post(SIGN_IN, {"login": ruth.email.upper(), "password": PASSWORD})

    assert answer.status_code == 302


def test_a_sign_in_that_fails_is_in_the_log_with_the_workers_number_alone(
    client: Client, ruth: Worker, caplog: pytest.LogCaptureFixture
):
    sign_in(client, ruth, "not the password")
    client.post(SIGN_IN, {"login": "nobody@example.org", "password": "not the password"})

    failed = [one for one in caplog.records if one.name == "alongside.sign_in"]
    assert [one.worker for one in failed] == [ruth.pk, None]
    assert {one.getMessage() for one in failed} == {"a sign-in failed"}


def test_so_is_a_code_that_fails(client: Client, ruth: Worker, caplog: pytest.LogCaptureFixture):
    TOTP.activate(ruth, SECRET)
    sign_in(client, ruth)

    client.post("/account/2fa/authenticate/", {"code": "000000"})

    assert [one.worker for one in caplog.records if "code at sign-in" in one.msg] == [ruth.pk]


def test_each_request_is_in_the_log_with_the_number_of_who_asked(
    client: Client, ruth: Worker, caplog: pytest.LogCaptureFixture
):
    caplog.set_level("INFO", "alongside.requests")
    client.get("/account/")
    client.force_login(ruth)
    client.get("/account/")

    asked = [one.worker for one in caplog.records if one.name == "alongside.requests"]
    assert asked == [None, ruth.pk]


def test_five_wrong_passwords_lock_the_sign_in_even_for_the_right_one(client: Client, ruth: Worker):
    for _ in range(5):
        assert sign_in(client, ruth, "not the password").status_code == 200

    answer = sign_in(Client(REMOTE_ADDR="203.0.113.9"), ruth)

    assert answer.status_code == 200
    assert not Event.objects.filter(action="SIGNED_IN").exists()


def test_the_lock_opens_after_a_quarter_of_an_hour(client: Client, ruth: Worker):
    for _ in range(5):
        sign_in(client, ruth, "not the password")

    with time_machine.travel(time.time() + 16 * 60):
        answer = sign_in(client, ruth)

    assert answer.status_code == 302


def test_a_worker_who_was_taken_away_does_not_get_in(client: Client, ruth: Worker):
    ruth.is_active = False
    ruth.save()

    sign_in(client, ruth)

    assert not Event.objects.filter(action="SIGNED_IN").exists()


@pytest.mark.parametrize("page", ["signup", "email", "confirm-email"])
def test_nobody_signs_up_or_changes_their_address_alone(client: Client, page: str):
    answer = client.post(f"/account/{page}/", {"email": "someone@example.org"})

    assert answer.headers["Location"] == "/"


@pytest.mark.django_db
def test_sign_up_is_closed_in_the_adapter_too(rf):
    from allauth.account.adapter import get_adapter as accounts

    assert accounts().is_open_for_signup(rf.get("/")) is False


def test_a_forgotten_password_is_set_anew_by_email(client: Client, ruth: Worker):
    client.post("/account/password/reset/", {"email": ruth.email})

    assert [message.to for message in mail.outbox] == [[ruth.email]]


def test_an_unknown_address_gets_the_same_answer(client: Client, ruth: Worker):
    known = client.post("/account/password/reset/", {"email": ruth.email})
    unknown = client.post("/account/password/reset/", {"email": "nobody@example.org"})

    assert known.headers["Location"] == unknown.headers["Location"]


def test_an_idle_session_ends_and_working_keeps_it(client: Client, ruth: Worker):
    page = "/account/password/change/"
    with time_machine.travel("2026-11-02 09:00", tick=False) as clock:
        sign_in(client, ruth)
        for _ in range(3):  # an hour and a quarter, never idle
            clock.shift(25 * 60)
            assert client.get(page).status_code == 200
        clock.shift(31 * 60)
        answer = client.get(page)

    assert answer.headers["Location"].startswith(SIGN_IN)


def test_a_request_beside_with_the_old_name_of_a_session_takes_nothing_away(
    client: Client, ruth: Worker
):
    client.force_login(ruth)
    beside = Client()
    beside.cookies[settings.SESSION_COOKIE_NAME] = "named-before-she-signed-in"

    script, page = beside.get("/sw.js"), beside.get("/")
    signed_in = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/account/logout/")

    assert settings.SESSION_COOKIE_NAME not in script.cookies
    assert settings.SESSION_COOKIE_NAME not in page.cookies
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != signed_in


def test_a_session_is_not_saved_at_every_request(client: Client, ruth: Worker):
    page = "/account/password/change/"
    with time_machine.travel("2026-11-02 09:00", tick=False) as clock:
        sign_in(client, ruth)
        client.get(page)
        clock.shift(59)
        soon = client.get(page)
        clock.shift(1)
        later = client.get(page)

    assert settings.SESSION_COOKIE_NAME not in soon.cookies
    assert settings.SESSION_COOKIE_NAME in later.cookies


@pytest.fixture
def code() -> Callable[[], str]:
    """The code that the app on their telephone shows now."""
    return lambda: format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


def test_a_second_factor_is_asked_for_where_there_is_one(
    client: Client, ruth: Worker, code: Callable[[], str]
):
    TOTP.activate(ruth, SECRET)

    first = sign_in(client, ruth)
    assert first.headers["Location"].startswith("/account/2fa/authenticate/")
    assert not Event.objects.filter(action="SIGNED_IN").exists()
    second = client.post("/account/2fa/authenticate/", {"code": code()})

    assert second.headers["Location"] == "/"
    assert Event.objects.filter(action="SIGNED_IN").exists()


def test_its_secret_cannot_be_read_in_the_database(ruth: Worker):
    TOTP.activate(ruth, SECRET)

    kept = Authenticator.objects.get(user=ruth).data["secret"]

    assert SECRET not in kept
    assert get_adapter().decrypt(kept) == SECRET


def test_a_scheme_that_demands_a_second_factor_shows_nothing_before(
    client: Client, ruth: Worker, aldermouth: Scheme
):
    Scheme.objects.update(second_factor_required=True)
    sign_in(client, ruth)

    answer = client.get("/any-page/")

    assert answer.headers["Location"] == "/account/2fa/"


def test_a_scheme_that_demands_a_second_factor_shows_its_pages_after(
    client: Client, ruth: Worker, code: Callable[[], str]
):
    Scheme.objects.update(second_factor_required=True)
    TOTP.activate(ruth, SECRET)
    sign_in(client, ruth)
    client.post("/account/2fa/authenticate/", {"code": code()})

    assert client.get("/any-page/").status_code == 404


def test_what_another_scheme_demands_is_not_asked(
    client: Client, outsider: Worker, aldermouth: Scheme
):
    Scheme.objects.filter(pk=aldermouth.pk).update(second_factor_required=True)
    sign_in(client, outsider)

    assert client.get("/any-page/").status_code == 404
