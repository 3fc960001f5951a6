"""Is it still on? Ten telephone calls, and an organiser who answers by a link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core import mail
from playwright.sync_api import Page

from alongside.casework.directory.models import Activity, Check, Notice, Phone, Place
from alongside.casework.schemes.models import Area
from tests.casework.directory import made

from .conftest import DESK, PHONE
from .steps import (
    Team,
    by_menu,
    card,
    does_not_see,
    follow,
    go,
    heading,
    look,
    open_up,
    press,
    sees,
    sign_in,
    tap,
    team_of_aldermouth,
    write,
)

LONG_AGO = date(2026, 3, 2)
NAMES = (
    "Bingo",
    "Card table",
    "Chatty café",
    "Choir",
    "Knit and natter",
    "Lunch club",
    "Slow stroll",
    "Tai chi",
    "Tea dance",
    "Woodwork shed",
)


@pytest.fixture
def team(transactional_db: None) -> Iterator[Team]:
    with time_machine.travel("2026-11-20 10:00:00+00:00", tick=True):
        team = team_of_aldermouth()
        area = Area.objects.create(scheme=team.scheme, name="Fenny Lane", postcode_prefixes=["AD2"])
        team.ruth.areas.add(area)
        yield team


@pytest.fixture
def hall(team: Team) -> Place:
    return made.place("St Oswald’s hall", "AD2 1AA", step_free=True)


@pytest.fixture
def ten(hall: Place) -> list[Activity]:
    """Ten groups that nobody has rung since March."""
    groups = [
        made.activity(f"{name} at St Oswald’s", at=hall, weekly="TU", due_on=LONG_AGO)
        for name in NAMES
    ]
    for group in groups:
        Phone.objects.create(activity=group, number="01632 960455")
    return groups


def test_ruth_works_through_ten_entries_that_are_due(phone: Page, team: Team, ten: list[Activity]):
    # Somebody has told about the tea dance, so it stands first.
    Notice.objects.create(activity=ten[8], kind="closed", words="The hall was dark.")
    sign_in(phone, team.ruth)
    by_menu(phone, "Something to do")
    follow(phone, "What is to be checked")
    heading(phone, "Is it still on?")
    sees(phone, "Ten entries are due")
    first = phone.locator(".al-card-list > li").first
    assert "Tea dance" in first.inner_text()

    # She rings: it has closed.
    follow(phone, "Something else", first)
    sees(phone, "The hall was dark.")
    tap(phone, "What did you find?", "Closed")
    press(phone, "Save")
    sees(phone, "is marked as closed", "Nine entries are due")

    # Seven are still on: one tap each.
    for left in ("Eight", "Seven", "Six", "Five", "Four", "Three", "Two"):
        press(phone, "Still on", phone.locator(".al-card-list > li").first)
        sees(phone, f"{left} entr")

    # At one nobody answers.
    follow(phone, "Something else", phone.locator(".al-card-list > li").first)
    tap(phone, "What did you find?", "Nobody answered")
    press(phone, "Save")
    sees(phone, "Nobody answered.", "One entry is due")

    # The last has another day now, and she puts it right at once.
    follow(phone, "Something else", phone.locator(".al-card-list > li").first)
    tap(phone, "What did you find?", "On, but something has changed")
    press(phone, "Save")
    heading(phone, "Change this entry")
    write(phone, "When it is on", "Wednesdays 2pm to 4pm")
    press(phone, "Save")
    sees(phone, "Wednesdays, 2pm to 4pm", "Last checked 20 November 2026 by Ruth, by telephone")

    go(phone, "/activities/checks/")
    sees(phone, "Everything here has been checked lately.")
    assert Check.objects.count() == 10


def test_an_organiser_mends_an_entry_and_the_coordinator_takes_it_over(
    desk: Page, team: Team, ten: list[Activity], open_browser: Callable[..., Any]
):
    choir = ten[3]

    # Dilys asks the organiser by email.
    sign_in(desk, team.dilys)
    go(desk, choir.get_absolute_url())
    follow(desk, "Ask the organiser by email")
    write(desk, "The organiser’s email", "maureen@example.org")
    press(desk, "Send the link")
    sees(desk, "A link is on its way to maureen@example.org.")
    address = re.search(r"/confirm/\S+/", mail.outbox[-1].body)
    assert address is not None

    # Maureen opens it on her own phone, without an account.
    with open_browser(**PHONE) as hers:
        go(hers, address[0])
        heading(hers, "Is this still right?")
        follow(hers, "Something has changed")
        write(hers, "When it is on", "Thursdays 7pm to 8.30pm")
        write(hers, "Telephone", "01632 960999")
        write(hers, "Anything else?", "We have a new room upstairs, with a lift.")
        press(hers, "Send it")
        sees(hers, "Thank you", "One of us will look at what you sent")

    # Nothing is changed by it yet. Dilys looks at both.
    go(desk, choir.get_absolute_url())
    sees(desk, "Tuesdays", "The organiser sent something else")
    follow(desk, "Look at both")
    sees(desk, "We have a new room upstairs, with a lift.", "01632 960455", "01632 960999")
    tap(desk, "When it is on", "Thursdays 7pm to 8.30pm")
    press(desk, "Save")

    # She took the day, and left the number as it was.
    sees(desk, "Taken over: 1 of 2.", "Thursdays, 7pm to 8.30pm")
    assert "01632 960455" in card(desk, "Whom to ask").inner_text()


def test_anybody_says_that_it_has_closed(
    desk: Page, team: Team, ten: list[Activity], open_browser: Callable[..., Any]
):
    choir = ten[3]

    with open_browser(**PHONE) as theirs:
        go(theirs, f"/nearby/{choir.public_id}/")
        open_up(theirs, "Is something not right here?")
        tap(theirs, "What should we know?", "It has closed")
        press(theirs, "Tell us")
        sees(theirs, "Thank you for telling us.")

    sign_in(desk, team.ruth)
    go(desk, choir.get_absolute_url())
    sees(desk, "It has closed")
    press(desk, "set it aside")
    sees(desk, "Set aside. The entry stays as it is.")
    does_not_see(desk, "said by somebody")


@pytest.mark.parametrize("wide", [PHONE, DESK], ids=["phone", "desk"])
def test_the_other_pages_of_the_directory_are_for_everybody(
    wide: dict[str, Any], team: Team, ten: list[Activity], open_browser: Callable[..., Any]
):
    again = made.activity("The choir at St Oswald’s", at=ten[3].places.get())

    with open_browser(**wide) as page:
        sign_in(page, team.dilys)
        go(page, "/activities/propose/")
        write(page, "What is it called?", "Walking netball, Mondays")
        press(page, "Propose it")
        sees(page, "Only workers of Aldermouth Connectors see it.")
        follow(page, "Add")
        write(page, "A tip for our workers", "Side door")
        press(page, "Save the tip")
        sees(page, "Side door")
        go(page, "/activities/add/")
        write(page, "What it is called", "Walking netball")
        press(page, "Save")
        heading(page, "Walking netball")
        go(page, "/activities/alike/")
        follow(page, "Look at both")
        press(page, "They are one: keep this")
        sees(page, "They are one now")
        press(page, "Undo")
        sees(page, "They are two again")
        go(page, "/activities/alike/?what=organisations")
        go(page, "/activities/proposals/")
        go(page, f"/activities/{again.pk}/alike/")
        go(page, "/activities/checks/?whose=elsewhere")
        page.goto("/confirm/none/")
        look(page)
