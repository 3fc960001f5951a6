"""`alongside extract` and `alongside check-extract`, as they are typed and read."""

from __future__ import annotations

import pytest
import time_machine
from typer.testing import CliRunner

from alongside import extract
from alongside.casework.extracting.ids import Ids
from alongside.casework.extracting.models import Extract
from alongside.casework.schemes.models import Programme, Scheme
from alongside.cli import app, giving_out
from alongside.cli.exits import Exit
from tests.casework import made

from .test_without_django import run_without_django


@pytest.fixture(autouse=True)
def it_is_november():
    with time_machine.travel("2026-11-19T10:00:00+00:00", tick=False):
        yield


@pytest.fixture
def service(db):
    """Two schemes; Peg is supported by Ruth in one of them."""
    harbour = made.scheme("Harbour")
    made.scheme("Glen Torran", nation="scotland", public_name="Glen Torran Together")
    made.episode(made.person(harbour), made.worker("Ruth Adeyemi", "connector", harbour))
    return harbour


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_an_extract_is_written_entered_and_summed_up(service, tmp_path):
    made.episode(
        made.person(service, "Joan", "Tideswell"),
        made.worker("Owen Castellani", "connector", service),
        started_on=None,
    )
    made.worker("Eva Lindgren", "evaluator", service)
    out = tmp_path / "out"

    ended = run(
        *("extract", "--out", out, "--scheme", "HARBOUR", "--for", "Hill University"),
        *("--by", "eva.lindgren@example.org"),
    )

    entered = Extract.objects.get()
    assert ended.exit_code == Exit.FINE, ended.stderr
    assert ended.stdout.splitlines()[0] == (f"{out}: extract {entered.pk} of 1 scheme. Everything.")
    assert "  episodes.csv                       1" in ended.stdout
    assert "Not in it: 1 episode in which nobody has been reached." in ended.stdout
    assert f"alongside check-extract {out}" in ended.stdout
    assert (entered.for_whom, entered.asked_by.name) == ("Hill University", "Eva Lindgren")


def test_without_a_name_every_scheme_is_in_it_and_nobody_is_named(service, tmp_path):
    ended = run("extract", "--out", tmp_path / "out", "--format", "parquet")

    entered = Extract.objects.get()
    assert ended.exit_code == Exit.FINE, ended.stderr
    assert "of 2 schemes" in ended.stdout
    assert (entered.for_whom, entered.asked_by, entered.format) == ("not said", None, "parquet")


def test_schemes_are_found_by_name_by_public_name_and_by_code(service, tmp_path):
    code = Ids().of_scheme(service.pk)

    ended = run(
        *("extract", "--out", tmp_path / "out"),
        *("--scheme", "glen torran together", "--scheme", code),
    )

    assert ended.exit_code == Exit.FINE, ended.stderr
    assert Extract.objects.get().schemes.count() == 2


def test_a_period_is_said_in_days(service, tmp_path):
    ended = run("extract", "--out", tmp_path / "out", "--from", "2026-03-01", "--to", "2026-10-21")

    entered = Extract.objects.get()
    assert "From 1 March 2026 until 21 October 2026." in ended.stdout
    assert (str(entered.from_on), str(entered.to_on)) == ("2026-03-01", "2026-10-21")
    assert entered.rows["episodes"] == 0


@pytest.mark.parametrize(
    ("words", "found", "attempt"),
    [
        (["--from", "next week"], "“next week” is no day.", "--from 2026-03-01"),
        (["--to", "2026-02-30"], "“2026-02-30” is no day.", "--to 2026-03-01"),
        (["--from", "2026-11-20"], "20 November 2026 is still to come.", "--from 2026-03-01"),
        (["--scheme", "Hill"], "No scheme is called “Hill”.", "--scheme"),
        (["--by", "eva@example.org"], "Nobody signs in with eva@example.org.", "worker add"),
        (
            ["--by", "ruth.adeyemi@example.org"],
            "Ruth Adeyemi has no role in Glen Torran today.",
            "--scheme",
        ),
    ],
)
def test_what_cannot_be_is_said_in_three_lines_before_anything_is_written(
    service, tmp_path, words, found, attempt
):
    ended = run("extract", "--out", tmp_path / "out", *words)

    said = ended.stderr.splitlines()
    assert ended.exit_code == Exit.REFUSED
    assert said[0].startswith(f"Found:  {found}")
    assert attempt in said[2]
    assert not (tmp_path / "out").exists()
    assert not Extract.objects.exists()


def test_a_programme_is_all_its_schemes_and_no_other(service, tmp_path):
    other = Programme.objects.create(name="Open Doors, 2017 to 2018")
    Scheme.objects.create(programme=other, name="Then", public_name="Then", nation="wales")
    Programme.objects.create(name="Nothing yet")

    ended = run("extract", "--out", tmp_path / "years", "--programme", "open doors, 2017 to 2018")
    both = run(
        *("extract", "--out", tmp_path / "both"),
        *("--programme", "Neighbours Together", "--scheme", "Then"),
    )

    assert ended.exit_code == Exit.FINE, ended.stderr
    assert [scheme.name for scheme in Extract.objects.last().schemes.all()] == ["Then"]
    assert "of 3 schemes" in both.stdout


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Elsewhere", "No programme is called “Elsewhere”."),
        ("nothing yet", "No scheme is in the programme “nothing yet”."),
    ],
)
def test_a_programme_that_is_not_there_or_empty_is_said(service, tmp_path, name, found):
    Programme.objects.create(name="Nothing yet")

    ended = run("extract", "--out", tmp_path / "out", "--programme", name)

    assert ended.exit_code == Exit.REFUSED
    assert ended.stderr.startswith(f"Found:  {found}")
    assert "Neighbours Together" in ended.stderr
    assert '--programme "Neighbours Together"' in ended.stderr


