"""`alongside directory import`: what comes in, what is said, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from alongside.casework.directory.models import Activity, Source
from alongside.casework.schemes.models import Worker
from alongside.cli import app
from alongside.cli import directory as cli
from alongside.cli.exits import Exit
from tests.casework import made

pytestmark = pytest.mark.django_db
FEEDS = Path(__file__).parents[1] / "casework" / "directory" / "feeds"
ALDERMOUTH = str(FEEDS / "aldermouth.json")


@pytest.fixture
def dilys(db: None) -> Worker:
    return made.worker("Dilys Harcourt", "coordinator", made.scheme("Aldermouth"))


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["directory", "import", *words])


def test_a_feed_comes_in_with_its_report(dilys, tmp_path):
    report = tmp_path / "report.csv"

    ended = run(ALDERMOUTH, "--name", "Council", "--report", str(report))

    assert ended.exit_code == Exit.FINE, ended.stderr
    assert ended.stdout.startswith("Council: 4 activities read. 4 new. 2 left out. 1 there twice")
    assert "Left out: row 1, " in ended.stderr
    assert report.read_text("utf-8-sig").startswith('"Row","What became of it"')
    assert Source.objects.get().shape == "hsds_uk"


def test_a_source_that_another_command_makes_meanwhile_is_brought_in_too(dilys, monkeypatch):
    own = cli.the_source

    def meanwhile(name, *others):
        found = own(name, *others)
        Source.objects.get_or_create(name=name)
        return found

    monkeypatch.setattr(cli, "the_source", meanwhile)

    ended = run(ALDERMOUTH, "--name", "Council")

    assert ended.exit_code == Exit.FINE, ended.stderr
    assert (Source.objects.get().shape, Activity.objects.count()) == ("hsds_uk", 4)


def test_a_dry_run_writes_nothing(dilys):
    ended = run(ALDERMOUTH, "--dry-run")

    assert ended.exit_code == Exit.FINE, ended.stderr
    assert "This is what would be done:\naldermouth: 4 activities read." in ended.stdout
    assert not Activity.objects.exists()
    assert not Source.objects.exists()


def test_a_table_comes_in_with_a_mapping_and_not_without(dilys):
    without = run(str(FEEDS / "warm.csv"))
    ended = run(str(FEEDS / "warm.csv"), "--mapping", str(FEEDS / "warm.toml"))

    assert without.exit_code == Exit.NOT_READABLE
    assert "needs a mapping" in without.stderr
    assert ended.stdout.startswith("Warm rooms: 2 activities read.")


@pytest.mark.parametrize(
    ("what", "words", "code"),
    [
        ("not-there.json", "cannot be opened", Exit.NOT_READABLE),
        ("http://127.0.0.1:9/services", "of a private network", Exit.NOT_READABLE),
        (str(FEEDS / "warm.toml"), "none of what is taken", Exit.NOT_READABLE),
    ],
)
def test_what_cannot_be_read_ends_with_three_lines(dilys, what, words, code):
    ended = run(what)

    assert ended.exit_code == code
    assert words in ended.stderr
    assert "Try:" in ended.stderr


def test_a_report_is_never_written_over(dilys, tmp_path):
    there = tmp_path / "report.csv"
    there.write_text("mine")

    ended = run(ALDERMOUTH, "--report", str(there))

    assert ended.exit_code == Exit.NOT_EMPTY
    assert there.read_text() == "mine"


def test_somebody_must_bring_it_in(dilys):
    ruth = made.worker("Ruth Adeyemi", "connector", made.scheme("Glen Torran"))

    ended = run(ALDERMOUTH, "--by", ruth.email)

    assert ended.exit_code == Exit.REFUSED
    assert "Ruth Adeyemi may not bring a directory in." in ended.stderr
    assert f"--by {dilys.email}" in ended.stderr


def test_a_mapping_that_is_none_is_refused(dilys, tmp_path):
    mapping = tmp_path / "m.toml"
    mapping.write_text("[columns]\nnonsense = 'x'")

    ended = run(str(FEEDS / "warm.csv"), "--mapping", str(mapping))

    assert ended.exit_code == Exit.NOT_READABLE
    assert "The mapping names nonsense" in ended.stderr


def test_a_source_that_lost_most_of_its_entries_is_asked_about(dilys, tmp_path):
    def feed(count: int) -> str:
        path = tmp_path / f"{count}.json"
        clubs = ",".join(f'{{"id": "{n}", "name": "Club {n}"}}' for n in range(count))
        path.write_text(f"[{clubs}]")
        return str(path)

    run(feed(30), "--name", "Council")
    ended = run(feed(2), "--name", "Council")

    assert ended.exit_code == Exit.NOT_VALID
    assert "28 of the 30 entries" in ended.stderr
    agreed = run(feed(2), "--name", "Council", "--many-gone")
    assert "28 no longer there, and doubtful now." in agreed.stdout
