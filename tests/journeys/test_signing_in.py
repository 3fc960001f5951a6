"""Signing in: the first page that anybody meets."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from alongside.casework.schemes.models import Worker
from tests.casework import made

from .accessibility import assert_accessible, assert_fits

PASSWORD = "a long walk by the river"


@pytest.fixture
def ruth(transactional_db: None) -> Worker:
    return made.worker("Ruth Adeyemi", "connector", made.scheme())


def test_ruth_signs_in_on_her_phone(phone: Page, ruth: Worker):
    # Given Ruth is not signed in
    phone.goto("/account/login/")
    assert_accessible(phone)
    assert_fits(phone)

    # When she mistypes her password
    phone.locator("[name=login]").fill(ruth.email)
    phone.locator("[name=password]").fill("a long walk by the rover")
    phone.locator("[name=password]").press("Enter")

    # Then she is told so, and nothing more than that
    expect(phone.locator(".govuk-error-summary")).to_be_visible()
    assert_accessible(phone)

    # When she types it as it is
    phone.locator("[name=password]").fill(PASSWORD)
    phone.locator("[name=password]").press("Enter")

    # Then she is in
    expect(phone).not_to_have_url("**/account/login/**")


def test_the_sign_in_page_works_without_javascript_at_a_desk(
    desk_without_javascript: Page, ruth: Worker
):
    desk_without_javascript.goto("/account/login/")
    desk_without_javascript.locator("[name=login]").fill(ruth.email)
    desk_without_javascript.locator("[name=password]").fill(PASSWORD)

    desk_without_javascript.locator("[name=password]").press("Enter")

    desk_without_javascript.wait_for_url("/")


def test_the_sign_in_page_fits_the_narrowest_phone(open_browser, ruth: Worker):
    with open_browser(viewport={"width": 320, "height": 640}) as page:
        page.goto("/account/login/")

        assert_fits(page)
