"""The story of Peg on a phone, until she is known: referral, decision, first visit, plan."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .steps import (
    PASSWORD,
    Clock,
    Team,
    answer_all,
    assert_pdf,
    by_menu,
    choose,
    does_not_see,
    follow,
    go_to_person,
    heading,
    look,
    open_up,
    press,
    sees,
    sign_in,
    tap,
    with_note,
    write,
)

FIRST_NOTE = "Showed me her bird book. Laughed about the bus."


def a_referral_is_taken_by_telephone(page: Page, clock: Clock, team: Team) -> None:
    # Given a nurse is on the telephone
    clock.turns_to("2026-10-14 10:00")
    sign_in(page, team.dilys)
    follow(page, "Take a referral")

    # When Dilys forgets the name, she is told so, and nothing she typed is lost
    write(page, "Why now, in their words", "Since her husband died she has not been out.")
    press(page, "Take it down")
    sees(page, "Write the name to call them by.")

    # And when she has written down who, from whom and why
    write(page, "Name to call them by", "Peg")
    write(page, "Family name", "Hollins")
    write(page, "Telephone", "07700 900417")
    write(page, "Postcode", "AD4 6RT")
    write(page, "What does the person say they want?", "To see the birds again.")
    tap(page, "Did the person agree to be referred?", "Yes, says who refers them")
    choose(page, "Where does it come from?", "NHS")
    write(page, "Their name", "Sara Whitfield")
    tap(page, "How shall we answer them?", "Email")
    write(page, "Their email", "sara@example.org")
    press(page, "Take it down")

    # Then it is in the inbox
    sees(page, "The referral for Peg is taken down.")
    heading(page, "Peg Hollins")


def it_is_decided_in_the_inbox(page: Page, clock: Clock, team: Team) -> None:
    # Given Dilys has opened it from the inbox, and has looked at how much support it may need
    by_menu(page, "Inbox")
    sees(page, "One person is waiting.")
    follow(page, "Peg Hollins")
    follow(page, "Say how much")
    tap(page, "Mobility", "2 of 4: Short trips")
    tap(page, "Mood", "3 of 4: Struggling")
    press(page, "Keep this")
    sees(page, "Medium: usual support, with more visits than calls.")

    # When she accepts, and gives it to Ruth
    tap(page, "What shall we do?", "Accept, and choose a connector")
    tap(page, "Connector", "Ruth Adeyemi")
    expect(page.get_by_label("What we tell Sara")).to_have_value(re.compile("Ruth Adeyemi"))
    press(page, "Accept, and give to Ruth")

    # Then nobody waits any more
    sees(page, "Nobody is waiting.")


def the_connector_finds_it_on_today(page: Page, clock: Clock, team: Team) -> None:
    # Given it is the next morning
    clock.turns_to("2026-10-15 09:30")
    sign_in(page, team.ruth)

    # When Ruth opens what stands on Today
    sees(page, "Ring Peg Hollins for the first time")
    follow(page, "Ring Peg Hollins for the first time")
    tap(page, "Did you reach Peg?", "Yes")
    tap(page, "How many minutes, about", "20")
    write(page, "Note", "Pleased that somebody rang. Thursday suits.")
    press(page, "Save contact")

    # Then support has begun, and they agree when to meet
    sees(page, "Week 1 of 12")
    follow(page, "Put the next meeting in the diary")
    write(page, "Day", "2026-10-22")
    write(page, "Time, if it has one", "14:00")
    tap(page, "How", "At their home")
    tap(page, "How many minutes, about", "60")
    write(page, "What for", "Get to know each other")
    press(page, "Put it in the diary")
    sees(page, "Get to know each other")


def the_first_visit(page: Page, clock: Clock, team: Team) -> None:
    # Given Ruth stands before the door
    clock.turns_to("2026-10-22 13:55")
    sign_in(page, team.ruth)
    by_menu(page, "Diary")
    follow(page, "Visit Peg Hollins")
    sees(page, "Before you ring", "Pleased that somebody rang. Thursday suits.")

    # When she has arrived, and they talk
    clock.turns_to("2026-10-22 14:00")
    press(page, "Arrived")
    write(page, "Note", FIRST_NOTE)
    follow(page, "What matters to Peg")
    open_up(page, "What matters to me")
    write(page, "In Peg’s words", "To see the birds with somebody who knows them.")
    press(page, "Save what was said")
    sees(page, "To see the birds with somebody who knows them.")

    # Then what she had begun to write is there when she comes back to the visit
    by_menu(page, "Diary")
    follow(page, "Open the visit")
    expect(page.get_by_label("Note", exact=True)).to_have_value(FIRST_NOTE)


def the_questions_at_the_start(page: Page, clock: Clock, team: Team) -> None:
    # Given the questions are due, and Peg is happy to be asked
    follow(page, "Company, three questions")
    tap(page, "What did they say?", "Yes")
    press(page, "Save, and go on")

    # When she answers them herself, on Ruth’s phone, from which nobody’s record can be reached
    follow(page, "They answer on this device")
    does_not_see(page, "Hollins", "My people")
    answer_all(page, "Often")
    press(page, "I have finished")

    # Then she is thanked, and can see her answers; the score is for Ruth
    sees(page, "Thank you, Peg")
    follow(page, "See your answers")
    sees(page, "Often")
    does_not_see(page, "on a scale of 3 to 9")
    follow(page, "Give the device back")
    sees(page, "Please give it to Ruth now.")
    does_not_see(page, "Hollins", "My people")

    # And Ruth has her phone again once she has said who she is
    write(page, "Password", PASSWORD)
    press(page, "Open Alongside again")
    follow(page, "See what came of it")
    sees(page, "on a scale of 3 to 9")


def out_of_the_first_visit(page: Page, clock: Clock, team: Team) -> None:
    # Given Ruth’s phone has lain idle, so she signs in again
    clock.turns_to("2026-10-22 14:50")
    sign_in(page, team.ruth)
    follow(page, "Say that you are out of Peg’s")

    # When she says when they meet again, and that she is out
    write(page, "You meet again on", "2026-11-05")
    write(page, "At, if it has a time", "14:00")
    press(page, "I’m out")

    # Then all of it stands in the record
    sees(page, "You are out, and the visit is saved.", "To see the birds", FIRST_NOTE)
    [contact] = with_note(FIRST_NOTE)
    assert contact.minutes == 50
    assert contact.mode == "face_to_face"


def the_plan_is_made_and_agreed(page: Page, clock: Clock, team: Team) -> None:
    # Given what Peg said, Ruth writes down a goal in her words
    follow(page, "Make one together")
    follow(page, "Add a goal")
    write(page, "The goal, in their words", "Be at the bird hide by spring")
    choose(page, "How much does it matter?", "9")
    press(page, "Save goal")

    # When there are two steps, and Peg agrees
    for step, who in (("Ask about the bus", "Ruth"), ("Try the bus together", "Peg and Ruth")):
        follow(page, "Add a step")
        write(page, "The step", step)
        tap(page, "Who does it?", who)
        write(page, "By when?", "2026-11-12")
        press(page, "Save step")
    press(page, "We agreed it")

    # Then it says so, and Peg gets a copy in large print
    sees(page, "Thursday 22 October, written down by Ruth.")
    follow(page, "Large print, to print here")
    heading(page, "My plan")
    assert_pdf(page, "Take it as a PDF instead")


def what_she_has_agreed_to(page: Page, clock: Clock, team: Team) -> None:
    # Given Ruth has asked
    go_to_person(page)
    follow(page, "Change what Peg has agreed to")

    # When she writes down two answers
    tap(page, "To be supported", "Yes")
    tap(page, "To tell who referred them how it went", "No")
    press(page, "Record")

    # Then each stands with its day
    sees(page, "Yes, said so, face to face, 22 October 2026", "No, since 22 October 2026")
    open_up(page, "All answers so far")
    look(page)
