"""Signing in, the second step, My account: every page that somebody may meet there."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from alongside.casework.schemes import actions, drafts
from alongside.casework.schemes.models import Draft, Scheme, Worker
from tests.casework import made

PASSWORD = "a long walk by the river"
SECRET = "JBSWY3DPEHPK3PXP"
SIGN_IN = "/account/login/"


def code(secret: str = SECRET) -> str:
    """What an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client: Client, worker: Worker, **said: Any) -> Any:
    address = SIGN_IN + (f"?next={said['next']}" if "next" in said else "")
    typed = {"login": worker.email, "password": PASSWORD} | said
    return client.post(address, typed, follow=False)


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def title(answer: Any) -> str:
    return re.search(r"<title>(.*?)</title>", answer.content.decode())[1]


@pytest.fixture
def by_ruth(client: Client, ruth: Worker) -> Client:
    assert sign_in(client, ruth).status_code == 302
    return client


# ---- signing in ----------------------------------------------------------------------------------


def test_what_was_left_empty_at_sign_in_is_said(client, db):
    page = client.post(SIGN_IN, {"login": "", "password": ""}).content.decode()

    assert "Write your email address." in page
    assert "Write your password." in page


def test_the_first_sign_in_page_says_what_is_needed_and_nothing_more(client, db):
    answer = client.get(SIGN_IN)

    assert "You were signed out" not in words(answer)
    assert 'autocomplete="current-password"' in answer.content.decode()


def test_after_idle_time_the_page_says_that_what_was_typed_is_kept(client, db):
    answer = client.get(SIGN_IN + "?next=/people/41/contact/")

    assert "what you typed is kept" in words(answer)


def test_signing_in_goes_on_to_the_page_that_was_asked_for(client, ruth):
    answer = sign_in(client, ruth, next="/people/41/contact/")

    assert answer.headers["Location"] == "/people/41/contact/"


def test_a_wrong_password_is_refused_in_words_and_the_title_says_error(client, ruth):
    answer = sign_in(client, ruth, password="not this one at all")

    assert "This email address and this password do not go together" in words(answer)
    assert title(answer).startswith("Error: ")
    assert "not this one at all" not in answer.content.decode()


def test_the_sixth_try_is_told_how_long_it_is_locked_and_what_to_do(client, ruth):
    for _ in range(5):
        sign_in(client, ruth, password="not this one at all")

    answer = sign_in(client, ruth)

    assert "closed for a quarter of an hour" in words(answer)
    assert "choose a new password" in words(answer)


def test_a_new_password_opens_the_lock_at_once(client, ruth):
    for _ in range(6):
        sign_in(client, ruth, password="not this one at all")
    client.post("/account/password/reset/", {"email": ruth.email})
    choose = client.get(re.search(r"http://\S+", mail.outbox[0].body)[0], follow=True)
    typed = {"password1": "three green herons", "password2": "three green herons"}
    client.post(choose.redirect_chain[-1][0], typed)

    answer = sign_in(client, ruth, password="three green herons")

    assert answer.status_code == 302


def test_too_much_from_one_place_is_stopped_for_a_moment_in_our_look(client, ruth):
    for _ in range(31):
        answer = sign_in(client, ruth, password="not this one at all")

    assert answer.status_code == 429
    assert "Nothing that was saved is lost" in words(answer)


def test_signing_out_is_asked_and_told(by_ruth):
    assert "Sign out?" in words(by_ruth.get("/account/logout/"))

    answer = by_ruth.post("/account/logout/", follow=True)

    assert "You have signed out." in words(answer)


def test_a_closed_sign_in_says_whom_to_ask(client, ruth):
    actions.change_worker(worker=ruth, changes={"is_active": False}, by=None)

    answer = client.get("/account/inactive/")

    assert "Ask your scheme’s administrator" in words(answer)


# ---- passwords -----------------------------------------------------------------------------------


def test_a_forgotten_password_is_asked_for_and_the_answer_is_the_same_for_everybody(client, ruth):
    asked = client.get("/account/password/reset/")
    known = client.post("/account/password/reset/", {"email": ruth.email}, follow=True)
    unknown = client.post("/account/password/reset/", {"email": "no@example.org"}, follow=True)

    assert "works once, and for three days" in words(asked)
    assert words(known) == words(unknown)
    assert [message.subject for message in mail.outbox] == [
        "Choose a new password for Alongside",
        "About signing in to Alongside",
    ]
    assert "it was not you" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("short", "short"), "too short"),
        (("ruth.adeyemi", "ruth.adeyemi"), "too similar"),
        (("123456789012", "123456789012"), "entirely numeric"),
        (("three green herons", "three green heron"), "same password each time"),
    ],
)
def test_a_weak_password_is_refused_in_words(by_ruth, typed, expected):
    said = {"oldpassword": PASSWORD, "password1": typed[0], "password2": typed[1]}

    answer = by_ruth.post("/account/password/change/", said)

    assert expected in words(answer)


