"""Where a worker is signed in, for how long, and how it ends."""

from __future__ import annotations

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from alongside.casework.audit.models import Event
from alongside.casework.schemes import actions, sessions
from alongside.casework.schemes.models import Scheme, Worker
from tests.casework import made

PASSWORD = "a long walk by the river"
PAGE = "/account/signed-in/"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0"
    " Mobile Safari/537.36"
)
TABLET = (
    "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/17.5 Mobile/15E148 Safari/604.1"
)


def browser_of(worker: Worker, agent: str = PHONE) -> Client:
    browser = Client(headers={"User-Agent": agent})
    browser.post("/account/login/", {"login": worker.email, "password": PASSWORD})
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (PHONE, "Chrome on Android"),
        (TABLET, "Safari on iPad"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge on Windows"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
            "Firefox on Linux",
        ),
        ("", "A browser"),
    ],
)
def test_a_browser_is_called_what_people_call_it(agent: str, said: str):
    assert sessions.called(agent) == said


def test_the_page_shows_each_browser_of_this_worker_and_nobody_elses(ruth: Worker, owen: Worker):
    phone, _ = browser_of(ruth), browser_of(ruth, TABLET)
    browser_of(owen, "Firefox/127.0 (Windows)")

    page = phone.get(PAGE).text

    assert page.count("Chrome on Android") == page.count("Safari on iPad") == 1
    assert "Firefox on Windows" not in page
    assert page.count("This one") == 1


def test_to_end_the_others_one_says_who_one_is_and_they_end_at_once(ruth: Worker, owen: Worker):
    phone, tablet, theirs = browser_of(ruth), browser_of(ruth, TABLET), browser_of(owen)

    asked = phone.post(PAGE)
    assert asked.headers["Location"].startswith("/account/reauthenticate/")
    assert is_in(tablet)
    page = phone.post("/account/reauthenticate/", {"password": PASSWORD, "next": PAGE}, follow=True)

    assert "You are signed out in 1 other browser." in page.text
    assert (is_in(phone), is_in(tablet), is_in(theirs)) == (True, False, True)
    assert Event.objects.filter(action="SIGNED_OUT_ELSEWHERE").count() == 1


def test_where_there_is_no_other_that_is_said(ruth: Worker):
    phone = browser_of(ruth)
    phone.post("/account/reauthenticate/", {"password": PASSWORD})

    page = phone.post(PAGE, follow=True).text

    assert "You were signed in nowhere else." in page
    assert "Sign out everywhere but here" not in page


def test_a_new_password_ends_every_other_session(ruth: Worker):
    phone, tablet = browser_of(ruth), browser_of(ruth, TABLET)
    new = "four herons over the harbour"

    phone.post(
        "/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert (is_in(phone), is_in(tablet)) == (True, False)
    ruth.refresh_from_db()
    assert len(sessions.live(ruth)) == 1


def test_however_busy_nobody_stays_for_more_than_twelve_hours(ruth: Worker):
    with time_machine.travel("2026-11-02 08:00", tick=False) as clock:
        phone = browser_of(ruth)
        for _ in range(35):  # every twenty minutes
            clock.shift(20 * 60)
            assert is_in(phone)
        clock.shift(25 * 60)

        answer = phone.get("/account/")

    assert answer.headers["Location"].startswith("/account/login/")


def test_a_session_of_before_counts_from_when_it_is_next_used(client: Client, ruth: Worker):
    client.force_login(ruth)

    client.get("/account/")

    assert sessions.BEGAN in client.session


# ---- a new number where more may be done -------------------------------------------------------


def test_signing_in_changes_the_sessions_number_so_that_nobody_can_set_it_before(ruth: Worker):
    browser = Client()
    session = browser.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    browser.cookies[settings.SESSION_COOKIE_NAME] = planted

    browser.post("/account/login/", {"login": ruth.email, "password": PASSWORD})

    now = browser.cookies[settings.SESSION_COOKIE_NAME].value
    assert now != planted
    other = Client()
    other.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert not is_in(other)


def test_saying_again_who_one_is_changes_it_too(ruth: Worker):
    phone = browser_of(ruth)
    before = phone.cookies[settings.SESSION_COOKIE_NAME].value

    phone.post("/account/reauthenticate/", {"password": "guess"})
    same = phone.cookies[settings.SESSION_COOKIE_NAME].value
    phone.post("/account/reauthenticate/", {"password": PASSWORD})

    assert same == before
    assert phone.cookies[settings.SESSION_COOKIE_NAME].value != before
    assert is_in(phone)


def test_signing_out_ends_the_session_on_the_server(ruth: Worker):
    phone = browser_of(ruth)
    kept = phone.cookies[settings.SESSION_COOKIE_NAME].value

    phone.post("/account/logout/")

    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert not is_in(thief)
    assert sessions.live(ruth) == []


# ---- by an administrator -----------------------------------------------------------------------


def test_an_administrator_signs_out_a_worker_whose_phone_is_lost(ruth: Worker, aldermouth: Scheme):
    phone = browser_of(ruth)
    ada = browser_of(made.worker("Ada Quill", "administrator", aldermouth))
    where = f"/settings/schemes/{aldermouth.pk}/workers/{ruth.pk}/"

    assert "Sign out everywhere" in ada.get(where).text
    page = ada.post(f"{where}sign-out/", follow=True)

    assert "Ruth is signed out in 1 browser." in page.text
    assert (is_in(phone), is_in(ada)) == (False, True)
    assert Event.objects.filter(action="SIGNED_OUT_EVERYWHERE").count() == 1


def test_nobody_else_does(ruth: Worker, owen: Worker, dilys: Worker, aldermouth: Scheme):
    phone = browser_of(ruth)
    address = f"/settings/schemes/{aldermouth.pk}/workers/{ruth.pk}/sign-out/"

    assert {browser_of(one).post(address).status_code for one in (owen, dilys)} == {404}
    assert is_in(phone)


def test_who_may_no_longer_sign_in_is_out_at_once(ruth: Worker):
    phone = browser_of(ruth)

    actions.change_worker(worker=ruth, changes={"is_active": False}, by=None)

    assert not is_in(phone)


def test_everybody_can_be_signed_out(ruth: Worker, owen: Worker):
    browsers = browser_of(ruth), browser_of(owen)

    assert sessions.end_all() == 2
    assert not any(is_in(browser) for browser in browsers)
