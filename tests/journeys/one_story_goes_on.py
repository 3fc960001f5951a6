"""The story of Peg on a phone, while she is supported: calls, visits, a connection, a worry."""

from __future__ import annotations

from playwright.sync_api import Page

from alongside.casework.safeguarding.models import Concern
from alongside.casework.support.models import Contact

from .steps import (
    Clock,
    Team,
    counted_gestures,
    does_not_see,
    follow,
    go,
    go_to_person,
    look,
    press,
    sees,
    sign_in,
    tap,
    with_note,
    write,
)

NOTE_WITHOUT_SIGNAL = "The driver lowers the step. She will try."
WORRY = "A man at the door asked her for money again."


def the_usual_telephone_call(page: Page, clock: Clock, team: Team) -> None:
    # Given Ruth has rung Peg, and has her page open; today is set
    clock.turns_to("2026-10-29 10:00")
    sign_in(page, team.ruth)
    go_to_person(page)
    gestures = counted_gestures(page)

    # When she writes it down
    follow(page, "Record a contact")
    tap(page, "Did you reach Peg?", "Yes")
    tap(page, "How", "Telephone")
    tap(page, "How many minutes, about", "20")
    write(page, "Note", "Looking forward to next week.")
    press(page, "Save contact")

    # Then it took five taps and one note: open it, yes, telephone, 20, the note, save
    assert gestures == ["tap", "tap", "tap", "tap", "type", "tap"]
    sees(page, "Looking forward to next week.")
    call = Contact.objects.latest("pk")
    assert (call.mode, call.minutes, call.occurred_on) == ("telephone", 20, clock.shows())


def a_visit_without_signal(page: Page, clock: Clock, team: Team) -> None:
    # Given Ruth has opened the visit in the car, and there is no signal at the door
    clock.turns_to("2026-11-05 14:00")
    sign_in(page, team.ruth)
    follow(page, "Visit Peg Hollins")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)

    # When she arrives, writes, and leaves
    page.get_by_role("button", name="Arrived").click()
    sees(page, "Without signal nobody is told that you are here.")
    look(page)
    clock.turns_to("2026-11-05 14:25")
    write(page, "Note", NOTE_WITHOUT_SIGNAL)
    page.get_by_role("button", name="I’m out").click()
    sees(page, "Not yet sent")
    look(page)
    assert not with_note(NOTE_WITHOUT_SIGNAL)

    # And there is signal again
    page.context.set_offline(False)

    # Then it is sent, once
    sees(page, "You are out, and the visit is saved.")
    look(page)
    go(page, "/diary/")
    assert [contact.minutes for contact in with_note(NOTE_WITHOUT_SIGNAL)] == [25]


def a_connection(page: Page, clock: Clock, team: Team) -> None:
    # Given Peg would like to meet the bird group
    go_to_person(page)
    follow(page, "Add a connection")
    write(page, "What is it?", "Fenwater bird group")
    tap(page, "What kind of organisation?", "Charity or community group")
    tap(page, "How did you connect them?", "Telephoned together")
    tap(page, "How far has it got?", "Introduced")
    write(page, "When is the first time?", "2026-11-07")
    press(page, "Save the connection")

    # When the day has come, Ruth is asked whether she went, and one tap answers
    clock.turns_to("2026-11-09 09:00")
    sign_in(page, team.ruth)
    sees(page, "Did Peg Hollins go to Fenwater bird group?")
    press(page, "Went")
    does_not_see(page, "Did Peg Hollins go to Fenwater bird group?")


def a_worry(page: Page, clock: Clock, team: Team) -> None:
    # Given Ruth is worried
    go_to_person(page)
    follow(page, "Something else")
    follow(page, "I’m worried")

    # When she says so
    write(page, "What did you see or hear?", WORRY)
    tap(page, "Is anybody in danger now?", "No")
    press(page, "Tell the safeguarding lead")
    sees(page, "Lena Marsh is told at once")

    # Then Dilys sees that there is one, and not what
    sign_in(page, team.dilys)
    go_to_person(page)
    sees(page, "A safety concern about Peg is open.")
    does_not_see(page, WORRY)
    assert page.goto(f"/concerns/{Concern.objects.get().pk}/").status == 404

    # And Lena reads it, and decides
    sign_in(page, team.lena)
    follow(page, "Acknowledge the concern about Peg Hollins")
    sees(page, WORRY)
    press(page, "I have read it, and take it on")
    page.get_by_label("Not a safeguarding matter; support changes").check()
    write(page, "Why, and who was told?", "Her son has fitted a new lock. Ruth knows.")
    press(page, "Keep this decision")
    press(page, "Close this concern")
    sees(page, "Closed")


def week_nine(page: Page, clock: Clock, team: Team) -> None:
    # Given it is week nine
    clock.turns_to("2026-12-10 10:00")
    sign_in(page, team.ruth)
    go_to_person(page)
    sees(page, "Week 9 of 12", "Towards goodbye", "Contacts are now")

    # When Peg has tried the bus without Ruth
    follow(page, "Getting there without me")
    write(page, "What was tried?", "The bus to the bird hide")
    write(page, "With whom?", "Joan from the bird group")
    tap(page, "How did it go?", "Well")
    write(page, "In their words", "The driver waited for me.")
    press(page, "Save")

    # Then it stands in the record
    sees(page, "The bus to the bird hide")