def test_a_password_is_changed_on_my_account_and_an_email_tells(by_ruth, ruth):
    said = {"password1": "three green herons", "password2": "three green herons"}
    wrong = by_ruth.post("/account/password/change/", said | {"oldpassword": "no"})
    answer = by_ruth.post(
        "/account/password/change/", said | {"oldpassword": PASSWORD}, follow=True
    )

    assert "This is not your password now" in words(wrong)
    assert title(answer) == "My account - Alongside"
    assert "Your new password is saved." in words(answer)
    (message,) = mail.outbox
    assert message.subject == "Your password for Alongside was changed"
    assert "tell your scheme’s administrator at once" in message.body


def test_somebody_without_a_password_chooses_one(client, ruth):
    ruth.set_unusable_password()
    ruth.save()
    client.force_login(ruth)

    assert "Choose a password" in words(client.get("/account/password/set/"))
    typed = {"password1": "three green herons", "password2": "three green herons"}
    client.post("/account/password/set/", typed)

    ruth.refresh_from_db()
    assert ruth.check_password("three green herons")
    assert mail.outbox[0].subject == "Your password for Alongside is chosen"


def test_what_matters_for_sign_in_asks_whether_it_is_still_you(client, ruth):
    client.force_login(ruth)

    asked = client.get("/account/2fa/totp/activate/", follow=True)
    wrong = client.post(asked.redirect_chain[-1][0], {"password": "no"})
    right = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD})

    assert "Is it still you?" in words(asked)
    assert "This is not your password" in words(wrong)
    assert right.headers["Location"] == "/account/2fa/totp/activate/"


# ---- the second step -----------------------------------------------------------------------------


def say_it_is_me(client: Client) -> None:
    client.post("/account/reauthenticate/?next=/account/", {"password": PASSWORD})


def set_up(client: Client) -> Any:
    say_it_is_me(client)
    shown = client.get("/account/2fa/totp/activate/")
    key = re.search(r"into the app: <strong>([A-Z2-7 ]+)</strong>", shown.content.decode())[1]
    typed = {"code": code(key.replace(" ", ""))}
    return client.post("/account/2fa/totp/activate/", typed, follow=True)


def test_the_second_step_is_set_up_with_a_picture_that_the_policy_lets_through(by_ruth):
    say_it_is_me(by_ruth)

    answer = by_ruth.get("/account/2fa/totp/activate/")

    html = answer.content.decode()
    assert '<img src="data:image/svg+xml;base64,' in html
    assert "img-src 'self' data:" in answer.headers["Content-Security-Policy"]
    assert " style=" not in html
    assert "Your scheme asks" not in html


@pytest.mark.django_db(transaction=True)  # the email is sent when it is kept for good
def test_the_second_step_is_set_up_with_a_code_and_gives_recovery_codes(by_ruth, ruth):
    answer = set_up(by_ruth)

    assert title(answer) == "Your recovery codes - Alongside"
    assert len(re.findall(r"<code>[\w-]+</code>", answer.content.decode())) == 10
    assert "The code from an app is set up." in words(answer)
    assert mail.outbox[0].subject == "A code from an app is set up for Alongside"
    assert Authenticator.objects.filter(user=ruth, type="totp").exists()


def test_a_wrong_code_is_refused_in_words(by_ruth, ruth):
    say_it_is_me(by_ruth)
    by_ruth.get("/account/2fa/totp/activate/")

    answer = by_ruth.post("/account/2fa/totp/activate/", {"code": "000000"})

    assert "Codes change every half minute" in words(answer)
    assert not Authenticator.objects.filter(user=ruth).exists()


