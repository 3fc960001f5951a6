"""What a browser still shows once somebody has signed out, and what it shows to other sites."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker
from tests.casework import made

from .steps import sign_out

PASSWORD = "a long walk by the river"


@pytest.fixture
def ruth(transactional_db: None) -> Worker:
    ruth = made.worker("Ruth Adeyemi", "connector", made.scheme())
    made.episode(made.person(ruth.memberships.get().scheme), ruth)
    return ruth


def sign_in(page: Page, worker: Worker) -> None:
    page.goto("/account/login/")
    page.locator("[name=login]").fill(worker.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("/")


@pytest.mark.parametrize("signs_out", ["by the button", "because time is up"])
def test_going_back_after_signing_out_shows_nobody(desk: Page, ruth: Worker, signs_out: str):
    # Given Ruth has looked at Peg, and at her list
    sign_in(desk, ruth)
    desk.goto("/my-people/")
    desk.goto(Person.objects.get().get_absolute_url())
    expect(desk.get_by_role("heading", level=1, name="Peg Hollins")).to_be_visible()

    # When she has signed out
    if signs_out == "by the button":
        desk.get_by_role("button", name="Sign out").first.click()
        desk.wait_for_url("**/account/login/")
    else:
        sign_out(desk)
        desk.goto("/")

    # Then who comes next and goes back sees the page to sign in
    for _ in range(3):
        desk.go_back()
        expect(desk.get_by_text("Hollins")).to_have_count(0)
        expect(desk.get_by_role("button", name="Sign in")).to_be_visible()


def test_what_waits_on_the_device_outlives_signing_out(desk: Page, ruth: Worker):
    sign_in(desk, ruth)
    desk.goto("/my-people/")
    desk.evaluate("navigator.serviceWorker.ready.then(() => null)")
    desk.evaluate(
        "new Promise((done) => (indexedDB.open('kept-here', 1).onsuccess = () => done()))"
    )

    desk.get_by_role("button", name="Sign out").first.click()
    desk.wait_for_url("**/account/login/")

    names = desk.evaluate("indexedDB.databases().then((all) => all.map(({ name }) => name))")
    assert "kept-here" in names
    assert (
        desk.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 1
    )


def test_another_site_cannot_show_our_pages_in_a_frame(
    desk: Page, ruth: Worker, live_server: LiveServer
):
    # Given Ruth is signed in, and opens a page of somebody else’s
    sign_in(desk, ruth)
    other = desk.context.new_page()

    # When that page puts ours into a frame, it is refused
    with other.expect_console_message(lambda message: "frame-ancestors" in message.text):
        other.set_content(f'<iframe src="{live_server.url}/my-people/"></iframe>')

    # Then nothing of it is shown
    assert not any("Hollins" in (frame.content() or "") for frame in other.frames[1:])
