"""`alongside evaluate`: what it says, what stands in the folder, and that it appears whole."""

from __future__ import annotations

import csv
import errno
import hashlib
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from alongside.cli import app, evaluating
from alongside.cli.exits import Exit
from alongside.evaluation.report import plain_files
from alongside.evaluation.report.folder import CHARTS, REPORT
from alongside.evaluation.schemes import MAIN
from alongside.extract.places import is_ours

from ..evaluation import made
from ..evaluation.report import programme
from ..shared_data import shared
from .test_without_django import run_without_django

RECORDS = ["figures.csv", "figures.json", "quality.json", "run.json", "sensitivity.csv"]


def evaluate(*words: object) -> Result:
    done = CliRunner().invoke(app, ["evaluate", *map(str, words)])
    assert done.exit_code == 0, done.stderr
    return done


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def read(path: Path) -> Any:
    def refuse(name: str) -> None:
        raise AssertionError(f"{path.name} holds {name}")

    return json.loads(path.read_text(), parse_constant=refuse)


def figures(folder: Path) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in read(folder / "figures.json")}


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    tables = made.pairs(*[(8, 5)] * 12, *[(6, 6)] * 9, *[(4, 7)] * 3)
    return made.write(tmp_path / "extract", **tables)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "report"


# ---- What it says --------------------------------------------------------------------------------


def test_at_the_end_it_says_where_how_many_what_was_found_and_what_there_is_not(extract, out):
    done = evaluate(extract, "--out", out, "--no-report")

    lines = done.stdout.splitlines()
    assert lines[0] == f"{out}: 24 people, 24 episodes of support."
    assert lines[1] == (
        "50% were less lonely at the end, of 24 people who were asked at the start and at the end. "
        "The 95% interval is 31% to 69%."
    )
    assert any(line.endswith("No comparison file was given.") for line in lines)
    assert lines[-1].startswith("It is not for publication")
    assert "Reading and computing" in done.stderr
    assert "published before" not in done.stderr


def test_where_nobody_was_asked_twice_that_is_said(tmp_path, out):
    extract = made.write(tmp_path / "extract", episodes=[made.episode(1)])

    done = evaluate(extract, "--out", out, "--no-report")

    assert "How many were less lonely at the end cannot be said." in done.stdout
    assert figures(out)["loneliness.change.less"]["status"] == "not_available"


# ---- Figures -------------------------------------------------------------------------------------


def test_without_a_report_only_the_files_for_other_programs_are_written(extract, out):
    evaluate(extract, "--out", out, "--no-report", "--quick")

    assert names(out) == RECORDS
    assert figures(out)["loneliness.change.less"] == {
        "id": "loneliness.change.less",
        "label": figures(out)["loneliness.change.less"]["label"],
        "value": 0.5,
        "unit": "share",
        "n": 12,
        "base": 24,
        "ci_low": pytest.approx(0.3142743, abs=1e-6),
        "ci_high": pytest.approx(0.6857257, abs=1e-6),
        "definition": figures(out)["loneliness.change.less"]["definition"],
        "status": "ok",
    }


def test_2_real_answers_give_through_the_command_what_r_gave(out):
    evaluate(shared("data", "real-ucla3-lockdown"), "--out", out, "--no-report")

    found = figures(out)
    assert found["loneliness.pairs"]["value"] == 219
    change = found["loneliness.change.mean"]
    assert change["value"] == pytest.approx(-0.73972603, abs=5e-9)
    assert change["ci_low"] == pytest.approx(-0.94105295, abs=5e-9)
    assert change["ci_high"] == pytest.approx(-0.53839910, abs=5e-9)
    assert [found[f"loneliness.change.{way}"]["n"] for way in ("less", "same", "more")] == [
        29,
        90,
        100,
    ]
    assert found["loneliness.lonely_to_not"]["n"] == 9
    assert found["loneliness.lonely_to_not"]["base"] == 91
    assert found["loneliness.not_to_lonely"]["n"] == 40
    assert found["loneliness.mcnemar.p"]["value"] == pytest.approx(9.263546e-06, rel=1e-6)
    assert found["loneliness.change.p"]["value"] == pytest.approx(3.989781e-11, rel=1e-6)
    assert found["loneliness.alpha"]["value"] == pytest.approx(0.81010659, abs=5e-9)
    assert found["loneliness.reliable.threshold"]["value"] == pytest.approx(2.19073147, abs=5e-9)
    assert found["loneliness.reliable.less"]["n"] == 3
    assert found["loneliness.reliable.more"]["n"] == 27


