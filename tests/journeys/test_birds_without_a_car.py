"""Peg likes birds and cannot drive. Ruth finds something, and leaves it with her on paper.

And anybody finds something to do, without an account.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from playwright.sync_api import expect

from alongside.casework.directory.geography import point_of
from alongside.casework.directory.models import Activity, Contact, Phone, Place, ServiceArea
from alongside.casework.people.models import Person
from alongside.casework.support.models import ConversationWords, Tag
from tests.casework import made
from tests.casework.directory.search import town

from .conftest import DESK, PHONE
from .steps import (
    Team,
    assert_pdf,
    does_not_see,
    follow,
    go,
    heading,
    look,
    open_up,
    press,
    sees,
    sign_in,
    team_of_aldermouth,
    write,
)

HOME = "BS1 4ST"


@pytest.fixture
def team(transactional_db: None) -> Iterator[Team]:
    with time_machine.travel(datetime(2026, 11, 20, 10, tzinfo=UTC), tick=True):
        yield team_of_aldermouth()


@pytest.fixture
def peg(team: Team) -> Person:
    """She likes birds, does not drive, and finds steps hard."""
    peg = made.person(team.scheme, pronouns="she/her", postcode=HOME)
    episode = made.episode(peg, team.ruth)
    for word in ("birds", "no car"):
        Tag.objects.create(episode=episode, word=word)
    said = {"episode": episode, "on": date(2026, 11, 2), "by": team.ruth}
    hopes = "To get out of the house again. But not bingo."
    ConversationWords.objects.create(prompt="hopes", words=hopes, **said)
    ConversationWords.objects.create(prompt="barriers", words="Steps, mostly.", **said)
    return peg


@pytest.fixture
def nearby(team: Team) -> Activity:
    """A falconry centre, a café, a bingo, and a dial-a-ride. Gives the falconry centre."""
    barn = near(1, name="Hawkstone barn", address_1="Mill Lane", postcode="BS3 1AB", step_free=True)
    centre = town.activity(
        "Hawkstone falconry mornings",
        by="Hawkstone Trust",
        description="Hold an owl, feed the hawks, and have tea with the others afterwards.",
        tags=("Falconry",),
        at=barn,
        on=[(1, 10, 12)],
        fees="£2, tea included",
        first_visit="Somebody waits at the red door.",
        met_at_door=True,
    )
    asked = Contact.objects.create(activity=centre, name="Maureen")
    Phone.objects.create(contact=asked, number="01632 960555")
    town.activity("Chatty café", at=near(1.5, name="Library"), on=[(3, 14, 16)], fees="Free")
    steps = near(0.5, name="Old loft", step_free=False)
    town.activity("Pigeon fanciers", at=steps, due_on=date(2026, 11, 1))
    town.activity("Grand bingo", at=near(0.2))
    ride = town.activity("Ring a Ride", sort="dial_a_ride", booking="Book two days before.")
    ServiceArea.objects.create(activity=ride, name="BS1")
    return centre


def near(miles: float, **fields: Any) -> Place:
    """A place so many miles north of Peg's."""
    home = point_of(HOME)
    assert home is not None
    return town.place(
        latitude=home.latitude + miles * town.A_MILE_NORTH, longitude=home.longitude, **fields
    )


@pytest.mark.journey
@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
def test_something_for_somebody_who_likes_birds_and_cannot_drive(
    team: Team,
    peg: Person,
    nearby: Activity,
    open_browser: Callable[..., Any],
    device: dict[str, Any],
):
    with open_browser(**device) as page:
        sign_in(page, team.ruth)
        # Given Peg, when Ruth asks what there is nearby
        go(page, f"/people/{peg.pk}/")
        follow(page, "What there is nearby for Peg")
        heading(page, "What there is for Peg")
        look(page)
        # Then the falconry centre stands there, with why, and with what is in the way elsewhere
        sees(page, "Hawkstone falconry mornings", "Matches birds (falconry)", "Step-free")
        sees(page, "There are steps", "Ring a Ride can fetch people from BS1 4ST")
        does_not_see(page, "Grand bingo")
        # When she wants more, she searches on, with a word that is spelt as it sounds
        follow(page, "search for something else")
        write(page, "What would you like to do?", "falkonry")
        open_up(page, "Day, getting in, cost and more")
        page.get_by_label("Which day?").select_option(label="Tuesday")
        page.get_by_label("Step-free").check()
        press(page, "Find")
        sees(page, "One thing to do", "so we looked for falconry", "1 mile north", "Tuesdays")
        look(page)
        # When nothing is found she may say so in one tap
        go(page, "/activities/?words=stilt-walking&near=BS1+4ST")
        sees(page, "Nothing like that here yet")
        expect(page.get_by_role("link", name="Nothing suitable")).to_be_visible()
        look(page)
        # And what Peg may like goes onto paper, with how to get there and whom to ask for
        go(page, f"/people/{peg.pk}/nearby/")
        page.get_by_label("On the shortlist: Hawkstone falconry mornings").check()
        page.get_by_label("On the shortlist: Chatty café").check()
        press(page, "Make a shortlist to print")
        heading(page, "Things to do")
        sees(page, "Ask for Maureen", "01632 960555", "1 mile north, in a straight line.")
        sees(page, "Ring a Ride can fetch people from where you live.", "Chatty café")
        look(page)
        assert_pdf(page, "Take it as a PDF instead")


@pytest.mark.journey
@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
def test_anybody_finds_something_to_do_and_a_worker_hears_of_what_is_new(
    team: Team, nearby: Activity, open_browser: Callable[..., Any], device: dict[str, Any]
):
    with open_browser(**device) as page:
        go(page, "/nearby/")
        heading(page, "Something to do nearby")
        look(page)
        write(page, "What would you like to do?", "somebody to talk to")
        write(page, "Near which postcode?", "bs1 4st")
        press(page, "Find")
        sees(page, "Chatty café", "2pm to 4pm")
        look(page)
        follow(page, "Chatty café")
        heading(page, "Chatty café")
    with open_browser(**device) as page:
        sign_in(page, team.ruth)
        go(page, "/activities/?words=owls")
        press(page, "Keep this search")
        sees(page, "Kept: owls.")
        town.activity("Owl evenings")
        go(page, "/")
        sees(page, "New in your searches", "owls: 1 new")
        look(page)
        press(page, "owls")
        sees(page, "Owl evenings")
        go(page, "/")
        does_not_see(page, "New in your searches")