def test_signing_in_asks_for_a_code_and_takes_a_recovery_code_once(by_ruth, ruth):
    shown = set_up(by_ruth)
    spare = re.search(r"<code>([\w-]+)</code>", shown.content.decode())[1]

    def with_code(typed: str) -> Any:
        client = Client()
        asked = client.get(sign_in(client, ruth).headers["Location"])
        assert "Enter a code" in words(asked)
        return client.post("/account/2fa/authenticate/", {"code": typed})

    assert "Codes change every half minute" in words(with_code("000000"))
    assert with_code(spare).headers["Location"] == "/"
    assert "Codes change every half minute" in words(with_code(spare))


def test_recovery_codes_are_seen_downloaded_and_made_anew(by_ruth):
    first = set_up(by_ruth)
    text = by_ruth.get("/account/2fa/recovery-codes/download/")
    asked = by_ruth.get("/account/2fa/recovery-codes/generate/")
    anew = by_ruth.post("/account/2fa/recovery-codes/generate/", follow=True)

    codes = re.findall(r"<code>([\w-]+)</code>", first.content.decode())
    assert text.content.decode().split()[-10:] == codes
    assert text.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert "The 10 codes that you have and have not used will stop working" in words(asked)
    assert not set(codes) & set(re.findall(r"<code>([\w-]+)</code>", anew.content.decode()))
    assert "10 recovery codes not used yet" in words(by_ruth.get("/account/2fa/"))


def test_the_second_step_is_switched_off(by_ruth, ruth):
    assert "Set up an app" in words(by_ruth.get("/account/2fa/"))
    set_up(by_ruth)
    asked = by_ruth.get("/account/2fa/totp/deactivate/")
    answer = by_ruth.post("/account/2fa/totp/deactivate/", follow=True)

    assert "your recovery codes stop working" in words(asked)
    assert "The code from an app is switched off." in words(answer)
    assert not Authenticator.objects.filter(user=ruth).exists()
    assert mail.outbox[-1].subject == "The code from an app for Alongside is switched off"


def test_where_a_scheme_asks_for_the_second_step_it_stays(by_ruth, ruth):
    set_up(by_ruth)
    Scheme.objects.update(second_factor_required=True)

    asked = by_ruth.get("/account/2fa/totp/deactivate/")
    by_ruth.post("/account/2fa/totp/deactivate/")

    assert "so it cannot be switched off" in words(asked)
    assert "Switch it off" not in words(asked)
    assert Authenticator.objects.filter(user=ruth, type="totp").exists()


def test_who_is_asked_to_set_it_up_is_told_why(client, ruth):
    Scheme.objects.update(second_factor_required=True)
    sign_in(client, ruth)

    asked = client.get("/settings/", follow=True)
    say_it_is_me(client)
    answer = client.get("/account/2fa/totp/activate/")

    assert title(asked) == "The second step - Alongside"
    assert "Your scheme asks everybody for a second step" in words(asked)
    assert "Add a passkey" in words(asked)
    assert title(answer) == "Set up a code from an app - Alongside"


def test_recovery_codes_alone_are_no_second_step(client, ruth):
    RecoveryCodes.activate(ruth)
    Scheme.objects.update(second_factor_required=True)
    client.force_login(ruth)

    assert client.get("/settings/").headers["Location"] == "/account/2fa/"


def test_a_code_again_is_enough_to_say_that_it_is_still_you(client, ruth):
    TOTP.activate(ruth, SECRET)
    client.force_login(ruth)

    asked = client.get("/account/2fa/recovery-codes/generate/", follow=True)
    by_code = client.get("/account/2fa/reauthenticate/?next=/account/")

    assert "Is it still you?" in words(asked)
    assert "please enter a code" in words(by_code)
    answer = client.post("/account/2fa/reauthenticate/?next=/account/", {"code": code()})
    assert answer.headers["Location"] == "/account/"


@pytest.mark.parametrize("page", ["signup", "email", "confirm-email", "confirm-email/a:b:c"])
def test_pages_that_are_not_for_us_lead_home(client, page):
    assert client.get(f"/account/{page}/").headers["Location"] == "/"


# ---- My account ----------------------------------------------------------------------------------


def test_my_account_says_who_i_am_here(by_ruth, ruth, owen, aldermouth):
    from datetime import timedelta

    from django.utils import timezone

    actions.set_cover(
        scheme=aldermouth,
        away=owen,
        covering=ruth,
        from_on=timezone.localdate(),
        until_on=timezone.localdate() + timedelta(days=3),
        today=timezone.localdate(),
        by=None,
    )

    shown = words(by_ruth.get("/account/"))

    assert "Connector, Aldermouth Connectors Since 1 January 2020" in shown
    assert "Covering for Owen Castellani, Aldermouth Connectors" in shown
    assert "None: your password alone lets you in" in shown


