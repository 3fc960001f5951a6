"""One story, from a telephone call to a new beginning, on a phone, in the words of who lives it.

It begins in one_story_begins.py, goes on in one_story_goes_on.py, and ends here. Every page that it
meets is looked at by axe, and fits a phone (see steps.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from playwright.sync_api import Page, expect

from alongside.casework.people.models import Person
from alongside.casework.referrals.models import Referral
from alongside.casework.support.models import Episode

from . import one_story_begins as begins
from . import one_story_goes_on as goes_on
from .steps import (
    Clock,
    Team,
    answer_all,
    assert_pdf,
    by_menu,
    does_not_see,
    follow,
    go,
    go_to_person,
    look,
    open_up,
    press,
    sees,
    sign_in,
    tap,
    write,
)


@pytest.fixture
def clock(phone: Page) -> Iterator[Clock]:
    with time_machine.travel("2026-10-14 09:00+00:00", tick=True) as service:
        yield Clock(service, phone)


def test_one_story_on_a_phone(phone: Page, clock: Clock, team: Team):
    for chapter in (
        begins.a_referral_is_taken_by_telephone,
        begins.it_is_decided_in_the_inbox,
        begins.the_connector_finds_it_on_today,
        begins.the_first_visit,
        begins.the_questions_at_the_start,
        begins.out_of_the_first_visit,
        begins.the_plan_is_made_and_agreed,
        begins.what_she_has_agreed_to,
        goes_on.the_usual_telephone_call,
        goes_on.a_visit_without_signal,
        goes_on.a_connection,
        goes_on.a_worry,
        goes_on.week_nine,
        goodbye,
        check_in,
        three_months_later,
        the_pages_that_the_story_does_not_need,
    ):
        chapter(phone, clock, team)


def goodbye(page: Page, clock: Clock, team: Team) -> None:
    # Given it is the last visit
    clock.turns_to("2027-01-07 14:00")
    sign_in(page, team.ruth)
    go_to_person(page)
    follow(page, "Goodbye")
    tap(page, "Why does support end?", "We did what we set out to do")
    write(page, "In Peg’s own words", "I have people to sit with, and I know the bus.")

    # When she asks the questions first, what she typed is kept
    page.get_by_text("Kept, just now").wait_for()
    follow(page, "Ask it now")
    follow(page, "I read it out")
    answer_all(page, "Hardly ever or never")
    press(page, "Save the answers")
    go_to_person(page)
    follow(page, "Goodbye")
    expect(page.get_by_label("In Peg’s own words")).to_have_value(re.compile("the bus"))

    # And asks once for all what she is connected to, and agrees what comes after
    known = page.get_by_role("group", name="Fenwater bird group")
    known.get_by_label("How far it has got").select_option(label="Settled")
    open_up(page, "Something that nobody wrote down")
    new = page.get_by_role("group", name="First", exact=True)
    new.get_by_label("What is it?").fill("Tea after church")
    tap(page, "How is Peg’s health?", "About the same")
    tap(page, "Can Peg get there without us?", "Yes, without us")
    write(page, "What do they worry about, looking ahead?", "Dark evenings.")
    tap(page, "May we ring in two to four weeks, to see how it goes?", "Yes")
    tap(page, "May we ask again, three months on?", "Yes")
    look(page)
    press(page, "End the support")

    # Then there is a letter for her
    sees(page, "Dear Peg", "Fenwater bird group", "Tea after church", "Dilys, 01632 960298")
    does_not_see(page, "Dark evenings.")
    assert_pdf(page, "take it as a PDF")
    assert Episode.objects.get().ended_on == date(2027, 1, 7)

    # And the last day belongs to the last week
    go_to_person(page)
    sees(page, "Support ended on 7 January 2027", "Week 12")
    does_not_see(page, "Week 13")


def check_in(page: Page, clock: Clock, team: Team) -> None:
    # Given three weeks have passed
    clock.turns_to("2027-01-28 10:00")
    sign_in(page, team.ruth)
    follow(page, "Ring Peg Hollins to see how")

    # When they talk, and it goes well
    tap(page, "What came of it?", "We talked")
    tap(page, "How is it going?", "Well")
    write(page, "Note", "Goes on Tuesdays. Joan picks her up.")
    press(page, "Save")

    # Then nothing more is to be done for it
    sees(page, "Saved. Nothing more is to be done for it.")


def three_months_later(page: Page, clock: Clock, team: Team) -> None:
    # Given the follow-up stands on Ruth’s list
    clock.turns_to("2027-04-08 10:00")
    sign_in(page, team.ruth)
    by_menu(page, "Follow-ups")
    follow(page, "Follow-up with Peg Hollins")

    # When they talk, and she asks the questions
    tap(page, "What came of it?", "We talked")
    follow(page, "Company, three questions")
    follow(page, "By telephone")
    answer_all(page, "Some of the time")
    press(page, "Save the answers")

    # And Peg would like support again
    by_menu(page, "Follow-ups")
    follow(page, "Follow-up with Peg Hollins")
    tap(page, "What came of it?", "We talked")
    tap(page, "How is it going?", "Hard going")
    page.get_by_label("They would like support again").check()
    write(page, "What would they like?", "Joan has moved away. Somebody to go with.")
    look(page)
    press(page, "Save")
    sees(page, "A new referral is in the inbox, tied to the earlier support.")

    # Then Dilys finds her in the inbox, with what was before
    sign_in(page, team.dilys)
    by_menu(page, "Inbox")
    follow(page, "Peg Hollins")
    sees(page, "Joan has moved away. Somebody to go with.", "Peg had support before")
    assert Referral.objects.count() == 2


def the_pages_that_the_story_does_not_need(page: Page, clock: Clock, team: Team) -> None:
    person = Person.objects.get().get_absolute_url()
    settings = f"/settings/schemes/{team.scheme.pk}/"
    whose = {
        team.dilys: f"/inbox/answered/ /inbox/waiting/ /team/ /people/ /find/ {person}record/ "
        f"{person}history/ {person}more/ {person}measures/",
        team.ruth: "/my-people/ /diary/week/ /contacts/new/ /contacts/together/ /help-once/ "
        "/people/add/ /account/ /account/details/",
        team.lena: "/concerns/",
        team.ada: f"/settings/ {settings} {settings}workers/ {settings}cover/",
    }
    for worker, addresses in whose.items():
        sign_in(page, worker)
        for address in addresses.split():
            go(page, address)
