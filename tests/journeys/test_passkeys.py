"""A passkey as the second step: made, named, used and taken away."""

from __future__ import annotations

import pytest
from playwright.sync_api import CDPSession, Page, expect

from alongside.casework.schemes.models import Scheme, Worker
from tests.casework import made

from .accessibility import assert_accessible, assert_fits
from .steps import sign_out

PASSWORD = "a long walk by the river"
FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def ruth(transactional_db: None) -> Worker:
    return made.worker("Ruth Adeyemi", "connector", made.scheme(instruments=["ucla3"]))


class Device:
    """What asks for a finger, as the browser sees it."""

    def __init__(self, page: Page) -> None:
        self.said: CDPSession = page.context.new_cdp_session(page)
        self.said.send("WebAuthn.enable")
        added = self.said.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
        self.number = added["authenticatorId"]

    def finger_fits(self, fits: bool) -> None:
        self.said.send(
            "WebAuthn.setUserVerified",
            {"authenticatorId": self.number, "isUserVerified": fits},
        )

    def keys(self) -> int:
        found = self.said.send("WebAuthn.getCredentials", {"authenticatorId": self.number})
        return len(found["credentials"])


@pytest.fixture
def device(phone: Page) -> Device:
    """A phone that asks for a finger, played by the browser."""
    return Device(phone)


def sign_in(page: Page, worker: Worker) -> None:
    page.goto("/account/login/")
    page.locator("[name=login]").fill(worker.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")


def say_it_is_you(page: Page) -> None:
    expect(page.get_by_role("heading", name="Is it still you?")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def add_a_passkey(page: Page, name: str) -> None:
    page.get_by_label("What to call it").fill(name)
    page.get_by_role("button", name="Make the passkey").click()


def test_a_passkey_is_demanded_made_named_used_and_removed(
    phone: Page, device: Device, ruth: Worker
):
    # Given a scheme that asks for a second step
    Scheme.objects.update(second_factor_required=True)
    sign_in(phone, ruth)

    # When Ruth chooses a passkey, and says again who she is
    expect(phone.get_by_text("Your scheme asks everybody for a second step")).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)
    phone.get_by_role("link", name="Add a passkey").click()
    say_it_is_you(phone)
    expect(phone.get_by_label("What to call it")).to_have_value("Chrome on Linux")
    assert_accessible(phone)
    assert_fits(phone)
    add_a_passkey(phone, "My phone")

    # Then it is made, codes come with it, and the service opens
    expect(phone.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    assert device.keys() == 1
    phone.goto("/my-people/")
    expect(phone.get_by_role("heading", level=1, name="My people")).to_be_visible()

    # When she signs in again, her finger is asked for
    sign_out(phone)
    sign_in(phone, ruth)
    expect(phone.get_by_role("heading", name="The second step")).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)
    phone.goto("/my-people/")
    expect(phone.get_by_role("heading", name="The second step")).to_be_visible()

    # And a finger that does not fit does not open it
    device.finger_fits(False)
    phone.get_by_role("button", name="Use my passkey").click()
    expect(phone.get_by_text("It was not done")).to_be_visible()
    assert_accessible(phone)

    # When it fits, she is in
    device.finger_fits(True)
    phone.get_by_role("button", name="Use my passkey").click()
    phone.wait_for_url("/")

    # When she looks at what she has, and gives it another name
    phone.goto("/account/2fa/")
    expect(phone.get_by_text("My phone").first).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)
    phone.get_by_role("link", name="Rename My phone").click()
    say_it_is_you(phone)
    phone.get_by_label("What to call it").fill("The blue phone")
    phone.get_by_role("button", name="Save the name").click()
    expect(phone.get_by_text("The blue phone").first).to_be_visible()
    assert_accessible(phone)

    # Then the only one cannot be removed while the scheme asks for it
    phone.get_by_role("link", name="Remove The blue phone").click()
    expect(phone.get_by_text("this is the only one you have")).to_be_visible()
    assert_accessible(phone)

    # And where it does not, it can
    Scheme.objects.update(second_factor_required=False)
    phone.reload()
    phone.get_by_role("button", name="Remove it").click()
    expect(phone.get_by_text("The passkey is removed.")).to_be_visible()
    sign_out(phone)
    sign_in(phone, ruth)
    phone.wait_for_url("/")


def test_a_second_passkey_of_the_same_device_is_not_made(phone: Page, device: Device, ruth: Worker):
    sign_in(phone, ruth)
    phone.wait_for_url("/")
    phone.goto("/account/2fa/webauthn/add/")
    say_it_is_you(phone)
    add_a_passkey(phone, "My phone")
    expect(phone.get_by_role("heading", name="Your recovery codes")).to_be_visible()

    phone.goto("/account/2fa/webauthn/add/")
    add_a_passkey(phone, "Again")

    expect(phone.get_by_text("There is a passkey of yours on this device already.")).to_be_visible()
    assert device.keys() == 1


def test_what_matters_is_confirmed_with_the_passkey_too(phone: Page, device: Device, ruth: Worker):
    sign_in(phone, ruth)
    phone.wait_for_url("/")
    phone.goto("/account/2fa/webauthn/add/")
    say_it_is_you(phone)
    add_a_passkey(phone, "My phone")
    expect(phone.get_by_role("heading", name="Your recovery codes")).to_be_visible()

    sign_out(phone)
    sign_in(phone, ruth)
    phone.get_by_role("button", name="Use my passkey").click()
    phone.wait_for_url("/")
    phone.goto("/account/2fa/recovery-codes/generate/")
    phone.get_by_role("link", name="Use your passkey instead").click()
    assert_accessible(phone)
    phone.get_by_role("button", name="Use my passkey").click()

    expect(phone.get_by_role("heading", name="Make new recovery codes?")).to_be_visible()


def test_without_scripts_the_page_says_what_to_do(desk_without_javascript: Page, ruth: Worker):
    page = desk_without_javascript
    sign_in(page, ruth)
    page.goto("/account/2fa/webauthn/add/")
    say_it_is_you(page)

    expect(page.get_by_text("A passkey needs JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Make the passkey")).to_have_count(0)
    page.get_by_role("link", name="Set up a code from an app").click()

    expect(page.get_by_role("heading", name="Set up a code from an app")).to_be_visible()
