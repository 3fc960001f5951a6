"""What somebody does with a page, in words. Every page that is met is looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import time_machine
from playwright.sync_api import Locator, Page, expect

from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.support.models import Contact
from tests.casework import made

from .accessibility import assert_accessible, assert_fits

PASSWORD = "a long walk by the river"
WRITABLE = "textarea, input:not([type=radio], [type=checkbox])"
QUESTIONS = (
    "1. How often do you feel that you lack companionship?",
    "2. How often do you feel left out?",
    "3. How often do you feel isolated from others?",
)
HERE = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Team:
    """Who works in Aldermouth."""

    scheme: Scheme
    dilys: Worker  # coordinates
    ruth: Worker  # connects
    owen: Worker  # connects too
    lena: Worker  # leads on safeguarding
    ada: Worker  # administers


def team_of_aldermouth() -> Team:
    """A scheme with everybody whom a story needs."""
    scheme = made.scheme(
        instruments=["ucla3"],
        call_name="Dilys",
        call_telephone="01632 960298",
        call_hours="Monday to Thursday",
    )
    return Team(
        scheme,
        dilys=made.worker("Dilys Harcourt", "coordinator", scheme),
        ruth=made.worker("Ruth Adeyemi", "connector", scheme),
        owen=made.worker("Owen Castellani", "connector", scheme),
        lena=made.worker("Lena Marsh", "safeguarding_lead", scheme),
        ada=made.worker("Ada Quill", "administrator", scheme),
    )


class Clock:
    """The time of the service, and of the browser that talks to it."""

    def __init__(self, service: time_machine.Coordinates, page: Page) -> None:
        self.service, self.page = service, page

    def turns_to(self, when: str) -> None:
        """*2026-10-22 14:00*, as clocks on the wall show it."""
        moment = datetime.fromisoformat(when).replace(tzinfo=HERE)
        self.service.move_to(moment)
        self.page.context.clock.set_fixed_time(moment)

    def shows(self) -> date:
        return datetime.now(HERE).date()


def look(page: Page) -> None:
    """Whatever page this is, everybody can use it, and it fits."""
    assert_fits(page)
    if page.evaluate("document.documentElement.matches('.al-script')"):
        assert_accessible(page)
    else:
        copy = reader_of(page)
        copy.set_content(page.content())
        assert_accessible(copy)


@lru_cache(maxsize=1)
def reader_of(page: Page) -> Page:
    """Where axe’s scripts can run while ours do not, to read a page that may run none."""
    assert page.context.browser is not None
    context = page.context.browser.new_context(viewport=page.viewport_size)
    context.route("**/*.js", lambda route: route.abort())
    reader = context.new_page()
    reader.goto(urljoin(page.url, "/static/icon.svg"))  # so that styles are found from here
    return reader


def go(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is None or answer.ok, f"{address}: {answer.status}"
    look(page)


def go_to_person(page: Page) -> None:
    """The page of the one person of the story."""
    go(page, Person.objects.get().get_absolute_url())


def sign_out(page: Page) -> None:
    """As if the session had ended; the page does not know."""
    page.wait_for_load_state("networkidle")  # an answer on its way would bring its cookie back
    page.context.clear_cookies()


def sign_in(page: Page, worker: Worker) -> None:
    """As this worker, whoever was signed in before; they come to Today."""
    sign_out(page)
    page.goto("/account/login/")
    page.locator("[name=login]").fill(worker.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("/")
    page.wait_for_load_state()
    look(page)


def follow(page: Page, link: str, within: Locator | None = None) -> None:
    """The link with these words leads to the next page."""
    with page.expect_navigation():
        (within or page.locator("body")).get_by_role("link", name=link).first.click()
    look(page)


def by_menu(page: Page, link: str) -> None:
    """A page of the masthead's; on a phone behind *Menu*."""
    menu = page.get_by_role("navigation", name="Menu")
    if (toggle := menu.get_by_role("button", name="Menu")).is_visible():
        toggle.click()
        look(page)
    follow(page, link, menu)


def press(page: Page, button: str, within: Locator | None = None) -> None:
    """The button with these words leads on, or back to this page with what is wrong."""
    with page.expect_navigation():
        (within or page.locator("body")).get_by_role("button", name=button).first.click()
    look(page)


def write(page: Page, label: str, words: str) -> None:
    page.locator(WRITABLE).and_(page.get_by_label(label, exact=True)).locator("visible=true").fill(
        words
    )


def tap(page: Page, question: str, answer: str) -> None:
    """One answer to a question that shows all its answers."""
    asked = page.get_by_role("group", name=question, exact=True)
    asked.get_by_label(answer, exact=True).check()


def answer_all(page: Page, answer: str) -> None:
    """The same answer to each of the three questions."""
    for question in QUESTIONS:
        tap(page, question, answer)


def choose(page: Page, label: str, answer: str) -> None:
    """One answer of a list that opens."""
    page.get_by_label(label, exact=True).select_option(label=answer)


def open_up(page: Page, words: str) -> None:
    """What is folded away."""
    page.locator("summary", has_text=words).first.click()


def card(page: Page, title: str) -> Locator:
    """The card with this title."""
    heading = page.get_by_role("heading", name=title, exact=True)
    return page.locator(".govuk-summary-card, .al-card").filter(has=heading)


def sees(page: Page, *words: str) -> None:
    for each in words:
        expect(page.get_by_text(each).first).to_be_visible()


def does_not_see(page: Page, *words: str) -> None:
    for each in words:
        expect(page.get_by_text(each)).to_have_count(0)


COUNT = """() => {
  addEventListener('pointerdown', () => gesture('tap'), true)
  addEventListener('input', ({ target }) => target.matches('textarea') && gesture('type'), true)
}"""


def counted_gestures(page: Page) -> list[str]:
    """From now on, each tap, and each time that something is typed, as the browser feels them."""
    felt: list[str] = []
    page.expose_function("gesture", lambda gesture: felt.append(gesture))
    page.evaluate(COUNT)
    page.add_init_script(f"({COUNT})()")
    return felt


def with_note(note: str) -> list[Contact]:
    """What was recorded with this note; the database itself cannot read it."""
    return [contact for contact in Contact.objects.order_by("pk") if contact.note == note]


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1, name=re.compile(re.escape(words)))).to_be_visible()


def assert_pdf(page: Page, link: str) -> None:
    """The link with these words gives a PDF."""
    address = page.get_by_role("link", name=link).get_attribute("href")
    answer = page.request.get(str(address))
    assert answer.status == 200
    assert answer.body().startswith(b"%PDF")
