"""A visit where signal comes and goes: nothing is lost, sent twice, or read by anybody else."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from alongside.casework.schemes.models import Worker
from alongside.casework.support import actions as support
from alongside.casework.support.models import Appointment, Contact, Episode, Visit

from .accessibility import assert_accessible, assert_fits
from .steps import sign_out

PASSWORD = "a long walk by the river"
NOTE = "Bus is fine now the driver lowers the step."
STORED = """() => new Promise((resolve) => {
  const request = indexedDB.open('alongside', 1)
  request.onsuccess = () => {
    const all = request.result.transaction('kept').objectStore('kept').getAll()
    all.onsuccess = () => resolve(all.result.map((record) => ({
      kind: record.kind,
      fields: Object.keys(record).sort(),
      text: new TextDecoder().decode(record.box)
    })))
  }
})"""


@pytest.fixture
def entry(episode: Episode, ruth: Worker) -> Appointment:
    return support.make_appointment(
        worker=ruth,
        scheme=episode.scheme,
        person=episode.person,
        episode=episode,
        starts_at=timezone.now(),
        by=ruth,
    )


@pytest.fixture
def visit(entry: Appointment, episode: Episode, ruth: Worker) -> Visit:
    return support.arrive(episode=episode, appointment=entry, at=timezone.now(), by=ruth)


def sign_in(page: Page, worker: Worker) -> None:
    page.goto("/account/login/")
    page.locator("[name=login]").fill(worker.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("/")


def open_page(page: Page, address: str) -> None:
    """Open it, and wait until its script knows who is here."""
    with page.expect_response("**/keep/hello/"):
        page.goto(address)
    page.wait_for_load_state("networkidle")


def test_a_note_survives_the_loss_of_signal_and_is_sent_once_when_it_is_back(
    phone: Page, visit: Visit, ruth: Worker
):
    # Given Ruth has opened the visit while there was signal
    sign_in(phone, ruth)
    open_page(phone, f"/visits/{visit.pk}/")

    # When signal goes, she writes, and says that she is out
    phone.context.set_offline(True)
    phone.get_by_label("Note").fill(NOTE)
    expect(phone.locator("[data-kept-words]")).to_contain_text("No signal. Kept on this device")
    phone.get_by_role("button", name="I’m out").click()

    # Then it stands there as not yet sent, and that nobody knows is said
    expect(phone.get_by_role("heading", name="Not yet sent")).to_be_visible()
    expect(phone.get_by_text("You are out, but nobody knows it yet.")).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)
    assert not Contact.objects.exists()

    # And what is on the device is nothing that can be read
    [stored] = phone.evaluate(STORED)
    assert stored["fields"] == ["at", "box", "id", "iv", "kind", "worker"]
    assert "Bus" not in stored["text"]

    # When signal is back
    phone.context.set_offline(False)

    # Then it is sent, once, and wiped
    expect(phone.get_by_text("You are out, and the visit is saved.")).to_be_visible()
    assert Contact.objects.get().note == NOTE
    assert phone.evaluate(STORED) == []
    visit.refresh_from_db()
    assert visit.out_at is not None


def test_a_visit_can_begin_and_end_without_signal(phone: Page, entry: Appointment, ruth: Worker):
    # Given the visit is open in the car, and signal goes at the gate
    sign_in(phone, ruth)
    open_page(phone, f"/diary/{entry.pk}/arrive/")
    expect(phone.get_by_text("By the side door")).to_be_visible()
    assert_accessible(phone)
    phone.context.set_offline(True)

    # When Ruth presses Arrived, writes, and presses I’m out
    phone.get_by_role("button", name="Arrived").click()
    expect(phone.get_by_text("Without signal nobody is told that you are here.")).to_be_visible()
    phone.get_by_label("Note").fill(NOTE)
    assert_accessible(phone)
    phone.get_by_role("button", name="I’m out").click()
    expect(phone.locator(".al-unsent li")).to_have_count(2)

    # And signal comes back
    phone.context.set_offline(False)

    # Then the whole visit is there, with one arrival and one contact
    expect(phone.get_by_text("You are out, and the visit is saved.")).to_be_visible()
    assert Visit.objects.get().contact.note == NOTE


def test_a_note_whose_answer_was_lost_on_the_way_is_not_written_twice(
    phone: Page, visit: Visit, ruth: Worker
):
    # Given the service hears Ruth, and she does not hear the service
    def lose_the_answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    sign_in(phone, ruth)
    open_page(phone, f"/visits/{visit.pk}/")
    phone.route("**/visits/*/", lose_the_answer)

    # When she says that she is out
    phone.get_by_label("Note").fill(NOTE)
    phone.get_by_role("button", name="I’m out").click()
    expect(phone.get_by_role("heading", name="Not yet sent")).to_be_visible()
    assert Contact.objects.count() == 1

    # Then the second sending changes nothing
    phone.unroute("**/visits/*/")
    open_page(phone, "/diary/")
    expect(phone.get_by_role("heading", name="Not yet sent")).to_have_count(0)
    assert phone.evaluate(STORED) == []
    assert Contact.objects.count() == 1


def test_a_half_written_note_is_there_again_after_the_browser_was_closed(
    phone: Page, visit: Visit, ruth: Worker
):
    # Given Ruth was writing without signal, and her phone closed the browser
    sign_in(phone, ruth)
    open_page(phone, f"/visits/{visit.pk}/")
    phone.context.set_offline(True)
    phone.get_by_label("Note").fill(NOTE)
    expect(phone.locator("[data-kept-words]")).to_contain_text("No signal. Kept on this device")
    context = phone.context
    phone.close()

    # When there is signal again, any page says so
    context.set_offline(False)
    page = context.new_page()
    open_page(page, "/diary/")
    expect(page.get_by_text("Half written.")).to_be_visible()
    assert_accessible(page)

    # And the visit has her words
    page.get_by_role("link", name="Open that page").click()
    expect(page.get_by_label("Note")).to_have_value(NOTE)
    expect(page.locator("[data-kept-words]")).to_have_text("Kept, just now")
    assert page.evaluate(STORED) == []


def test_another_worker_on_the_same_device_reads_nothing_and_sends_nothing(
    phone: Page, visit: Visit, ruth: Worker, owen: Worker
):
    # Given a note of Ruth’s waits on a phone that she shares with Owen
    wait_with_a_note(phone, visit, ruth)
    sign_out(phone)
    phone.context.set_offline(False)

    # When Owen signs in
    sign_in(phone, owen)
    open_page(phone, "/diary/")

    # Then he learns that there is one, and no more
    expect(phone.get_by_text("A note of somebody else waits on this device")).to_be_visible()
    assert "Bus" not in phone.content()
    assert not Contact.objects.exists()

    # When Ruth signs in, it is sent, as hers
    sign_out(phone)
    sign_in(phone, ruth)
    expect(phone.get_by_text("You are out, and the visit is saved.")).to_be_visible()
    assert Contact.objects.get().worker == ruth


def test_who_was_signed_out_meanwhile_signs_in_and_loses_nothing(
    phone: Page, visit: Visit, ruth: Worker
):
    # Given Ruth has been signed out without noticing
    sign_in(phone, ruth)
    open_page(phone, f"/visits/{visit.pk}/")
    phone.get_by_label("Note").fill(NOTE)
    sign_out(phone)

    # When she says that she is out
    phone.get_by_role("button", name="I’m out").click()

    # Then she is asked to sign in, and it is sent
    expect(phone.get_by_text("You have been signed out.").first).to_be_visible()
    assert not Contact.objects.exists()
    phone.get_by_role("link", name="Sign in").click()
    phone.locator("[name=login]").fill(ruth.email)
    phone.locator("[name=password]").fill(PASSWORD)
    phone.locator("[name=password]").press("Enter")
    expect(phone.get_by_text("You are out, and the visit is saved.")).to_be_visible()
    assert Contact.objects.get().note == NOTE


def test_what_the_service_refuses_is_shown_with_the_reason_and_can_be_copied(
    phone: Page, visit: Visit, ruth: Worker
):
    # Given a note waits, and the visit was closed from another device meanwhile
    wait_with_a_note(phone, visit, ruth)
    support.leave(visit=visit, at=timezone.now(), by=ruth)

    # When signal is back
    phone.context.set_offline(False)

    # Then the reason stands there with what she wrote, and it can be removed
    expect(phone.get_by_text("that is written down already")).to_be_visible()
    expect(phone.get_by_label("What you wrote: Visit with Peg Hollins")).to_have_value(
        f"{NOTE}\n1\nhome"
    )
    assert_accessible(phone)
    phone.get_by_role("button", name="Remove it from this device").click()
    phone.get_by_role("button", name="Press again to remove it for good").click()
    expect(phone.get_by_role("heading", name="Not yet sent")).to_have_count(0)
    assert phone.evaluate(STORED) == []


def test_a_page_that_cannot_be_had_says_so_and_what_waits(phone: Page, visit: Visit, ruth: Worker):
    # Given a note waits, and there is no signal
    wait_with_a_note(phone, visit, ruth)

    # When Ruth opens another page
    phone.goto("/diary/")

    # Then she is told what is the matter, without a name on the page
    expect(phone.get_by_role("heading", name="No signal")).to_be_visible()
    expect(phone.get_by_text("One note waits on this device, encrypted")).to_be_visible()
    assert "Peg" not in phone.content()
    assert_accessible(phone)


def test_back_to_what_had_to_be_put_right_is_not_taken_for_no_signal(
    phone: Page, visit: Visit, ruth: Worker
):
    # Given there is signal, and Ruth was told what to put right
    sign_in(phone, ruth)
    open_page(phone, f"/visits/{visit.pk}/")
    phone.evaluate("navigator.serviceWorker.ready.then(() => null)")
    phone.get_by_label("Minutes together").fill("0")
    phone.get_by_role("button", name="I’m out").click()
    expect(phone.get_by_role("heading", name="There is something to put right")).to_be_visible()

    # When she goes elsewhere, and back
    phone.goto("/diary/")
    phone.go_back()

    # Then the visit is there again
    expect(phone.get_by_label("Minutes together")).to_be_visible()
    expect(phone.get_by_role("heading", name="No signal")).to_have_count(0)


def test_without_scripts_the_visit_says_so_and_works(
    desk_without_javascript: Page, visit: Visit, ruth: Worker
):
    page = desk_without_javascript
    sign_in(page, ruth)
    page.goto(f"/visits/{visit.pk}/")
    expect(page.get_by_text("your note is kept only when you press “I’m out”")).to_be_visible()

    page.get_by_label("Note").fill(NOTE)
    page.get_by_role("button", name="I’m out").click()

    expect(page.get_by_text("You are out, and the visit is saved.")).to_be_visible()
    assert Contact.objects.get().note == NOTE


def wait_with_a_note(page: Page, visit: Visit, worker: Worker) -> None:
    """A note of this worker’s waits on the device, without signal."""
    sign_in(page, worker)
    open_page(page, f"/visits/{visit.pk}/")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)
    page.get_by_label("Note").fill(NOTE)
    page.get_by_role("button", name="I’m out").click()
    expect(page.get_by_role("heading", name="Not yet sent")).to_be_visible()
