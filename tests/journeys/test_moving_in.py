"""A service moves in with its open caseload: 300 people, and what happened until now."""

from __future__ import annotations

import io
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from alongside.casework.measures.models import Measure
from alongside.casework.people.models import Person
from alongside.casework.support.models import Contact, Episode
from tests.casework import made

from .steps import Team, by_menu, follow, go, look, press, sign_in, team_of_aldermouth

pytestmark = pytest.mark.journey
PEOPLE = 300
TWO_BAD = "2 rows are not right. Nothing was written yet."
FIRST = ("Margaret", "Joan", "Arthur", "Hywel", "Aisha", "Kwame", "Gethin", "Edith", "Maureen")
LAST = ("Hollins", "Tideswell", "Pym", "Whitcombe", "Boateng", "Tait", "Siddiqui", "Lomax")


@pytest.fixture
def team(transactional_db: None) -> Team:
    found = team_of_aldermouth()
    for worker in (found.ruth, found.owen):
        worker.memberships.update(room_for=200)
    return found


class Caseload:
    """What the service kept until now, in the spreadsheets of three people with three habits."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.draw = folder, random.Random(300)
        self.today = timezone.localdate()
        self.started = [
            self.today - timedelta(days=self.draw.randrange(15, 75)) for _ in range(PEOPLE)
        ]

    def people(self) -> Path:
        rows: list[list[Any]] = [["Caseload, Aldermouth"], []]
        rows.append(
            ["Ref No", "Forename", "Surname", "D.O.B.", "Sex", "Mobile", "Post Code", "Risks"]
        )
        for n in range(PEOPLE):
            rows.append([
                f"A{n:03}", FIRST[n % 9], LAST[n % 8], self._written(n), "FM"[n % 2],
                7700900000 + n, "AD4 2QT " if n % 3 else "S014 2AA", "none known",
            ])  # fmt: skip
        rows[10][3] = "31/02/1950"
        rows[20][6] = "AD4"
        return self._save("people", rows, merged="A1:H1")

    def _written(self, n: int) -> Any:
        """A day of birth as text in three formats, as a number, and as a day."""
        born = date(1930, 1, 13) + timedelta(days=n * 61)
        number = (born - date(1899, 12, 30)).days
        return [f"{born:%d/%m/%Y}", born.isoformat(), f"{born.day} {born:%b %Y}", number, born][
            n % 5
        ]

    def episodes(self) -> Path:
        rows: list[list[Any]] = [["Case ref", "Ref No", "Worker", "Date allocated", "Start date"]]
        for n, started in enumerate(self.started):
            who = "Ruth A." if n % 2 else "owen.castellani@example.org"
            rows.append([f"E{n:03}", f"A{n:03}", who, started - timedelta(days=3), started])
        return self._save("episodes", rows)

    def contacts(self) -> Path:
        rows: list[list[Any]] = [["Case ref", "Date", "Type", "Contact made", "Duration", "Notes"]]
        for n, started in enumerate(self.started):
            rows.append([f"E{n:03}", started, "Home visit", "Y", "45 mins", "Spoke of the choir."])
            rows.append([f"E{n:03}", started + timedelta(days=5), "Phone", "N", None, None])
            rows.append([f"E{n:03}", started + timedelta(days=9), "Phone", "Y", "15 mins", None])
        return self._save("contacts", rows)

    def measures(self) -> Path:
        rows: list[list[Any]] = [
            ["Case ref", "Tool", "Timepoint", "Date", "Q1", "Q2", "Q3", "Total"]
        ]
        for n, started in enumerate(self.started):
            answers = [2, 2, 3] if n % 2 else [None] * 3
            rows.append([f"E{n:03}", "UCLA-3", "Baseline", started, *answers, 7])
        return self._save("measures", rows)

    def _save(self, name: str, rows: list[list[Any]], merged: str = "") -> Path:
        book = Workbook()
        for row in rows:
            book.active.append(row)
        if merged:
            book.active.merge_cells(merged)
        path = self.folder / f"{name}.xlsx"
        book.save(path)
        return path


def send(page: Page, what: str, file: Path) -> None:
    """From Moving in, by the file's page, to what was found in it."""
    go(page, "/moving-in/")  # with one scheme alone it leads there
    follow(page, what, page.locator(".al-files"))
    page.get_by_label("Your file").set_input_files(file)
    press(page, "Check this file")


