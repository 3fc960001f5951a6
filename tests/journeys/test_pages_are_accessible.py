"""The pages that gather, and a person’s record: for everybody, on a phone and at a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page, expect

from alongside.casework.people.forms import SECTIONS
from alongside.casework.safeguarding.models import Concern
from alongside.casework.support.models import Visit
from tests.casework import made
from tests.casework.pages import lives
from tests.casework.pages.lives import Lives, at

from .accessibility import assert_fits
from .steps import Team, go, look, press, sign_in, team_of_aldermouth


@dataclass(frozen=True)
class World:
    """A Tuesday in Aldermouth, with somebody in every state."""

    team: Team
    day: Lives
    joan: int  # waits for a decision
    died: int


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    with time_machine.travel(lives.NOW, tick=True):
        team = team_of_aldermouth()
        day = lives.begin(team.scheme, team.ruth, team.dilys)
        joan = made.person(team.scheme, "Joan", "Whitcombe", pronouns="she/her")
        made.referral(joan, team.dilys, wants="Somebody to have a cup of tea with")
        died, _ = lives.supported(team.scheme, team.owen, "Marion Teague", date(2026, 8, 14))
        died.died_on = date(2026, 10, 13)
        died.save()
        yield World(team, day, joan.pk, died.pk)


@pytest.fixture(params=["phone", "desk"])
def page(request: pytest.FixtureRequest, world: World) -> Any:
    """The same pages at both widths."""
    return request.getfixturevalue(request.param)


def test_a_connectors_pages(page: Page, world: World):
    sign_in(page, world.team.ruth)

    for address in (
        "/?all",
        "/my-people/",
        "/my-people/?show=quiet&by=name",
        "/my-people/?show=after",
        "/people/",
        "/contacts/new/",
        "/find/",
    ):
        go(page, address)


def test_a_persons_page_in_every_state(page: Page, world: World):
    Concern.objects.create(
        scheme=world.team.scheme,
        person=world.day.peg,
        raised_by=world.team.ruth,
        raised_at=at(23, 9),
        what="A bruise.",
    )
    sign_in(page, world.team.ruth)
    day = world.day

    for person in (day.peg, day.tomasz, day.len, day.dai, day.beryl):
        go(page, f"/people/{person.pk}/")
    for number in (world.joan, world.died):
        go(page, f"/people/{number}/")
    go(page, f"/people/{day.peg.pk}/?show=contacts&whole")
    go(page, f"/people/{day.peg.pk}/more/")
    go(page, f"/people/{day.dai.pk}/more/")


def test_a_coordinators_pages(page: Page, world: World):
    Visit.objects.create(
        episode=world.day.peg.episodes.get(),
        worker=world.team.ruth,
        arrived_at=at(24, 7),
        out_expected_at=at(24, 8, 30),
    )
    sign_in(page, world.team.dilys)

    go(page, "/team/")
    go(page, f"/people/{world.joan}/")
    go(page, f"/people/{world.day.peg.pk}/more/")


def test_the_first_page_of_a_lead_and_of_an_administrator(page: Page, world: World):
    Concern.objects.create(
        scheme=world.team.scheme,
        person=world.day.peg,
        raised_by=world.team.ruth,
        raised_at=at(20, 9),
        what="A bruise.",
    )

    for worker in (world.team.lena, world.team.ada):
        sign_in(page, worker)


def test_the_pages_of_a_record(page: Page, world: World):
    peg = world.day.peg.pk
    sign_in(page, world.team.ruth)

    for section in SECTIONS:
        go(page, f"/people/{peg}/edit/{section}/")
    for name in ("record", "died", "history", "consents"):
        go(page, f"/people/{peg}/{name}/")
    go(page, "/people/add/")


def test_what_is_wrong_is_said_on_top_and_beside_the_field(page: Page, world: World):
    peg = world.day.peg.pk
    sign_in(page, world.team.ruth)

    for address, button in (
        ("/find/", "Find"),
        ("/people/add/", "Go on"),
        (f"/people/{peg}/died/", "Record it"),
        (f"/people/{peg}/consents/", "Record what was said"),
        (f"/people/{peg}/edit/people/", "Add them"),
    ):
        go(page, address)
        press(page, button, page.get_by_role("main"))
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        assert page.title().startswith("Error: ")


def test_finding_somebody_and_knowing_them_again(page: Page, world: World):
    sign_in(page, world.team.ruth)
    go(page, "/find/")
    page.locator("[name=words]").fill("holins")
    press(page, "Find", page.get_by_role("main"))
    expect(page.get_by_role("link", name="Peg Hollins")).to_be_visible()

    go(page, "/people/add/")
    page.locator("[name=preferred_name]").fill("Margaret")
    page.locator("[name=family_name]").fill("Hollins")
    page.locator("[name=telephone]").fill("07700 900417")
    press(page, "Go on", page.get_by_role("main"))

    expect(page.get_by_role("heading", level=1)).to_have_text("We may know Margaret already")


def test_nothing_is_wider_than_the_narrowest_phone(open_browser: Callable[..., Any], world: World):
    peg, dai = world.day.peg.pk, world.day.dai.pk
    with open_browser(viewport={"width": 320, "height": 640}) as page:
        sign_in(page, world.team.ruth)

        for address in ("/", "/my-people/", f"/people/{peg}/", f"/people/{dai}/", "/find/"):
            page.goto(address)
            assert_fits(page)


def test_one_tap_on_the_first_page_without_javascript(desk_without_javascript: Page, world: World):
    page = desk_without_javascript
    sign_in(page, world.team.ruth)
    look(page)

    press(page, "She went")

    world.day.choir.refresh_from_db()
    assert world.day.choir.outcome == "attended"


def test_the_pages_that_protect_a_record(page: Page, world: World):
    peg = world.day.peg.pk
    sign_in(page, world.team.dilys)

    for address in (
        f"/people/{peg}/looks/",
        f"/people/{peg}/restrict/",
        "/looks/",
        "/people/restricted/",
        "/expenses/team/",
    ):
        go(page, address)


def test_the_pages_of_an_evaluator(page: Page, world: World):
    sign_in(page, made.worker("Eva Lindgren", "evaluator", world.team.scheme))

    for address in ("/extracts/", "/extracts/new/", "/costs/"):
        go(page, address)
    go(page, "/extracts/new/")
    press(page, "Ask for it", page.get_by_role("main"))
    expect(page.locator(".govuk-error-summary")).to_be_visible()


def test_the_pages_of_an_administrator(page: Page, world: World):
    sign_in(page, world.team.ada)

    for address in (
        "/extracts/",
        f"/costs/schemes/{world.team.scheme.pk}/",
        "/settings/",
        "/moving-in/",
    ):
        go(page, address)
