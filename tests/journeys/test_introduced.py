"""Peg would like to sing. The organiser hears of it, says by a link that she came; she settles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.core import mail
from playwright.sync_api import Page

from alongside.casework.directory.models import Activity, Organisation
from alongside.casework.directory.search import index
from alongside.casework.signposting.models import Signpost
from alongside.casework.support.models import Episode
from tests.casework import made

from .conftest import DESK
from .steps import Clock, Team, card, go, look, press, sees, sign_in, tap, write


@pytest.fixture
def clock(phone: Page) -> Iterator[Clock]:
    with time_machine.travel("2026-11-03 10:00+00:00") as service:
        clock = Clock(service, phone)
        clock.turns_to("2026-11-03 10:00")
        yield clock


@pytest.fixture
def choir(transactional_db: None) -> Activity:
    voices = Organisation.objects.create(name="Fenwater Voices", kind="third_sector")
    entry = Activity.objects.create(
        name="Fenwater choir", organisation=voices, email="choir@example.org"
    )
    index.refresh([entry.pk])
    return entry


@pytest.fixture
def episode(team: Team) -> Episode:
    return made.episode(made.person(team.scheme, pronouns="she/her"), team.ruth)


def test_introduced_came_and_settled(
    phone: Page,
    clock: Clock,
    team: Team,
    choir: Activity,
    episode: Episode,
    open_browser: Callable[..., Any],
):
    # Ruth writes the name down nearly right, and is asked once what she means.
    sign_in(phone, team.ruth)
    go(phone, f"/people/{episode.person_id}/connections/new/")
    write(phone, "What is it?", "Fenwatter choir")
    tap(phone, "What kind of organisation?", "Charity or community group")
    write(phone, "When is the first time?", "2026-11-10")
    press(phone, "Save the connection")
    tap(phone, "Did you mean …?", "Fenwater choir, Fenwater Voices")
    press(phone, "Save the connection")
    assert Signpost.objects.get().activity == choir

    # With Peg beside her she reads the message, and sends it.
    connection = Signpost.objects.get()
    go(phone, connection.get_absolute_url())
    phone.get_by_role("link", name="Tell the organiser that Peg is coming").click()
    look(phone)
    sees(phone, "Peg would like to come to Fenwater choir.")
    assert mail.outbox == []
    phone.get_by_label("They have read or heard this message").check()
    press(phone, "Send it")
    sees(phone, "They can answer until 1 December 2026")
    go(phone, f"/people/{episode.person_id}/")

    # The day after the first time, the organiser opens the link at a desk, and taps once.
    clock.turns_to("2026-11-11 09:00")
    link = re.search(r"/answer/\S+/", mail.outbox[0].body)[0]  # type: ignore[index]  # it has one
    with open_browser(**DESK, java_script_enabled=False) as organiser:
        go(organiser, link)
        sees(organiser, "Did Peg come to Fenwater choir?")
        press(organiser, "Yes, Peg came")
        sees(organiser, "You told us on 11 November 2026: Peg came.")

    # Ruth is told on her first page, once.
    sign_in(phone, team.ruth)
    sees(phone, "Peg Hollins came to Fenwater choir, the organiser says")
    press(phone, "I have read it")
    assert phone.get_by_text("the organiser says").count() == 0

    # Four weeks later it is asked, and takes one tap.
    clock.turns_to("2026-12-08 10:00")
    sign_in(phone, team.ruth)
    go(phone, f"/people/{episode.person_id}/")
    sees(phone, "Is Peg Hollins still going to Fenwater choir?")
    press(phone, "Still going", card(phone, "Connections"))
    sees(phone, "Settled")
    assert Signpost.objects.get().outcome == "settled"


def test_typed_connections_find_their_entries_and_links_end(
    phone: Page, clock: Clock, team: Team, choir: Activity, episode: Episode
):
    Signpost.objects.create(
        episode=episode,
        made_on="2026-11-02",
        what="Fenwater choir",
        destination="third_sector",
        outcome_on="2026-11-02",
        recorded_by=team.ruth,
    )
    sign_in(phone, team.ruth)

    go(phone, "/connections/unlisted/")
    press(phone, "Fenwater choir, Fenwater Voices")
    sees(phone, "Every connection leads to an entry")
    phone.goto("/answer/not-a-link/")
    look(phone)

    assert Signpost.objects.get().activity == choir
    sees(phone, "This link does not work any more")