def test_a_name_that_two_schemes_have_is_told_apart_by_code(service, tmp_path):
    other = made.scheme("Bay", public_name="Harbour")

    ended = run("extract", "--out", tmp_path / "out", "--scheme", "Harbour")

    assert ended.exit_code == Exit.REFUSED
    assert "More than one scheme is called “Harbour”." in ended.stderr
    assert f"Bay ({Ids().of_scheme(other.pk)})" in ended.stderr


def test_a_service_without_a_scheme_has_no_extract(db, tmp_path):
    ended = run("extract", "--out", tmp_path / "out")

    assert ended.exit_code == Exit.REFUSED
    assert "There is no scheme in this database." in ended.stderr


def test_a_folder_with_something_in_it_is_refused_unless_it_is_to_be_replaced(service, tmp_path):
    out = tmp_path / "out"
    run("extract", "--out", out)

    again = run("extract", "--out", out)
    replaced = run("extract", "--out", out, "--replace")

    assert again.exit_code == Exit.NOT_EMPTY
    assert "add --replace" in again.stderr
    assert replaced.exit_code == Exit.FINE
    assert Extract.objects.count() == 2


def test_a_folder_with_something_of_somebodys_in_it_is_put_aside_and_that_is_said(
    service, tmp_path
):
    out = tmp_path / "out"
    run("extract", "--out", out)
    (out / "letter.txt").write_text("Dear Peg")

    ended = run("extract", "--out", out, "--replace")

    aside = tmp_path / "out-put-aside-1"
    assert ended.exit_code == Exit.FINE, ended.stderr
    assert (aside / "letter.txt").read_text() == "Dear Peg"
    assert f"was of an extract. It is kept as {aside}." in ended.stderr


def test_a_place_that_cannot_be_written_is_said(service, tmp_path):
    (tmp_path / "file").write_text("not a folder")

    ended = run("extract", "--out", tmp_path / "file" / "out")

    assert ended.exit_code == Exit.CANNOT_WRITE
    assert "cannot be written" in ended.stderr


def test_a_format_that_is_none_teaches_those_that_are(service, tmp_path):
    ended = run("extract", "--out", tmp_path / "out", "--format", "xlsx")

    assert ended.exit_code == Exit.USAGE
    assert "parquet" in ended.stderr


def test_the_formats_are_those_of_the_package():
    assert [kind.value for kind in giving_out.Format] == [kind.value for kind in extract.Format]


# ---- check-extract ----
def test_a_valid_extract_is_said_to_be_valid(service, tmp_path):
    run("extract", "--out", tmp_path / "out")

    ended = run("check-extract", tmp_path / "out")

    assert ended.exit_code == Exit.FINE
    assert f"{tmp_path / 'out'} is a valid extract: 9 tables, 3 rows.\n" == ended.stdout


def test_each_fault_is_a_line_and_the_end_says_how_many(service, tmp_path):
    run("extract", "--out", tmp_path / "out")
    path = tmp_path / "out" / "episodes.csv"
    path.write_text(path.read_text().replace("not_stated,not_stated", "green,purple"))

    ended = run("check-extract", tmp_path / "out")

    assert ended.exit_code == Exit.NOT_VALID
    assert ended.stdout.splitlines() == [
        "In episodes, row 2, column gender: “green” is not among the values that the contract "
        "knows. It has to be one of female, male, other, not_stated.",
        "In episodes, row 2, column ethnicity: “purple” is not among the values that the contract "
        "knows. It has to be one of asian, black, mixed, white, other, not_stated.",
    ]
    assert f"Found:  2 faults in {tmp_path / 'out'}." in ended.stderr


def test_of_very_many_faults_the_rest_is_counted(service, tmp_path):
    run("extract", "--out", tmp_path / "out")
    with (tmp_path / "out" / "contacts.csv").open("a") as file:
        for n in range(1_100):
            file.write(f"c{n},e1,2026-01-01,pigeon,0,connector,false\n")

    ended = run("check-extract", tmp_path / "out")

    assert "And 960 more of the same kinds." in ended.stdout
    assert "The rest of contacts was not read: it has too many faults." in ended.stdout
    assert "1,000 faults" in ended.stderr


def test_progress_is_shown_while_it_reads(service, tmp_path, monkeypatch):
    run("extract", "--out", tmp_path / "out")
    monkeypatch.setattr("alongside.extract.checking.library.EVERY", 1)

    assert run("check-extract", tmp_path / "out").exit_code == Exit.FINE


def test_a_folder_that_is_no_extract_is_told(tmp_path):
    ended = run("check-extract", tmp_path)

    assert ended.exit_code == Exit.NOT_READABLE
    assert "has no file for schemes and referrals and episodes" in ended.stderr


def test_an_extract_is_checked_where_there_is_no_django(service, tmp_path):
    run("extract", "--out", tmp_path / "out")

    done = run_without_django(
        f"from alongside.cli import app; app(['check-extract', {str(tmp_path / 'out')!r}])"
    )

    assert done.returncode == 0, done.stderr
    assert "is a valid extract" in done.stdout
    assert Scheme.objects.count() == 2
