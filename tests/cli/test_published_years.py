"""The demonstration's two parts: the living one, and 2017 to 2018, each once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from alongside import demo
from alongside.casework.schemes.models import Programme, Scheme
from alongside.cli import app, demonstration
from alongside.cli.exits import Exit
from alongside.demo import published
from alongside.demo.published import report

LIVING, PUBLISHED = demo.programmes()


def living(*, seed: int, today: date, progress: Any) -> demo.DemoSummary:
    """A living part of one scheme."""
    return _part(LIVING, "peg")


def years(*, seed: int, progress: Any) -> demo.DemoSummary:
    """A 2017 to 2018 of one scheme."""
    progress("2017 to 2018", 1, 1)
    return _part(PUBLISHED, "petra")


def _part(name: str, who: str) -> demo.DemoSummary:
    programme = Programme.objects.create(name=name)
    Scheme.objects.create(programme=programme, name="Harbour", public_name="H", nation="wales")
    sign_in = demo.SignIn(f"{who}@example.org", "a password", who.title(), "somebody at Harbour")
    return demo.DemoSummary(people=1, sign_ins=(sign_in,))


@pytest.fixture(autouse=True)
def quick_parts(db: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(demo, "load", living)
    monkeypatch.setattr(published, "load", years)
    asked: list[str] = []
    monkeypatch.setattr(report, "ask_once", lambda: asked.append("a report"))
    yield asked
    demonstration.sign_ins_file().unlink(missing_ok=True)


def run(*words: str) -> Any:
    return CliRunner().invoke(app, ["demo", *words])


def programmes() -> set[str]:
    return set(Programme.objects.values_list("name", flat=True))


def test_without_the_word_the_living_part_alone_is_loaded():
    assert run().exit_code == Exit.FINE
    assert programmes() == {LIVING}


def test_into_an_empty_database_both_parts_are_loaded_and_both_sign_ins_shown(quick_parts):
    ended = run("--published")

    assert ended.exit_code == Exit.FINE, ended.stderr
    assert programmes() == {LIVING, PUBLISHED}
    assert "peg@example.org" in ended.stdout
    assert "petra@example.org" in ended.stdout
    assert quick_parts == ["a report"]


def test_beside_the_living_part_the_years_are_added():
    run()

    ended = run("--published")

    assert ended.exit_code == Exit.FINE, ended.stderr
    assert programmes() == {LIVING, PUBLISHED}
    assert "peg@example.org" in ended.stdout


def test_a_second_time_nothing_is_changed_and_that_is_said():
    run("--published")

    ended = run("--published")

    assert ended.exit_code == Exit.FINE
    assert "2017 to 2018 is here already. Nothing was changed." in ended.stdout
    assert Scheme.objects.count() == 2
    assert ended.stdout.count("petra@example.org") == 1


def test_made_up_people_are_never_added_to_real_ones():
    _part("A real programme", "michael")

    ended = run("--published")

    assert ended.exit_code == Exit.NOT_EMPTY
    assert "not the demonstration’s" in ended.stderr
    assert programmes() == {"A real programme"}


def test_serving_the_demonstration_loads_both_parts_once():
    demonstration.load_once()
    demonstration.load_once()

    assert programmes() == {LIVING, PUBLISHED}
    assert Scheme.objects.count() == 2


def test_serving_adds_the_years_to_a_living_part_from_before():
    _part(LIVING, "peg")

    demonstration.load_once()

    assert programmes() == {LIVING, PUBLISHED}


def test_serving_leaves_real_schemes_as_they_are():
    _part("A real programme", "michael")

    demonstration.load_once()

    assert programmes() == {"A real programme"}


def test_a_database_that_is_behind_is_brought_up_to_date_first(monkeypatch: pytest.MonkeyPatch):
    done: list[str] = []
    monkeypatch.setattr(demonstration, "changes_waiting", lambda: 3)
    monkeypatch.setattr(demonstration, "migrate", lambda: done.append("migrated"))

    run("--published")

    assert done == ["migrated"]


# ---- what it is evaluated with ----
def test_the_files_it_is_evaluated_with_are_written_and_nothing_is_loaded(tmp_path: Path):
    ended = run("--files", str(tmp_path / "beside"))

    assert ended.exit_code == Exit.FINE, ended.stderr
    written = {path.name for path in (tmp_path / "beside").iterdir()}
    assert written == {"survey.csv", "values.toml", "population.csv"}
    assert ended.stdout.splitlines()[0] == str(tmp_path / "beside" / "survey.csv")
    assert "made up" in ended.stdout
    assert programmes() == set()


def test_files_of_that_name_are_not_written_over(tmp_path: Path):
    (tmp_path / "values.toml").write_text("mine")

    ended = run("--files", str(tmp_path))

    assert ended.exit_code == Exit.NOT_EMPTY
    assert ended.stderr.startswith(f"Found:  There is values.toml in {tmp_path} already.")
    assert (tmp_path / "values.toml").read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path):
    (tmp_path / "file").write_text("no folder")

    ended = run("--files", str(tmp_path / "file" / "beside"))

    assert ended.exit_code == Exit.CANNOT_WRITE
    assert "cannot be written" in ended.stderr
