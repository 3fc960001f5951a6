"""What came of a summer: an evaluator asks, waits, reads and publishes; a commissioner reads."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from playwright.sync_api import Page, expect

from alongside import background
from alongside.casework.measures.models import Measure
from alongside.casework.reports.models import Run
from alongside.casework.schemes.models import Worker
from tests.casework import made

from .accessibility import assert_accessible, assert_fits
from .steps import Team, by_menu, follow, look, press, sign_in, team_of_aldermouth, write

pytestmark = pytest.mark.journey
PEOPLE = 24
BEGAN = date(2026, 7, 6)


@pytest.fixture
def team(transactional_db: None, settings: Any, tmp_path: Any) -> Team:
    """Two dozen people who were asked at the start and at the end; most were less lonely."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    settings.DATA = tmp_path
    found = team_of_aldermouth()
    for n in range(PEOPLE):
        began = BEGAN + timedelta(days=n)
        episode = made.episode(
            made.person(found.scheme, f"Person {n}"),
            found.ruth,
            allocated_on=began,
            started_on=began,
            ended_on=began + timedelta(days=84),
            end_reason="completed",
        )
        for stage, answer in (("start", 3), ("end", 3 if n % 3 else 1)):
            Measure.objects.create(
                episode=episode,
                instrument="ucla3",
                stage=stage,
                completed_on=began + timedelta(days=84 if stage == "end" else 0),
                answers=[answer, 2, 2],
                mode="read_out",
                recorded_by=found.ruth,
            )
    return found


def evaluator(team: Team) -> Worker:
    return made.worker("Eva Lindgren", "evaluator", team.scheme)


def ask(page: Page) -> None:
    """For the summer of this year: a whole quarter, and over."""
    by_menu(page, "Reports")
    follow(page, "Ask for a report")
    write(page, "From", "2026-07-01")
    write(page, "Until", "2026-09-30")
    press(page, "Ask for it")
    expect(page.get_by_role("heading", name="Your report is being made")).to_be_visible()
    expect(page.get_by_text("Waiting for its turn.")).to_be_visible()


def read_the_whole(page: Page, *, script: bool = True) -> None:
    """A page of its own, whose style sheet is in it; the reader of `look` would not let it in."""
    with page.expect_navigation():
        page.get_by_role("link", name="Read the whole report").click()
    assert_fits(page)
    if script:
        assert_accessible(page)


def beside_the_server() -> None:
    """What the process beside the server does."""
    background.work_until(lambda: not DBTaskResult.objects.ready().exists(), every=0)


def test_a_summer_is_asked_for_read_and_published_and_its_commissioner_reads_it(
    desk: Page, team: Team
):
    sign_in(desk, evaluator(team))
    ask(desk)

    # The page changes by itself, and shows what was found.
    beside_the_server()
    expect(desk.get_by_role("heading", name="Key findings")).to_be_visible()
    look(desk)
    expect(desk.get_by_text("Not for publication. It shows small numbers")).to_be_visible()
    with desk.expect_download() as taken:
        desk.get_by_role("link", name="The report as a PDF").click()
    assert taken.value.suggested_filename.endswith("-not-for-publication.pdf")

    # The whole of it, in its own look; and back.
    read_the_whole(desk)
    expect(desk.get_by_text("of 24 people").first).to_be_visible()
    follow(desk, "Back to this report in Alongside")

    # She publishes it.
    follow(desk, "Publish")
    press(desk, "Publish it")
    expect(desk.get_by_text("Published. Commissioners of its schemes can read it.")).to_be_visible()

    # Colm, who pays for the scheme, reads it; on his list is nothing else.
    sign_in(desk, made.worker("Colm Brody", "commissioner", team.scheme))
    by_menu(desk, "Reports")
    follow(desk, "1 July to 30 September 2026")
    expect(desk.get_by_role("heading", name="Key findings")).to_be_visible()
    read_the_whole(desk)
    expect(desk.locator("main")).not_to_contain_text("Not for publication")


def test_on_a_phone_and_without_any_script_it_is_the_same(
    phone: Page, desk_without_javascript: Page, team: Team
):
    eva, page = evaluator(team), desk_without_javascript
    sign_in(page, eva)
    ask(page)
    beside_the_server()
    follow(page, "look again")
    expect(page.get_by_role("heading", name="Key findings")).to_be_visible()
    read_the_whole(page, script=False)

    sign_in(phone, eva)
    by_menu(phone, "Reports")
    follow(phone, "1 July to 30 September 2026")
    read_the_whole(phone)
    follow(phone, "Back to this report in Alongside")
    follow(phone, "Publish")
    press(phone, "Publish it")
    follow(phone, "Withdraw it")
    write(phone, "Why it is withdrawn", "It was published to see how it looks.")
    press(phone, "Withdraw it")
    expect(phone.get_by_text("Withdrawn. Commissioners cannot open it any more.")).to_be_visible()
    assert not Run.objects.stands().exists()