def test_somebody_without_a_role_is_told_whom_to_ask(client, db):
    from tests.casework import made

    client.force_login(made.worker("Nobody Yet"))

    assert "You have no role today" in words(client.get("/account/"))


def test_a_coordinator_finds_the_settings_from_my_account(client, dilys, aldermouth):
    client.force_login(dilys)

    assert "Settings of Aldermouth Connectors" in words(client.get("/account/"))


def test_i_change_what_is_said_about_me(by_ruth, ruth):
    said = {"first_name": "Ruthie", "telephone": "07700 900123", "languages": "Yoruba, English"}

    shown = by_ruth.get("/account/details/")
    answer = by_ruth.post("/account/details/", said | {"working_days": [0, 3]}, follow=True)

    assert "What colleagues call you" in words(shown)
    assert "Days I work Monday, Thursday" in words(answer)
    ruth.refresh_from_db()
    assert (ruth.called, ruth.languages) == ("Ruthie", ["Yoruba", "English"])


def test_my_account_leads_to_the_calendars_private_address(by_ruth, client, aldermouth):
    assert 'href="/diary/calendar/"' in by_ruth.get("/account/").content.decode()

    client.force_login(made.worker("Amir Sadiq", "administrator", aldermouth))  # has no diary
    assert "/diary/calendar/" not in client.get("/account/").content.decode()


# ---- what is typed is kept -----------------------------------------------------------------------


def keep(client: Client, body: Any, **more: Any) -> Any:
    return client.post("/drafts/", body, content_type="application/json", **more)


def test_what_is_typed_arrives_and_is_kept(by_ruth, ruth):
    answer = keep(by_ruth, {"form": "support.contact:41", "fields": {"note": "She laughed"}})

    assert answer.status_code == 204
    assert drafts.read(ruth, "support.contact:41") == {"note": "She laughed"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("not json", 400),
        ([], 400),
        ({"form": "support.contact:41"}, 400),
        ({"form": "support.contact:41", "fields": [1]}, 400),
        ({"form": "support.contact:41", "fields": {"note": {"a": 1}}}, 400),
        ({"form": "support.contact:41", "fields": {"note": [1]}}, 400),
        ({"form": "<script>", "fields": {}}, 400),
        ('{"form": "support.contact:41", "fields": {"note": "\\ud83d"}}', 400),  # half a sign
        ('{"form": "support.contact:41", "fields": {"note": ["a\\u0000b"]}}', 400),
        ("[" * 100_000, 400),
        ({"form": "support.contact:41", "fields": {"note": "x" * 150_000}}, 400),
        ({"form": "support.contact:41", "fields": {"note": "x" * 250_000}}, 413),
    ],
)
def test_what_is_no_form_of_ours_is_not_kept(by_ruth, body, status):
    assert keep(by_ruth, body).status_code == status
    assert not Draft.objects.exists()


def test_a_script_is_told_that_its_worker_was_signed_out(client, db):
    assert keep(client, {"form": "support.contact:41", "fields": {}}).status_code == 401


def test_nothing_is_kept_from_another_site(ruth):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ruth)

    assert keep(client, {"form": "people.add", "fields": {}}).status_code == 403


def test_a_form_sent_after_signing_out_is_kept_for_its_worker_alone(client, ruth, owen):
    sealed = drafts.seal(ruth, "schemes.details:1")
    typed = {"draft": sealed, "telephone": "07700 900123", "working_days": ["0", "3"]}

    answer = client.post("/account/details/", typed)

    assert answer.headers["Location"] == "/account/login/?next=/account/details/"
    assert drafts.read(ruth, "schemes.details:1") == {
        "telephone": "07700 900123",
        "working_days": ["0", "3"],
    }
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("sealed", ["", "made up"])
def test_a_form_that_is_not_sealed_by_us_is_not_kept(client, db, sealed):
    client.post("/account/details/", {"draft": sealed, "telephone": "1"})

    assert not Draft.objects.exists()


def test_nothing_is_kept_for_somebody_who_may_not_sign_in(client, ruth):
    sealed = drafts.seal(ruth, "schemes.details:1")
    actions.change_worker(worker=ruth, changes={"is_active": False}, by=None)

    client.post("/account/details/", {"draft": sealed, "telephone": "1"})

    assert not Draft.objects.exists()
