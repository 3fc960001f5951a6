"""A phone in the hands of the person who answers: it opens the questions, and nothing besides."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from alongside.casework.consent.models import Consent
from alongside.casework.measures.models import Measure
from alongside.casework.people.models import Person
from alongside.casework.schemes import drafts
from alongside.casework.schemes.models import Worker
from tests.casework import made

from .accessibility import assert_accessible, assert_fits

WAITING = """() => new Promise((resolve) => {
  const request = indexedDB.open('alongside', 1)
  request.onupgradeneeded = () => request.result.createObjectStore('kept', { keyPath: 'id' })
  request.onsuccess = () => {
    const kept = request.result.transaction('kept', 'readwrite').objectStore('kept')
    kept.put({ id: 'a', worker: 1, kind: 'waiting', at: Date.now() }).onsuccess = resolve
  }
})"""
PASSWORD = "a long walk by the river"
QUESTION = "1. How often do you feel that you lack companionship?"
OTHERS = (
    "2. How often do you feel left out?",
    "3. How often do you feel isolated from others?",
)


@pytest.fixture
def ruth(transactional_db: None) -> Worker:
    return made.worker("Ruth Adeyemi", "connector", made.scheme(instruments=["ucla3"]))


@pytest.fixture
def peg(ruth: Worker) -> Person:
    today = timezone.localdate()
    peg = made.person(ruth.memberships.get().scheme)
    made.episode(peg, ruth, allocated_on=today, started_on=today)
    Consent.objects.create(
        person=peg, purpose="measures", agreed=True, on=today, how="spoken", recorded_by=ruth
    )
    return peg


def hand_over(page: Page, ruth: Worker, peg: Person) -> None:
    """Ruth signs in, opens Peg’s page and then the questions, and hands her phone over."""
    page.goto("/account/login/")
    page.locator("[name=login]").fill(ruth.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("/")
    page.goto(f"/people/{peg.pk}/")
    expect(page.get_by_text("Hollins").first).to_be_visible()
    page.goto(f"/people/{peg.pk}/measures/ucla3/start/")
    page.get_by_role("link", name="They answer on this device").click()
    expect(page.get_by_role("button", name="I have finished")).to_be_visible()


def answer(page: Page, *questions: str) -> None:
    for question in questions:
        asked = page.get_by_role("group", name=question, exact=True)
        asked.get_by_label("Often", exact=True).check()


def take_back(page: Page) -> None:
    page.get_by_role("link", name="Give the device back").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Open Alongside again").click()


def nothing_of_the_record_is_here(page: Page) -> None:
    expect(page.get_by_role("heading", level=1, name="Three questions")).to_be_visible()
    expect(page.get_by_text("Hollins")).to_have_count(0)
    expect(page.get_by_text("Sign out")).to_have_count(0)


def test_going_back_or_typing_an_address_leads_to_the_questions_and_loses_nothing(
    phone: Page, ruth: Worker, peg: Person
):
    # Given Peg has Ruth’s phone, and has answered the first question
    hand_over(phone, ruth, peg)
    assert_accessible(phone)
    assert_fits(phone)
    with phone.expect_response("**/drafts/"):
        answer(phone, QUESTION)

    # When she goes back, and back again, as one does
    for _ in range(3):
        phone.go_back()
        nothing_of_the_record_is_here(phone)

    # Or opens what somebody else might look for
    for address in ("/", f"/people/{peg.pk}/", "/my-people/", "/account/", "/find/"):
        phone.goto(address)
        nothing_of_the_record_is_here(phone)

    # Then her answer is still there, also after loading the page anew
    phone.reload()
    first = phone.get_by_role("group", name=QUESTION, exact=True)
    expect(first.get_by_label("Often", exact=True)).to_be_checked()

    # When she has answered, and goes back to her answers
    answer(phone, *OTHERS)
    phone.get_by_role("button", name="I have finished").click()
    expect(phone.get_by_role("heading", name="Thank you, Peg")).to_be_visible()
    assert_accessible(phone)
    phone.go_back()

    # Then she is thanked, and they are not asked twice
    expect(phone.get_by_role("heading", name="Thank you, Peg")).to_be_visible()
    assert Measure.objects.count() == 1
    assert not drafts.read(ruth, f"measures.ask:{peg.pk}:ucla3:start")


def test_the_worker_has_it_back_with_the_password_alone(phone: Page, ruth: Worker, peg: Person):
    # Given Peg would rather stop
    hand_over(phone, ruth, peg)
    with phone.expect_response("**/drafts/"):
        answer(phone, QUESTION)
    phone.get_by_role("link", name="Give the device back").click()
    expect(phone.get_by_text("Please give it to Ruth now.")).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)

    # When she thinks better of it
    phone.get_by_role("link", name="I am not finished: go on").click()
    nothing_of_the_record_is_here(phone)

    # And somebody tries a password
    phone.get_by_role("link", name="Give the device back").click()
    phone.get_by_label("Password").fill("guess")
    phone.get_by_role("button", name="Open Alongside again").click()
    expect(phone.get_by_text("This is not your password.").first).to_be_visible()
    assert_accessible(phone)

    # Then only Ruth’s own opens it
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("button", name="Open Alongside again").click()
    expect(phone.get_by_role("heading", level=1, name="Peg Hollins")).to_be_visible()

    # And what Peg had begun is there to go on with
    phone.goto(f"/people/{peg.pk}/measures/ucla3/start/?how=read_out")
    first = phone.get_by_role("group", name=QUESTION, exact=True)
    expect(first.get_by_label("Often", exact=True)).to_be_checked()

    # When the phone is Ruth’s again, going back shows no more of it than any page
    phone.go_back()
    expect(phone.get_by_role("heading", level=1, name="Peg Hollins")).to_be_visible()


def test_without_signal_the_answers_wait_on_the_page_and_are_sent_once(
    phone: Page, ruth: Worker, peg: Person
):
    # Given Peg has answered, and signal is gone
    hand_over(phone, ruth, peg)
    phone.evaluate("navigator.serviceWorker.ready.then(() => null)")
    answer(phone, QUESTION, *OTHERS)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="I have finished").click()

    # Then she is told so in words for her
    expect(phone.get_by_text("There is no signal just now.")).to_be_visible()
    assert_accessible(phone)

    # When it is back
    phone.context.set_offline(False)

    # Then they are sent, once
    expect(phone.get_by_role("heading", name="Thank you, Peg")).to_be_visible()
    assert Measure.objects.count() == 1


def test_the_page_without_signal_does_not_say_that_notes_of_the_worker_wait(
    phone: Page, ruth: Worker, peg: Person
):
    # Given something of Ruth’s waits on her phone
    hand_over(phone, ruth, peg)
    phone.evaluate("navigator.serviceWorker.ready.then(() => null)")
    phone.evaluate(WAITING)

    # When the page is loaded anew without signal
    phone.context.set_offline(True)
    phone.reload()

    # Then it says that there is none, and no more
    expect(phone.get_by_role("heading", name="No signal")).to_be_visible()
    expect(phone.get_by_text("waits on this device")).to_have_count(0)


def test_a_page_that_was_open_beside_it_can_do_nothing(phone: Page, ruth: Worker, peg: Person):
    # Given Ruth has begun a note in another page of her phone
    hand_over(phone, ruth, peg)
    take_back(phone)
    beside = phone.context.new_page()
    with beside.expect_response("**/keep/hello/"):
        beside.goto(f"/people/{peg.pk}/contact/")
    phone.goto(f"/people/{peg.pk}/measures/ucla3/start/?how=self")

    # When somebody finds it and leads it on
    beside.get_by_label("Note").fill("Found this open")
    beside.get_by_role("button", name="Menu").click()
    beside.get_by_role("link", name="My people").first.click()

    # Then it has come to the questions too
    nothing_of_the_record_is_here(beside)


def test_without_scripts_it_is_the_same(desk_without_javascript: Page, ruth: Worker, peg: Person):
    # Given Peg has the device, and no script runs on it
    page = desk_without_javascript
    hand_over(page, ruth, peg)

    # When she goes back and elsewhere, and answers two of three
    page.go_back()
    nothing_of_the_record_is_here(page)
    page.goto("/my-people/")
    nothing_of_the_record_is_here(page)
    answer(page, QUESTION, OTHERS[0])
    page.get_by_role("button", name="I have finished").click()

    # Then she is told which is missing, and what she chose is still chosen
    expect(page.get_by_text("Choose an answer to question 3").first).to_be_visible()
    answer(page, OTHERS[1])
    page.get_by_role("button", name="I have finished").click()
    expect(page.get_by_role("heading", name="Thank you, Peg")).to_be_visible()

    # And Ruth has it back with her password
    take_back(page)
    expect(page.get_by_role("heading", name="Peg has answered")).to_be_visible()
    page.goto("/my-people/")
    expect(page.get_by_text("Hollins").first).to_be_visible()
