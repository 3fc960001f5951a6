"""Two records of one woman: looked at side by side, made one, taken apart, and told apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page, expect

from alongside.casework.people.models import Person
from alongside.casework.schemes.models import ProgrammeMembership
from tests.casework import made

from .steps import (
    Team,
    by_menu,
    card,
    does_not_see,
    follow,
    go,
    heading,
    look,
    press,
    sees,
    sign_in,
    tap,
    team_of_aldermouth,
    write,
)

BORN = date(1942, 3, 7)


@pytest.fixture
def team(transactional_db: None) -> Iterator[Team]:
    """Dilys coordinates, and decides for the programme who is one person."""
    with time_machine.travel("2026-11-20 10:00:00+00:00", tick=True):
        team = team_of_aldermouth()
        ProgrammeMembership.objects.create(
            worker=team.dilys,
            programme=team.scheme.programme,
            role="resolver",
            started_on=date(2026, 1, 1),
        )
        yield team


@pytest.fixture
def peg(team: Team) -> Person:
    """Ruth walks alongside her."""
    peg = made.person(team.scheme, date_of_birth=BORN, best_times="Mornings", voicemail="yes")
    made.episode(peg, team.ruth)
    return peg


@pytest.fixture
def margaret(team: Team, peg: Person) -> Person:
    """The same woman, written down a second time by Owen."""
    return made.person(
        team.scheme,
        "Margaret",
        "Hollins",
        telephone="01632 960555",
        date_of_birth=BORN,
        voicemail="no",
        language="Welsh",
    )


@pytest.fixture(params=["phone", "desk", "desk_without_javascript"])
def page(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def test_one_woman_written_down_twice(page: Page, team: Team, peg: Person, margaret: Person):
    # Dilys sees that two records may be of one person, and looks at both.
    sign_in(page, team.dilys)
    by_menu(page, "Team")
    follow(page, "One person or two?")
    sees(page, "Another form of the same name and the same date of birth")
    follow(page, "Look at both")
    sees(page, "The record that would stand", "07700 900417", "01632 960555", "run of support")

    # Of what differs she chooses; of two answers about messages the careful one is proposed.
    never = page.get_by_role("group", name="May we leave a voicemail?").get_by_label("Never")
    expect(never).to_be_checked()
    tap(page, "Name to call them by", "Margaret")
    write(page, "How do you know?", "Ruth and Owen met on her doorstep")
    press(page, "They are the same")
    heading(page, "Margaret Hollins")
    sees(page, "The two records are one now.", "1 telephone or email")

    # Whoever kept the old address comes to the record that stands, and there is one of them.
    sign_in(page, team.ruth)
    go(page, f"/people/{margaret.pk}/")
    expect(page).to_have_url(f"/people/{peg.pk}/")
    sees(page, "Margaret Hollins", "Welsh")
    by_menu(page, "My people")
    expect(page.get_by_role("link", name="Margaret Hollins")).to_have_count(1)

    # It was wrong after all: she takes it apart, and everything is back in its place.
    sign_in(page, team.dilys)
    go(page, "/people/pairs/")
    follow(page, "Look, or take apart")
    press(page, "Take it apart again")
    sees(page, "They are two records again.", "Everything is back in its place.")
    go(page, f"/people/{peg.pk}/record/")
    heading(page, "Peg")
    sees(page, "07700 900417")
    does_not_see(page, "01632 960555", "Welsh")

    # They are two people: she says how she knows, and is not asked again.
    go(page, "/people/pairs/")
    follow(page, "Look at both")
    press(page, "They are two people")
    sees(page, "Say in a few words how you know that they are two people.")
    write(page, "How do you know that they are two people?", "Aunt and niece")
    press(page, "They are two people")
    sees(page, "No two records look like one person at present.", "Aunt and niece")


def test_what_a_month_costs_and_what_ruth_paid(page: Page, team: Team, peg: Person):
    # Dilys sets what a mile is paid, and enters what the month cost.
    sign_in(page, team.dilys)
    by_menu(page, "Team")
    follow(page, "Costs")
    follow(page, "Set", card(page, "What is added, and how"))
    write(page, "Pence a mile", "45")
    press(page, "Keep the rate")
    sees(page, "A mile is paid 45p today.")
    go(page, f"/costs/schemes/{team.scheme.pk}/")
    follow(page, "Enter a cost")
    write(page, "Pounds", "9,840.00")
    tap(page, "What kind?", "Running")
    press(page, "Keep the cost")
    sees(page, "£9,840.00")

    # Ruth drives to Peg and writes it with the contact; a bus to the team day she enters.
    made_contact(team, peg)
    sign_in(page, team.ruth)
    go(page, "/expenses/")
    sees(page, "12.4 miles", "£5.58")
    follow(page, "Add an expense")
    write(page, "Pounds", "4.60")
    write(page, "A few words about it", "Bus to the team day")
    press(page, "Keep it")
    sees(page, "Waiting for an answer", "£4.60")

    # She pays a taxi for Peg, from Peg's page.
    go(page, f"/people/{peg.pk}/more/")
    follow(page, "Help with a fare")
    write(page, "How much?", "7.20")
    write(page, "Where to?", "Home from the choir")
    press(page, "Keep the fare")
    sees(page, "£7.20 in this run of support.")

    # Dilys agrees, and the month has everything in it once.
    sign_in(page, team.dilys)
    go(page, "/expenses/team/")
    press(page, "Agree")
    sees(page, "Nothing waits for your answer.")
    go(page, f"/costs/schemes/{team.scheme.pk}/2026/11/")
    look(page)
    sees(page, "£5.58", "£4.60", "£7.20", "£9,857.38")


def made_contact(team: Team, peg: Person) -> None:
    peg.episodes.get().contacts.create(
        occurred_on=date(2026, 11, 12),
        mode="face_to_face",
        reached=True,
        minutes=60,
        travel_miles="12.4",
        worker=team.ruth,
    )
