"""Nothing suits Peg. A gap is written down, a group begins from it, and in the end runs without us.

Each page that is met is looked at by axe, on a phone and at a desk.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page

from alongside.casework.directory.models import Activity
from alongside.casework.schemes.models import Area
from tests.casework import made

from .conftest import DESK, PHONE
from .steps import (
    Team,
    by_menu,
    card,
    choose,
    follow,
    go,
    go_to_person,
    press,
    sees,
    sign_in,
    tap,
    team_of_aldermouth,
    write,
)

TODAY = date(2026, 11, 19)


@pytest.fixture
def team(transactional_db: None) -> Iterator[Team]:
    with time_machine.travel("2026-11-19 10:00+00:00", tick=True):
        found = team_of_aldermouth()
        Area.objects.create(scheme=found.scheme, name="Thornhythe", postcode_prefixes=["AD4"])
        peg = made.person(found.scheme, "Peg", "Hollins", pronouns="she/her", postcode="AD4 2QT")
        made.episode(peg, found.ruth)
        yield found


@pytest.fixture
def ruths_phone(open_browser: Any, team: Team) -> Iterator[Page]:
    with open_browser(**PHONE) as page:
        sign_in(page, team.ruth)
        yield page


@pytest.fixture
def dilys_desk(open_browser: Any, team: Team) -> Iterator[Page]:
    with open_browser(**DESK) as page:
        sign_in(page, team.dilys)
        yield page


def test_a_gap_becomes_a_group(ruths_phone: Page, dilys_desk: Page, team: Team):
    # given: Ruth found nothing for Peg, and says so, in Peg's kitchen
    phone, desk = ruths_phone, dilys_desk
    go_to_person(phone)
    follow(phone, "Add a connection")
    follow(phone, "Nothing suits")
    choose(phone, "What would Peg like?", "Walking with others")
    write(phone, "What exactly, in a few words", "Slowly, with a seat half way")
    choose(phone, "Where?", "Thornhythe")
    tap(phone, "Why does nothing suit?", "There is none")
    phone.get_by_label("Peg would like to be told when something begins").check()
    press(phone, "Write it down")
    sees(phone, "It is written down", "Nothing is there yet")

    # and Dilys hears of others who would like the same, and of a room
    by_menu(desk, "Gaps")
    sees(desk, "1 person waits", "There is none")
    follow(desk, "Write down a gap")
    choose(desk, "What would they like?", "Walking with others")
    choose(desk, "Where?", "Thornhythe")
    tap(desk, "Why does nothing suit?", "Too far")
    write(desk, "How many people want it?", "4")
    press(desk, "Write it down")
    go(desk, "/offers/")
    follow(desk, "Write down an offer")
    tap(desk, "What is it?", "A room")
    write(desk, "In a few words", "The vestry, with a kettle")
    write(desk, "Who offers it?", "St Anne’s")
    press(desk, "Write it down")

    # when she starts a group from the board
    by_menu(desk, "Gaps")
    sees(desk, "5 people wait", "The vestry, with a kettle")
    follow(desk, "Walking with others")
    sees(desk, "Peg Hollins")
    follow(desk, "Start a group")
    sees(desk, "5 people wait for this")
    write(desk, "What shall we call it, for now?", "Thursday walkers")
    press(desk, "Start it")
    press(desk, "Take it up")
    follow(desk, "Plan it")
    write(desk, "What one does there", "A slow mile, and tea.")
    write(desk, "Where it meets", "St Anne’s Hall")
    choose(desk, "How often", "Every week")
    choose(desk, "On which day of the week", "Thursday")
    write(desk, "From", "10:00")
    write(desk, "First meeting", "2026-11-26")
    choose(desk, "Who of us leads it", "Ruth Adeyemi")
    press(desk, "Save")
    sees(desk, "Being planned", "Thursdays, from 10am")

    # then Ruth is told to invite Peg, by one tap
    go(phone, "/?all")
    sees(phone, "Invite Peg Hollins to Thursday walkers")
    press(phone, "Invited")
    go(phone, "/groups/")
    follow(phone, "Thursday walkers")
    press(phone, "Coming")

    # and on the day they meet, it stands in the directory
    with time_machine.travel("2026-11-26 15:00+00:00", tick=True):
        sign_in(phone, team.ruth)
        go(phone, "/groups/")
        follow(phone, "Thursday walkers")
        follow(phone, "Who came")
        tap(phone, "Who came?", "Peg Hollins")
        write(phone, "How many others?", "3")
        press(phone, "Save")
        sees(phone, "4 people")
        follow(phone, "It is running")
        press(phone, "Put it into the directory")
        sees(phone, "It is running, and stands in the directory.")
    entry = Activity.objects.get(name="Thursday walkers")
    assert entry.times.get().byday == "TH"

    # and weeks later its members look after it
    with time_machine.travel("2027-01-21 15:00+00:00", tick=True):
        sign_in(desk, team.dilys)
        go(desk, "/groups/")
        follow(desk, "Thursday walkers")
        follow(desk, "Hand it over")
        write(desk, "Who of its members looks after it now?", "Maureen Orr")
        write(desk, "When did they meet without us for the first time?", "2027-01-14")
        press(desk, "It runs without us")
        press(desk, "Still going", card(desk, "Is it still going?"))
        by_menu(desk, "Gaps")
        sees(desk, "Nobody is waiting", "2 go on without us")
        go(desk, "/reports/gaps/")