def test_the_same_inputs_give_the_same_bytes(extract, tmp_path):
    evaluate(extract, "--out", tmp_path / "one", "--no-report")
    evaluate(extract, "--out", tmp_path / "two", "--no-report")

    for name in ("figures.json", "quality.json", "figures.csv", "sensitivity.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    one, two = (read(tmp_path / each / "run.json") for each in ("one", "two"))
    assert one.pop("made_on") == two.pop("made_on")
    assert one == two


def test_how_it_was_made_is_written_down_with_a_hash_of_each_input(extract, out, tmp_path):
    survey = tmp_path / "survey.csv"
    survey.write_text("id,age,gender,lives_alone,ucla_start,ucla_end\nA,70,female,true,7,5\n")

    evaluate(
        extract,
        *("--out", out, "--no-report", "--seed", 7, "--from", "2018-01-01"),
        *("--comparison", survey),
    )

    run = read(out / "run.json")
    assert run["seed"] == 7
    assert run["options"]["from"] == "2018-01-01"
    assert run["options"]["to"] is None
    assert run["contract"] == "1.0"
    assert {one["what"]: one["sha256"] for one in run["inputs"]} == {
        path.stem.replace("survey", "comparison"): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (*extract.glob("*.csv"), survey)
    }
    assert str(tmp_path) not in (out / "run.json").read_text()


def test_a_zip_of_an_extract_gives_what_the_folder_gives(extract, tmp_path):
    packed = tmp_path / "extract.zip"
    with zipfile.ZipFile(packed, "w") as target:
        for path in extract.iterdir():
            target.write(path, f"inside/{path.name}")
        target.writestr("../../outside.csv", "no")
        target.writestr("notes.txt", "no")

    evaluate(packed, "--out", tmp_path / "one", "--no-report", "--quick")
    evaluate(extract, "--out", tmp_path / "two", "--no-report", "--quick")

    for name in ("figures.json", "run.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert not (tmp_path.parent / "outside.csv").exists()


def test_only_episodes_of_the_period_count(extract, out):
    evaluate(extract, "--out", out, "--no-report", "--quick", "--from", "2019-01-01")

    assert figures(out)["episodes.count"]["value"] == 0


# ---- The folder ----------------------------------------------------------------------------------


def test_an_earlier_report_is_replaced_only_when_that_is_asked_for(extract, out):
    evaluate(extract, "--out", out, "--no-report", "--quick")
    (out / "report.html").write_text("of the earlier report")

    again = CliRunner().invoke(app, ["evaluate", str(extract), "--out", str(out)])
    evaluate(extract, "--out", out, "--no-report", "--quick", "--replace")

    assert again.exit_code == 2
    assert names(out) == RECORDS
    assert names(out.parent) == ["extract", "report"]


def test_what_is_no_report_is_put_aside_and_not_deleted(extract, out):
    out.mkdir()
    (out / "letter.txt").write_text("Dear Peg")

    done = evaluate(extract, "--out", out, "--no-report", "--quick", "--replace")

    aside = out.with_name("report-put-aside-1")
    assert names(out) == RECORDS
    assert (aside / "letter.txt").read_text() == "Dear Peg"
    assert f"is kept as {aside}" in done.stderr.replace("\n", " ")


@pytest.mark.parametrize("name", ["letter.txt", "charts/holiday.svg"])
def test_a_report_with_something_of_somebodys_in_it_is_put_aside_whole(extract, out, name):
    evaluate(extract, "--out", out, "--no-report", "--quick")
    (out / name).parent.mkdir(exist_ok=True)
    (out / name).write_text("Dear Peg")

    done = evaluate(extract, "--out", out, "--no-report", "--quick", "--replace")

    aside = out.with_name("report-put-aside-1")
    assert names(out) == RECORDS
    assert (aside / name).read_text() == "Dear Peg"
    assert (aside / "run.json").exists()
    assert f"is kept as {aside}" in done.stderr


def test_what_has_a_run_of_another_program_is_put_aside(extract, out):
    out.mkdir()
    (out / "run.json").write_text('{"version": "of something else"}')

    evaluate(extract, "--out", out, "--no-report", "--quick", "--replace")

    assert names(out.parent) == ["extract", "report", "report-put-aside-1"]


def test_every_file_of_a_whole_report_is_known_as_ours(tmp_path):
    extract, beside = programme.write(tmp_path)
    options = [(f"--{name.replace('_', '-')}", path) for name, path in beside.items()]
    words = [word for option in options for word in option]

    evaluate(extract, "--out", tmp_path / "out", "--quick", "--no-pdf", *words)

    assert list((tmp_path / "out" / "charts").iterdir())
    assert is_ours(tmp_path / "out", REPORT)


def test_charts_of_every_main_figure_are_known_as_ours():
    funnels = {f"funnel-{main.id.replace('.', '-').replace('_', '-')}" for main in MAIN}

    assert funnels <= set(CHARTS)


def test_a_full_report_is_closed_and_a_published_one_open(extract, out):
    evaluate(extract, "--out", out, "--no-report", "--quick")
    evaluate(extract, "--out", out.with_name("open"), "--no-report", "--quick", "--publish")

    assert rights(out) == 0o700
    assert rights(out.with_name("open")) == 0o755 & ~evaluating._mask()


def test_a_report_is_as_open_as_the_one_that_it_replaces(extract, out):
    evaluate(extract, "--out", out, "--no-report", "--quick")
    out.chmod(0o750)

    evaluate(extract, "--out", out, "--no-report", "--quick", "--replace")

    assert rights(out) == 0o750


def test_a_full_report_is_not_as_open_as_the_published_one_that_it_replaces(extract, out):
    evaluate(extract, "--out", out, "--no-report", "--quick", "--publish")

    evaluate(extract, "--out", out, "--no-report", "--quick", "--replace")

    assert rights(out) == 0o700


def rights(folder: Path) -> int:
    return folder.stat().st_mode & 0o7777


def test_a_run_that_stops_half_way_leaves_the_earlier_report(extract, out, monkeypatch):
    evaluate(extract, "--out", out, "--no-report", "--quick")
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def stop(*args: object) -> None:
        raise RuntimeError("The power is out.")

    monkeypatch.setattr(plain_files, "figure_rows", stop)
    ended = CliRunner().invoke(
        app, ["evaluate", str(extract), "--out", str(out), "--no-report", "--replace"]
    )

    assert isinstance(ended.exception, RuntimeError)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert names(out.parent) == ["extract", "report"]


def test_no_cell_of_a_csv_file_is_a_formula(tmp_path, out):
    tables = made.pairs((8, 5), (6, 6), scheme_id="=S")
    tables["schemes"] = [made.scheme(scheme_id="=S", name='=HYPERLINK("http://example.org")')]
    tables["referrals"] = [made.referral(1, scheme_id="=S"), made.referral(2, scheme_id="=S")]
    extract = made.write(tmp_path / "extract", **tables)

    evaluate(extract, "--out", out, "--no-pdf", "--quick")

    for path in out.glob("*.csv"):
        with path.open(newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell[:1] in {"=", "@", "+"}]


def test_a_full_disk_is_said_and_leaves_nothing(extract, out, monkeypatch):
    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "The disk")

    monkeypatch.setattr(plain_files, "write_parts", full)
    done = CliRunner().invoke(app, ["evaluate", str(extract), "--out", str(out), "--quick"])

    assert done.exit_code == Exit.CANNOT_WRITE
    assert "No space left" in done.stderr
    assert names(out.parent) == ["extract"]


# ---- To be published -----------------------------------------------------------------------------


def test_what_is_published_has_no_row_of_anybody_and_no_example_id(tmp_path, out):
    tables = made.pairs(*[(8, 5)] * 40, *[(6, 6)] * 30, *[(4, 7)] * 3)
    tables["measures"] += [made.ucla(n, "end", 5, score=9) for n in range(1, 31)]
    tables["episodes"][0]["ended_on"] = "2017-01-01"
    extract = made.write(tmp_path / "extract", **tables)

    done = evaluate(extract, "--out", out, "--publish", "--quick", "--no-pdf")

    assert "analysis.parquet" not in names(out)
    assert "are hidden, so that nobody can be made out." in done.stdout
    assert "not for publication" not in done.stdout
    assert "held against nothing that was published before" in done.stderr
    assert {tuple(one["example_ids"]) for one in read(out / "quality.json")} <= {()}
    assert figures(out)["loneliness.change.more"]["status"] == "suppressed"
    assert not [id_ for id_ in ("E1", "P1", "R1") if f'"{id_}"' in text_of(out)]


def test_of_too_few_people_it_is_not_said_how_many(tmp_path, out):
    extract = made.write(tmp_path / "extract", **made.pairs((8, 5), (6, 6)))

    done = evaluate(extract, "--out", out, "--publish", "--quick", "--no-report")

    assert done.stdout.startswith(f"{out}: there are too few people to say how many.")


def test_other_limits_can_be_set(extract, out):
    evaluate(
        extract,
        *("--out", out, "--publish", "--suppress-below", 3, "--round-to", 2, "--no-report"),
    )

    assert figures(out)["loneliness.pairs"]["value"] == 24
    assert read(out / "run.json")["options"]["suppress_below"] == 3


def grown(tmp_path: Path, name: str, more: int) -> Path:
    """The extract of forty people, and some more like them."""
    return made.write(tmp_path / name, **made.pairs(*[(8, 5)] * (40 + more), *[(6, 6)] * 30))


@pytest.fixture
def spring(tmp_path: Path, out: Path) -> Path:
    evaluate(grown(tmp_path, "extract", 0), "--out", out, "--publish", "--quick", "--no-report")
    return out


def test_the_exact_counts_of_a_publication_are_kept_beside_it_for_its_account_alone(spring):
    kept = spring.with_name("report.private.json")

    assert read(kept)["counts"]["loneliness.change.less"] == 40
    assert kept.stat().st_mode & 0o777 == 0o600
    assert names(spring.parent) == ["extract", "report", "report.private.json"]


def test_a_publication_that_differs_by_a_few_people_from_an_earlier_one_is_refused(
    tmp_path, spring
):
    done = refused(
        grown(tmp_path, "later", 3), "--publish", "--earlier", spring, out=tmp_path / "next"
    )

    assert "differs from a published one by fewer than 8 people" in done.stderr
    assert names(tmp_path) == ["extract", "later", "report", "report.private.json"]


def test_one_that_differs_by_more_is_published_and_says_what_it_was_held_against(tmp_path, spring):
    options = ("--publish", "--earlier", spring, "--quick", "--no-report")

    done = evaluate(grown(tmp_path, "later", 9), "--out", tmp_path / "next", *options)

    assert "held against nothing" not in done.stderr
    assert read(tmp_path / "next" / "run.json")["options"]["earlier"] == ["report"]


def test_an_earlier_publication_without_its_counts_is_refused(tmp_path, spring):
    spring.with_name("report.private.json").unlink()

    done = refused(
        grown(tmp_path, "later", 9), "--publish", "--earlier", spring, out=tmp_path / "next"
    )

    assert "report.private.json" in done.stderr
    assert "FileNotFoundError" in done.stderr


def test_an_earlier_publication_is_of_no_use_where_nothing_is_published(tmp_path, spring):
    done = refused(tmp_path / "extract", "--earlier", spring, out=tmp_path / "next")

    assert "nothing is to be published" in done.stderr


def test_counts_of_a_publication_are_not_written_over(tmp_path, spring):
    shutil.rmtree(spring)

    done = refused(tmp_path / "extract", "--publish", out=spring)

    assert "report.private.json is there already" in done.stderr
    evaluate(
        tmp_path / "extract",
        *("--out", spring, "--publish", "--replace", "--quick", "--no-report"),
    )


def test_counts_are_not_kept_of_what_could_not_be_published(tmp_path, out, extract, monkeypatch):
    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left")

    monkeypatch.setattr(plain_files, "write_records", full)

    done = CliRunner().invoke(
        app, ["evaluate", str(extract), "--out", str(out), "--publish", "--no-report"]
    )

    assert done.exit_code == Exit.CANNOT_WRITE
    assert names(tmp_path) == ["extract"]


def refused(extract: Path, *options: object, out: Path) -> Result:
    done = CliRunner().invoke(
        app, ["evaluate", str(extract), "--out", str(out), *map(str, options)]
    )
    assert done.exit_code == Exit.USAGE
    return done


def text_of(folder: Path) -> str:
    return "".join(path.read_text() for path in folder.glob("*.*") if path.suffix != ".xlsx")


# ---- Without Django ------------------------------------------------------------------------------


def test_an_extract_is_evaluated_where_there_is_no_django(extract, out):
    words = ["evaluate", str(extract), "--out", str(out)]

    done = run_without_django(f"from alongside.cli import app; app({words!r})")

    assert done.returncode == 0, done.stderr
    assert {*RECORDS, "report.html", "report.pdf", "tables.xlsx", "charts"} <= set(names(out))
