"""A council's directory comes in, with all its faults; and again, after both sides have changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from alongside.casework.directory.models import Activity, RunState, Source, SourceRun

from .steps import (
    Team,
    by_menu,
    card,
    does_not_see,
    follow,
    go,
    heading,
    open_up,
    press,
    sees,
    sign_in,
    tap,
    team_of_aldermouth,
    write,
)

pytestmark = pytest.mark.journey
FEEDS = Path(__file__).parents[1] / "casework" / "directory" / "feeds"
FEED = FEEDS / "aldermouth.json"


@pytest.fixture
def team(transactional_db: None) -> Team:
    return team_of_aldermouth()


def to_sources(page: Page) -> None:
    """Where directories are brought in, by the links that lead there."""
    by_menu(page, "Something to do")
    follow(page, "What is to be checked")
    follow(page, "Other directories")
    heading(page, "Other directories")


def send(page: Page, file: Path, mapping: Path | None = None) -> None:
    page.get_by_label("Or a file").set_input_files(file)
    if mapping:
        page.get_by_label("For a table as CSV").set_input_files(mapping)
    press(page, "Look at it first")


def changed(folder: Path, **of_the_bird_walk: Any) -> Path:
    """The same feed, a month later."""
    services = json.loads(FEED.read_text())
    for one in services:
        if isinstance(one, dict) and one.get("name") == "Bird walk":
            one |= of_the_bird_walk
    path = folder / "later.json"
    path.write_text(json.dumps(services))
    return path


def test_a_directory_comes_in_and_comes_again(desk: Page, team: Team, tmp_path: Path):
    # Dilys sends what the council gave her, and looks at what would change.
    sign_in(desk, team.dilys)
    to_sources(desk)
    write(desk, "Whose directory is it?", "Aldermouth Council")
    send(desk, FEED)
    heading(desk, "What would change")
    sees(desk, "Nothing was written yet.", "4 activities read.", "4 new.", "2 left out.")
    sees(desk, "Has no name.", "Was checked last on 4 March 2020", "A part left out")
    with desk.expect_download() as asked:
        desk.get_by_role("link", name="Download the whole report").click()
    assert "Is no record." in Path(asked.value.path()).read_text(encoding="utf-8-sig")
    assert not Activity.objects.exists()

    # She brings it in, and finds the singers as the council has them, without its HTML.
    press(desk, "Bring it in")
    heading(desk, "Brought in")
    follow(desk, "Something to do", desk.get_by_role("main"))
    write(desk, "What would you like to do?", "singing")
    press(desk, "Find")
    follow(desk, "Harbour Singers & Friends")
    sees(desk, "Everybody can sing.", "Tuesdays, 10am to noon", "From Aldermouth Council")

    # The same file again changes nothing.
    to_sources(desk)
    follow(desk, "Again", card(desk, "Where entries come from"))
    send(desk, FEED)
    sees(desk, "Nothing would change: all of it is here as they say.", "4 as before.")
    does_not_see(desk, "4 new.")
    press(desk, "Leave it")

    # She puts the bird walk right; the council then says something else.
    birds = Activity.objects.get(name="Bird walk")
    go(desk, f"/activities/{birds.pk}/change/")
    write(desk, "What it is", "To the hide. Flat all the way.")
    press(desk, "Save")
    to_sources(desk)
    follow(desk, "Again", card(desk, "Where entries come from"))
    send(desk, changed(tmp_path, description="To the sea wall.", fees="£2"))
    sees(desk, "1 with values beside those that were corrected here.", "Beside what we have")
    press(desk, "Bring it in")

    # Both stand side by side until she decides.
    follow(desk, "Sent to us", desk.get_by_role("main"))
    follow(desk, "Bird walk")
    sees(desk, "To the hide. Flat all the way.", "To the sea wall.", "Aldermouth Council")
    tap(desk, "What it is", "To the sea wall.")
    press(desk, "Save")
    sees(desk, "Taken over.", "To the sea wall.", "£2")


def test_a_table_comes_in_on_a_phone_with_its_mapping(phone: Page, team: Team):
    sign_in(phone, team.dilys)
    to_sources(phone)
    open_up(phone, "What a mapping looks like")
    write(phone, "Whose directory is it?", "Warm rooms")
    send(phone, FEEDS / "warm.csv", FEEDS / "warm.toml")
    sees(phone, "2 new.", "1 there twice, and kept once.")
    press(phone, "Bring it in")
    heading(phone, "Brought in")

    assert Activity.objects.count() == 2


def test_without_any_script_it_waits_is_refused_and_is_taken_off(
    desk_without_javascript: Page, team: Team, tmp_path: Path
):
    page = desk_without_javascript
    broken = tmp_path / "broken.json"
    broken.write_bytes(FEED.read_bytes()[:2_000])
    sign_in(page, team.dilys)
    to_sources(page)
    write(page, "Whose directory is it?", "Aldermouth Council")
    send(page, broken)
    heading(page, "It cannot be brought in")
    sees(page, "The directory is as it was.", "breaks off")
    press(page, "Take this off the list")

    run = SourceRun.objects.create(
        source=Source.objects.create(name="County"), by=team.dilys, state=RunState.READING
    )
    go(page, f"/activities/sources/{run.pk}/")
    heading(page, "Being read")
    sees(page, "Waiting for its turn.")

    assert not Activity.objects.exists()
