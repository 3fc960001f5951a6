"""`alongside import`: what is said of a file, what it writes, and how it ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from typer.testing import CliRunner, Result

from alongside.casework.audit.models import Event
from alongside.casework.importing.kinds import KINDS
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Scheme, Worker
from alongside.cli import app, moving_in
from alongside.cli.exits import Exit
from tests.casework import made

pytestmark = pytest.mark.django_db
PEOPLE = """person_ref,Known as,DOB,telephone
A1,Peg,27/03/1948,7700900417
A2,Joan,31/02/1950,07700 900418
"""
GOOD = PEOPLE.replace("31/02", "28/02")


@pytest.fixture
def dilys(db: None) -> Worker:
    scheme = made.scheme("Aldermouth")
    return made.worker("Dilys Harcourt", "coordinator", scheme)


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def write(text: str, name: str = "people.csv") -> str:
        path = tmp_path / name
        path.write_text(text)
        return str(path)

    return write


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["import", *words])


def test_the_command_names_every_kind_that_can_be_brought_in():
    assert [kind.value for kind in moving_in.Kind] == list(KINDS)


def test_a_good_file_comes_in_and_all_that_was_done_is_said(dilys, file):
    ended = run("people", file(GOOD))

    assert ended.exit_code == Exit.FINE, ended.stderr
    assert ended.stdout == "2 people brought in.\n"
    assert (
        "2 rows. Columns read: person_ref, Known as as preferred_name, DOB as date_of_birth,"
        " telephone.\n"
    ) in ended.stderr
    assert (
        "Put right: telephone: a zero in front, which the spreadsheet had taken away, was put back"
        " (in row 2: “7700900417”).\n"
    ) in ended.stderr
    assert Person.objects.count() == 2
    assert Event.objects.get(action="FILE_BROUGHT_IN").worker_number == dilys.pk


def test_every_fault_is_named_and_nothing_is_written(dilys, file):
    ended = run("people", file(PEOPLE))

    assert ended.exit_code == Exit.NOT_VALID
    assert ended.stdout == ""
    assert (
        "Row 3, column date_of_birth (DOB): “31/02/1950” is no day in the calendar. Write it like"
        " 28/02/1950.\n"
    ) in ended.stderr
    assert "Found:  1 of 2 rows is not right; each is named above." in ended.stderr
    assert "--skip-bad BAD.csv" in ended.stderr
    assert not Person.objects.exists()


def test_bad_rows_are_written_to_a_file_that_can_be_corrected_and_sent(dilys, file, tmp_path):
    bad = tmp_path / "bad.csv"

    ended = run("people", file(PEOPLE), "--skip-bad", str(bad))

    assert ended.exit_code == Exit.FINE, ended.stderr
    assert ended.stdout == f"1 person brought in.\n1 row left out, and written to {bad}.\n"
    assert bad.stat().st_mode & 0o077 == 0
    bad.write_text(bad.read_text().replace('"31/02/1950"', '"28/02/1950"'))
    assert run("people", str(bad)).stdout == "1 person brought in.\n"
    assert run("people", file(GOOD)).stdout == "0 people brought in.\n2 people already here.\n"


def test_bad_rows_are_never_written_over_those_of_another_time(dilys, file, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("mine")

    ended = run("people", file(PEOPLE), "--skip-bad", str(bad))

    assert ended.exit_code == Exit.NOT_EMPTY
    assert bad.read_text() == "mine"
    assert not Person.objects.exists()


def test_where_the_bad_rows_cannot_be_written_nothing_is(dilys, file, tmp_path):
    ended = run("people", file(PEOPLE), "--skip-bad", str(tmp_path / "no" / "bad.csv"))

    assert ended.exit_code == Exit.CANNOT_WRITE
    assert not Person.objects.exists()


def test_a_trial_says_everything_and_writes_nothing(dilys, file):
    ended = run("people", file(GOOD), "--dry-run")

    assert ended.stdout == "2 people would be brought in. Nothing was written.\n"
    assert ended.exit_code == Exit.FINE
    assert not Person.objects.exists()
    assert not Event.objects.exists()


def test_what_differs_or_repeats_is_said(dilys, file):
    run("people", file(GOOD))

    ended = run("people", file(GOOD.replace("Joan", "Jo") + "A3,Owen,,01632 960111\n" * 2))

    assert ended.stdout == (
        "1 person brought in.\n1 person already here.\n"
        "1 already here and left as they are, though the file differs.\n"
        "1 row said what another one of the file says.\n"
    )
    assert (
        "Row 3 is here already, and the file says something else than when it was brought in"
        " (preferred_name). It was left as it is here: change the record itself."
    ) in ended.stderr


def test_who_may_be_known_is_said(dilys, file):
    made.person(Scheme.objects.get(), "Peg", "Hollins", telephone="07700 900417")

    ended = run("people", file(GOOD.replace("A1,Peg", "A1,Peggy")), "--dry-run")

    assert "May be known already: row 2, Peggy: Peg Hollins (" in ended.stderr


def test_a_mapping_says_how_somebody_elses_export_is_read(dilys, file):
    toml = file('[columns]\n"Nr" = "person_ref"\n"Ring" = "telephone"', "mapping.toml")

    ended = run("people", file("Nr,Name,Ring\nA1,Peg Hollins,07700 900417\n"), "--mapping", toml)

    assert ended.stdout == "1 person brought in.\n", ended.stderr


@pytest.mark.parametrize("text", ['[columns]\nNr = "shoe_size"', "\udcff"])
def test_a_mapping_that_cannot_be_read_is_refused(dilys, tmp_path, file, text):
    path = tmp_path / "mapping.toml"
    path.write_bytes(text.encode(errors="surrogateescape"))

    ended = run("people", file(GOOD), "--mapping", str(path))

    assert ended.exit_code == Exit.NOT_READABLE
    assert "Needed: A mapping for people, in TOML." in ended.stderr


def test_what_is_no_table_is_refused_in_three_lines(dilys, file):
    ended = run("people", file("%PDF-1.7", "people.csv"))

    assert ended.exit_code == Exit.NOT_READABLE
    assert "Found:  This is a PDF." in ended.stderr
    assert "Needed: A table of people, as CSV or XLSX." in ended.stderr


def test_headings_that_nobody_knows_are_refused_with_those_that_were_found(dilys, file):
    ended = run("people", file("Nr,Shoe size\n1,5\n"))

    assert ended.exit_code == Exit.NOT_VALID
    assert "The headings found are: “Nr”, “Shoe size”." in ended.stderr
    assert "The file cannot be read as it is; why is named above." in ended.stderr


def test_of_a_workbook_a_sheet_can_be_named(dilys, tmp_path):
    from tests.casework.importing.test_reading import HEAD, JOAN, two_sheets

    path = tmp_path / "people.xlsx"
    path.write_bytes(two_sheets([HEAD, JOAN]).getvalue())

    assert "Say which one it is." in run("people", str(path)).stderr
    assert run("people", str(path), "--sheet", "Other").stdout == "1 person brought in.\n"
    assert Person.objects.get().preferred_name == "Joan"


def test_a_scheme_is_needed_where_there_are_several_and_must_be_there(dilys, file):
    made.scheme("Glen Torran", nation="scotland")

    assert "No scheme is named." in run("people", file(GOOD)).stderr
    assert run("people", file(GOOD)).exit_code == Exit.REFUSED
    assert "There is no scheme called Nowhere." in (
        run("people", file(GOOD), "--scheme", "Nowhere").stderr
    )
    assert run("people", file(GOOD), "--scheme", "Aldermouth").exit_code == Exit.FINE


def test_without_any_scheme_it_says_how_one_is_made(db, file):
    assert "alongside worker add --help" in run("people", file(GOOD)).stderr


def test_who_brings_it_in_is_the_coordinator_or_one_of_them(dilys, file):
    scheme = Scheme.objects.get()
    made.worker("Tom Reid", "coordinator", scheme)
    made.worker("Ruth Adeyemi", "connector", scheme)

    several = run("people", file(GOOD))
    nobody = run("people", file(GOOD), "--by", "nobody@example.org")
    connector = run("people", file(GOOD), "--by", "ruth.adeyemi@example.org")

    assert "Aldermouth has 2 such workers." in several.stderr
    assert "--by dilys.harcourt@example.org, or --by tom.reid@example.org" in several.stderr
    assert "Nobody signs in with nobody@example.org." in nobody.stderr
    assert "Ruth Adeyemi may not bring this into Aldermouth." in connector.stderr
    assert {one.exit_code for one in (several, nobody, connector)} == {Exit.REFUSED}
    assert run("people", file(GOOD), "--by", "TOM.reid@example.org").exit_code == Exit.FINE


def test_what_somebody_else_wrote_in_between_stops_it(dilys, file, monkeypatch):
    from alongside.casework.importing import actions

    def refuse(**options: object) -> None:
        raise actions.CannotBringIn("One row is not right, so nothing was written.")

    monkeypatch.setattr(actions, "bring_in", refuse)

    ended = run("people", file(GOOD))

    assert ended.exit_code == Exit.NOT_VALID
    assert "Try:    Run this again." in ended.stderr


def test_the_connection_is_still_of_use_afterwards(dilys, file):
    run("people", file(GOOD))

    assert connection.is_usable()
