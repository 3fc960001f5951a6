"""The same kind of story, shorter, at a desk and without JavaScript: every main page works."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from playwright.sync_api import Page

from alongside.casework.support.models import Episode

from .steps import (
    Clock,
    Team,
    answer_all,
    assert_pdf,
    by_menu,
    choose,
    follow,
    go,
    go_to_person,
    heading,
    press,
    sees,
    sign_in,
    tap,
    write,
)


@pytest.fixture
def clock(desk_without_javascript: Page) -> Iterator[Clock]:
    with time_machine.travel("2026-03-02 09:00+00:00", tick=True) as service:
        yield Clock(service, desk_without_javascript)


def test_one_story_at_a_desk(desk_without_javascript: Page, clock: Clock, team: Team):
    for chapter in (
        kwame_rings_for_himself,
        ruth_rings_him_back,
        what_matters_to_kwame,
        the_plan,
        questions_on_paper,
        a_connection,
        a_visit,
        longer_support_by_another_connector,
        a_note_on_the_record,
        goodbye,
        the_check_in,
        everybody_can_be_found,
        the_settings,
    ):
        chapter(desk_without_javascript, clock, team)


def kwame_rings_for_himself(page: Page, clock: Clock, team: Team) -> None:
    # Given Dilys has Kwame on the telephone
    sign_in(page, team.dilys)
    follow(page, "Take a referral")
    write(page, "Name to call them by", "Kwame")
    write(page, "Family name", "Mensah")
    write(page, "Telephone", "07700 900523")
    tap(page, "Did the person agree to be referred?", "Yes, they told us themselves")
    choose(page, "Where does it come from?", "Asked for themselves")
    tap(page, "How shall we answer them?", "Telephone")
    press(page, "Take it down")

    # When she gives him to Ruth, she reads what Kwame is told before anything is saved
    tap(page, "What shall we do?", "Accept, and choose a connector")
    tap(page, "Connector", "Ruth Adeyemi")
    press(page, "Save this decision")
    sees(page, "Nothing is saved yet.")
    press(page, "Save this decision")

    # Then he waits no longer, and what to tell him stands under what was answered
    sees(page, "Nobody is waiting.")
    follow(page, "Answered this week: 1")
    sees(page, "Kwame Mensah")


def ruth_rings_him_back(page: Page, clock: Clock, team: Team) -> None:
    # Given it is the day after
    clock.turns_to("2026-03-03 09:00")
    sign_in(page, team.ruth)
    follow(page, "Ring Kwame Mensah for the first time")

    # When he forgets to say whether he reached him, he is told so, and his note is still there
    write(page, "Note", "Sings. Has not since the move.")
    press(page, "Save contact")
    sees(page, "Say whether you reached Kwame.")
    tap(page, "Did you reach Kwame?", "Yes")
    tap(page, "How many minutes, about", "30")
    press(page, "Save contact")

    # Then support has begun
    sees(page, "Week 1 of 12", "Sings. Has not since the move.")


def what_matters_to_kwame(page: Page, clock: Clock, team: Team) -> None:
    follow(page, "Something else")
    follow(page, "Talk about what matters")
    prompt = page.locator("details", has_text="What I like, or used to")
    prompt.locator("summary").click()
    prompt.get_by_label("In Kwame’s words").fill("A choir where nobody asks for papers.")
    write(page, "Another word to remember", "bass voice")
    press(page, "Save what was said")

    sees(page, "A choir where nobody asks for papers.", "bass voice")


def the_plan(page: Page, clock: Clock, team: Team) -> None:
    # Given a goal in his words, with one step
    go_to_person(page)
    follow(page, "Make one together")
    follow(page, "Add a goal")
    write(page, "The goal, in their words", "Sing with other people again")
    press(page, "Save goal")
    follow(page, "Add a step")
    write(page, "The step", "Listen from the back row")
    tap(page, "Who does it?", "Kwame")
    press(page, "Save step")

    # When the step is under way, and he agrees
    press(page, "Under way")
    press(page, "We agreed it")
    write(page, "On which day?", "2026-04-01")
    press(page, "Set the day")

    # Then he gets a copy, printed or as a file
    sees(page, "Tuesday 3 March")
    assert_pdf(page, "PDF, to send or read aloud")
    follow(page, "Large print, to print here")
    sees(page, "Listen from the back row", "Dilys")


def questions_on_paper(page: Page, clock: Clock, team: Team) -> None:
    # Given he took the questions home, and brought them back
    go_to_person(page)
    follow(page, "Ask the questions")
    follow(page, "Ask")
    tap(page, "What did they say?", "Yes")
    press(page, "Save, and go on")
    follow(page, "On paper")

    # When Ruth copies them, and leaves one out by mistake
    write(page, "On which day was it answered?", "2026-03-03")
    press(page, "Save the answers")
    sees(page, "Choose an answer to question 1, or leave it out.")
    answer_all(page, "Some of the time")
    press(page, "Save the answers")

    # Then there is a score
    sees(page, "on a scale of 3 to 9", "On paper. Recorded by Ruth.")


def a_connection(page: Page, clock: Clock, team: Team) -> None:
    # Given a choir
    go_to_person(page)
    follow(page, "Add a connection")
    write(page, "What is it?", "Harbour Street choir")
    tap(page, "What kind of organisation?", "Charity or community group")
    tap(page, "How far has it got?", "Introduced")
    write(page, "When is the first time?", "2026-03-05")
    press(page, "Save the connection")

    # When Ruth hears that Kwame went
    clock.turns_to("2026-03-06 09:00")
    sign_in(page, team.ruth)
    press(page, "Went")

    # Then it stands on Kwame's page
    go_to_person(page)
    sees(page, "Harbour Street choir", "Attended")


def a_visit(page: Page, clock: Clock, team: Team) -> None:
    # Given they have agreed to meet
    follow(page, "Put the next meeting in the diary")
    write(page, "Day", "2026-03-06")
    write(page, "Time, if it has one", "11am")
    press(page, "Put it in the diary")
    by_menu(page, "Diary")
    follow(page, "My week")
    follow(page, "Visit Kwame Mensah")

    # When Ruth has been there
    press(page, "Arrived")
    write(page, "Note", "Hummed all the way.")
    press(page, "I’m out")

    # Then it is in the record
    sees(page, "You are out, and the visit is saved.", "Hummed all the way.")


def longer_support_by_another_connector(page: Page, clock: Clock, team: Team) -> None:
    # Given Ruth is going to leave
    clock.turns_to("2026-05-11 09:00")
    sign_in(page, team.dilys)
    go_to_person(page)
    follow(page, "Something else")
    follow(page, "Hand over to another connector")

    # When Dilys hands over, and agrees to four weeks more
    tap(page, "Who walks alongside them from now on?", "Owen Castellani")
    write(page, "From which day?", "2026-05-11")
    write(page, "Why?", "Ruth leaves us in May.")
    press(page, "Hand over")
    go_to_person(page)
    follow(page, "Something else")
    follow(page, "Agree longer support")
    write(page, "Until which week?", "16")
    write(page, "Why?", "A new connector, and a solo in June.")
    press(page, "Agree longer support")

    # Then both stand in the record
    sees(page, "until week 16", "Owen")


def a_note_on_the_record(page: Page, clock: Clock, team: Team) -> None:
    # Given Dilys has read the record
    follow(page, "Something else")
    follow(page, "Read the record and write a note")
    write(page, "Your note to the connector", "What happens when the choir pauses in August?")
    press(page, "Send to Owen")

    # When Owen answers
    sign_in(page, team.owen)
    follow(page, "Answer Dilys’s note on Kwame Mensah")
    write(page, "Your answer", "Two of them meet anyway. I shall ask.")
    press(page, "Send to Dilys")

    # Then nothing is left to answer
    go(page, "/my-people/")
    sees(page, "Kwame Mensah")


def goodbye(page: Page, clock: Clock, team: Team) -> None:
    # Given the goodbye
    clock.turns_to("2026-06-15 09:00")
    sign_in(page, team.owen)
    go_to_person(page)
    follow(page, "Goodbye")
    tap(page, "Why does support end?", "We did what we set out to do")
    write(page, "In Kwame’s own words", "I have a place in the back row.")
    tap(page, "May we ring in two to four weeks, to see how it goes?", "Yes")
    tap(page, "May we ask again, three months on?", "No, thank you")

    # When Owen forgets the questions, she is told so; he did not want them
    press(page, "End the support")
    sees(page, "Ask Company, three questions (UCLA-3) first, or say why not.")
    choose(page, "Company, three questions (UCLA-3)", "Did not want to")
    press(page, "End the support")

    # Then there is a letter
    sees(page, "Dear Kwame", "I have a place in the back row.", "Harbour Street choir")
    assert_pdf(page, "take it as a PDF")
    assert Episode.objects.get().ended_on == date(2026, 6, 15)


def the_check_in(page: Page, clock: Clock, team: Team) -> None:
    clock.turns_to("2026-07-06 09:00")
    sign_in(page, team.owen)
    by_menu(page, "Follow-ups")
    follow(page, "Check-in with Kwame Mensah")
    tap(page, "What came of it?", "No answer: try again")
    press(page, "Save")

    sees(page, "Saved. It comes back on")


def everybody_can_be_found(page: Page, clock: Clock, team: Team) -> None:
    # Given Dilys remembers how it sounded
    sign_in(page, team.dilys)
    by_menu(page, "Find a person")
    page.get_by_role("main").get_by_role("textbox").fill("Kwami Mensa")
    press(page, "Find", page.get_by_role("main"))

    # When she opens whom she found
    follow(page, "Kwame Mensah")
    sees(page, "Support ended on 15 June 2026")

    # Then the team's page has nobody gone quiet
    by_menu(page, "Team")
    sees(page, "Room in the team", "0 of 25")


def the_settings(page: Page, clock: Clock, team: Team) -> None:
    sign_in(page, team.ada)
    by_menu(page, "Settings")
    follow(page, "Add an area")
    write(page, "Name of the area", "Harbour")
    press(page, "Add the area")
    sees(page, "Harbour")
    follow(page, "Workers")
    follow(page, "Owen Castellani")
    sees(page, "Connector")
    press(page, "Sign out")
    heading(page, "Sign in")
