"""Ruth on the phone and Owen at the desk have the same plan open; and a day when nothing fits."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone
from playwright.sync_api import Page, expect

from alongside.casework.schemes.models import Worker
from alongside.casework.support.models import Contact, Episode, Goal

from .steps import go, look, sign_in


@pytest.fixture
def goal(episode: Episode) -> Goal:
    return Goal.objects.create(
        plan=episode.plan, words="Back to the choir", set_on=timezone.localdate()
    )


def test_the_second_to_save_sees_both_and_chooses(
    phone: Page, desk_without_javascript: Page, ruth: Worker, owen: Worker, goal: Goal
):
    desk = desk_without_javascript
    sign_in(phone, ruth)
    sign_in(desk, owen)
    go(phone, f"/goals/{goal.pk}/")
    go(desk, f"/goals/{goal.pk}/")

    desk.get_by_label("The goal, in their words").fill("Back to the choir by Christmas")
    desk.get_by_role("button", name="Save goal").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("plan")
    phone.get_by_label("The goal, in their words").fill("Sing again, on Thursdays")
    phone.get_by_role("button", name="Save goal").click()

    card = phone.locator(".govuk-summary-card", has_text="Somebody else changed this meanwhile")
    expect(card).to_contain_text("They wroteBack to the choir by Christmas")
    expect(card).to_contain_text("You wroteSing again, on Thursdays")
    expect(phone.get_by_label("The goal, in their words")).to_have_value("Sing again, on Thursdays")
    look(phone)

    phone.get_by_label("The goal, in their words").fill("Back to the choir by Christmas, Thursdays")
    phone.get_by_role("button", name="Save goal").click()

    expect(phone.get_by_role("heading", level=1)).to_contain_text("plan")
    goal.refresh_from_db()
    assert goal.words == "Back to the choir by Christmas, Thursdays"


# ---- nothing fits any more -----------------------------------------------------------------------
@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Recording a contact fails as on a full disk, until this is called."""

    def full(**_: Any) -> None:
        error = OperationalError("database or disk is full")
        error.__cause__ = sqlite3.OperationalError()
        error.__cause__.sqlite_errorcode = 13
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("alongside.casework.support.actions.record_contact", full)
        yield patch.undo


def record(page: Page, episode: Episode) -> None:
    """The usual taps, a note, save."""
    page.goto(f"/people/{episode.person_id}/contact/")
    page.locator("[name=reached][value=yes]").check()
    page.locator("[name=minutes][value='20']").check()
    page.locator("[name=note]").fill("She spoke of the lake.")
    page.get_by_role("button", name="Save contact").click()


def test_without_a_script_the_form_comes_back_as_it_was(
    desk_without_javascript: Page,
    ruth: Worker,
    episode: Episode,
    full_disk: Callable[[], None],
):
    desk = desk_without_javascript
    sign_in(desk, ruth)

    record(desk, episode)

    expect(desk.get_by_role("alert")).to_contain_text("there is no room left")
    expect(desk.locator("[name=note]")).to_have_value("She spoke of the lake.")
    expect(desk.locator("[name=minutes][value='20']")).to_be_checked()
    look(desk)

    full_disk()
    desk.get_by_role("button", name="Save contact").click()

    expect(desk.get_by_text("The contact is saved.")).to_be_visible()
    assert Contact.objects.get().note == "She spoke of the lake."


def test_with_a_script_it_waits_on_the_device_and_is_sent_when_there_is_room(
    phone: Page, ruth: Worker, episode: Episode, full_disk: Callable[[], None]
):
    sign_in(phone, ruth)

    record(phone, episode)

    waiting = phone.locator(".al-unsent")
    expect(waiting).to_contain_text("The service could not take it just now")
    look(phone)

    full_disk()
    phone.reload()

    expect(phone.get_by_text("The contact is saved.")).to_be_visible()
    assert Contact.objects.get().note == "She spoke of the lake."
