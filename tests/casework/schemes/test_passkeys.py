"""Passkeys, as far as no browser is needed; with one: tests/journeys/test_passkeys.py."""

from __future__ import annotations

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.schemes.second_factor import has_second_step

PASSWORD = "a long walk by the river"
ADD = "/account/2fa/webauthn/add/"
AGAIN = "/account/2fa/webauthn/reauthenticate/"

# What a device said once, when a passkey was made on localhost.
KEPT = json.loads(
    """{"id": "VGhpcyBpcyBhIGtleQ", "rawId": "VGhpcyBpcyBhIGtleQ", "type": "public-key",
    "clientExtensionResults": {},
    "response": {"clientDataJSON": "", "attestationObject": ""}}"""
)


@pytest.fixture
def passkey(ruth: Worker, made_up_passkey: dict) -> Authenticator:
    data = {"name": "My phone", "credential": made_up_passkey}
    return Authenticator.objects.create(user=ruth, type="webauthn", data=data)


@pytest.fixture
def made_up_passkey() -> dict:
    """What a device says when it makes one; the key in it is nobody’s."""
    from fido2.cose import ES256
    from fido2.utils import websafe_encode
    from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

    key = ES256.from_ctap1(b"\x04" + b"\x01" * 64)
    of_key = AttestedCredentialData.create(b"\0" * 16, b"a key of nobody", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    said = AuthenticatorData.create(b"\0" * 32, flags, 0, of_key)
    made = AttestationObject.create("none", said, {})
    where = {"type": "webauthn.create", "challenge": "eA", "origin": "http://localhost"}
    return KEPT | {
        "id": websafe_encode(b"a key of nobody"),
        "rawId": websafe_encode(b"a key of nobody"),
        "response": {
            "clientDataJSON": websafe_encode(json.dumps(where).encode()),
            "attestationObject": websafe_encode(bytes(made)),
        },
    }


@pytest.fixture
def by_ruth(client: Client, ruth: Worker) -> Client:
    client.force_login(ruth)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def words(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


def test_a_passkey_counts_as_the_second_step_that_a_scheme_asks_for(
    client: Client, ruth: Worker, passkey: Authenticator
):
    Scheme.objects.update(second_factor_required=True)
    client.force_login(ruth)

    assert has_second_step(ruth)
    assert client.get("/my-people/").status_code == 200


def test_the_page_gives_the_browser_what_it_has_to_ask(by_ruth: Client):
    html = by_ruth.get(ADD).content.decode()

    asked = json.loads(re.search(r'data-options="([^"]*)"', html)[1].replace("&#34;", '"'))
    assert asked["publicKey"]["rp"]["name"] == "Alongside"
    assert asked["publicKey"]["authenticatorSelection"]["userVerification"] == "required"
    assert "needs JavaScript" in html


@pytest.mark.parametrize("said", ["", "no data", "{}", json.dumps(KEPT), "[1]"])
def test_what_is_no_passkey_is_refused_in_words(by_ruth: Client, ruth: Worker, said: str):
    by_ruth.get(ADD)

    answer = by_ruth.post(ADD, {"name": "My phone", "credential": said})

    assert answer.status_code == 200
    assert "This passkey was not taken." in words(answer)
    assert not Authenticator.objects.filter(user=ruth).exists()


def test_a_passkey_of_another_question_is_refused(by_ruth: Client, made_up_passkey: dict):
    by_ruth.get(ADD)

    answer = by_ruth.post(ADD, {"name": "x", "credential": json.dumps(made_up_passkey)})

    assert "This passkey was not taken." in words(answer)


def test_signing_in_offers_the_passkey_first_and_a_recovery_code_beside_it(
    client: Client, ruth: Worker, passkey: Authenticator
):
    client.post("/account/login/", {"login": ruth.email, "password": PASSWORD})

    page = client.get("/account/2fa/authenticate/")
    wrong = client.post("/account/2fa/authenticate/", {"credential": json.dumps(KEPT)})

    assert "Use my passkey" in words(page)
    assert "Enter one of your recovery codes." in words(page)
    assert "authenticator app" not in words(page)
    assert "This passkey was not taken." in words(wrong)
    assert client.get("/my-people/").status_code == 302


def test_who_has_no_passkey_is_not_asked_for_one(client: Client, ruth: Worker):
    TOTP.activate(ruth, "JBSWY3DPEHPK3PXP")
    client.post("/account/login/", {"login": ruth.email, "password": PASSWORD})

    page = client.get("/account/2fa/authenticate/")

    assert "passkey" not in words(page)
    assert "Open the authenticator app on your phone." in words(page)


def test_a_passkey_that_does_not_fit_is_said_on_the_page_that_asked_again(
    by_ruth: Client, passkey: Authenticator
):
    page = by_ruth.get(f"{AGAIN}?next=/account/")
    wrong = by_ruth.post(f"{AGAIN}?next=/account/", {"credential": json.dumps(KEPT)})

    assert "Is it still you?" in words(page)
    assert wrong.status_code == 200
    assert "This passkey was not taken." in words(wrong)
    assert 'value="/account/"' in wrong.content.decode()


def test_the_last_one_is_not_removed_while_a_scheme_asks_for_it(
    by_ruth: Client, ruth: Worker, passkey: Authenticator
):
    Scheme.objects.update(second_factor_required=True)
    where = f"/account/2fa/webauthn/keys/{passkey.pk}/remove/"

    assert "this is the only one you have" in words(by_ruth.get(where))
    by_ruth.post(where)
    assert Authenticator.objects.filter(pk=passkey.pk).exists()

    TOTP.activate(ruth, "JBSWY3DPEHPK3PXP")
    by_ruth.post(where)
    assert not Authenticator.objects.filter(pk=passkey.pk).exists()


def test_the_passkey_of_somebody_else_is_not_to_be_found(
    client: Client, owen: Worker, passkey: Authenticator
):
    client.force_login(owen)
    client.post("/account/reauthenticate/", {"password": PASSWORD})

    for what in ("remove", "edit"):
        assert client.get(f"/account/2fa/webauthn/keys/{passkey.pk}/{what}/").status_code == 404
        assert client.post(f"/account/2fa/webauthn/keys/{passkey.pk}/{what}/").status_code == 404


def test_a_name_is_what_was_typed_or_the_one_it_had(by_ruth: Client, passkey: Authenticator):
    where = f"/account/2fa/webauthn/keys/{passkey.pk}/edit/"

    by_ruth.post(where, {"name": " The blue phone "})
    passkey.refresh_from_db()
    assert passkey.wrap().name == "The blue phone"
    by_ruth.post(where, {"name": ""})
    passkey.refresh_from_db()
    assert passkey.wrap().name == "The blue phone"
    assert "most 60" in words(by_ruth.post(where, {"name": "x" * 61}))


def test_my_account_and_the_list_say_what_there_is(by_ruth: Client, passkey: Authenticator):
    assert "A passkey" in words(by_ruth.get("/account/"))
    assert "My phone" in words(by_ruth.get("/account/2fa/webauthn/"))
    passkey.delete()
    assert "You have none." in words(by_ruth.get("/account/2fa/webauthn/"))