def test_an_open_caseload_moves_in_and_is_there_to_work_with(desk: Page, team: Team, tmp_path):
    caseload = Caseload(tmp_path)

    # Dilys finds the way from her team's page, and sends the people first.
    sign_in(desk, team.dilys)
    by_menu(desk, "Team")
    follow(desk, "Moving in")
    send(desk, "People", caseload.people())
    expect(desk.get_by_text(TWO_BAD, exact=True)).to_be_visible()
    expect(desk.get_by_text("Is no day in the calendar. Write it like")).to_be_visible()
    expect(desk.get_by_text("a number of the spreadsheet was read as a day")).to_be_visible()

    # Most come in; two rows are downloaded, corrected and sent again.
    press(desk, "Bring in the good ones: 298 people")
    expect(desk.get_by_role("heading", name="298 people brought in")).to_be_visible()
    with desk.expect_download() as asked:
        desk.get_by_role("link", name="Download the 2 rows to correct").click()
    text = Path(asked.value.path()).read_text(encoding="utf-8-sig")
    corrected = tmp_path / "corrected.csv"
    corrected.write_text(text.replace('"31/02/1950"', '"28/02/1950"').replace('"AD4"', '"AD4 2QT"'))
    send(desk, "People", corrected)
    press(desk, "Bring in 2 people")
    assert Person.objects.count() == PEOPLE

    # Whose headings and workers are called otherwise is asked once.
    send(desk, "Episodes", caseload.episodes())
    follow(desk, "Say what its columns are")
    desk.get_by_label("Ref No", exact=True).select_option(label="Person ref")
    press(desk, "Keep this, and check again")
    follow(desk, "Say what they mean")
    desk.get_by_label("Ruth A.").select_option(label="Ruth Adeyemi")
    press(desk, "Keep this, and check again")
    press(desk, "Bring in 300 episodes")

    send(desk, "Contacts", caseload.contacts())
    press(desk, "Bring in 900 contacts")
    send(desk, "Measures", caseload.measures())
    press(desk, "Bring in 300 questionnaires")
    assert (Episode.objects.count(), Contact.objects.count(), Measure.objects.count()) == (
        300, 900, 300,
    )  # fmt: skip

    # The same file again changes nothing.
    send(desk, "Contacts", caseload.contacts())
    expect(desk.get_by_text("Everything in this file is here already.")).to_be_visible()

    # Ruth opens her people, and one of them.
    sign_in(desk, team.ruth)
    by_menu(desk, "My people")
    expect(desk.get_by_role("link", name="All 150")).to_be_visible()
    person = Person.objects.filter(connector=team.ruth).order_by("pk").first()
    assert person is not None
    go(desk, person.get_absolute_url())
    last = person.episodes.get().contacts.filter(reached=True).order_by("-occurred_on")[0]
    happened = desk.get_by_role("listitem").filter(has_text="15 minutes, Ruth")
    expect(happened).to_contain_text(f"{last.occurred_on:%a} {last.occurred_on.day}")
    expect(desk.get_by_text("Spoke of the choir.")).to_be_visible()
    expect(desk.get_by_text("Start 7")).to_be_visible()


def test_on_a_phone_a_file_is_sent_and_read_as_well(phone: Page, team: Team, tmp_path):
    sign_in(phone, team.dilys)

    send(phone, "People", Caseload(tmp_path).people())
    expect(phone.get_by_text(TWO_BAD, exact=True)).to_be_visible()
    follow(phone, "Change")
    press(phone, "Keep this, and check again")
    press(phone, "Delete this file")

    assert not Person.objects.exists()


def test_a_template_is_filled_in_without_any_script(
    desk_without_javascript: Page, team: Team, tmp_path
):
    page = desk_without_javascript
    made.person(team.scheme, "Peg", "Hollins")
    sign_in(page, team.dilys)
    go(page, "/moving-in/")
    with page.expect_download() as asked:
        page.get_by_role("link", name="Excel template for people").click()
    book = load_workbook(io.BytesIO(Path(asked.value.path()).read_bytes()))
    names = [cell.value for cell in book["People"][1]]
    for name, value in {
        "person_ref": "A1", "preferred_name": "Peg", "family_name": "Hollins",
        "telephone": "07700 900417",
    }.items():  # fmt: skip
        book["People"].cell(2, names.index(name) + 1, value)
    filled_in = tmp_path / "people.xlsx"
    book.save(filled_in)

    send(page, "People", filled_in)
    expect(page.get_by_text("Peg Hollins: the same name and the same telephone")).to_be_visible()
    press(page, "Bring in 1 person")
    look(page)

    assert Person.objects.count() == 2
