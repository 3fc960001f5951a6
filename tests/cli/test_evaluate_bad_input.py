"""What cannot be used: one clear message with file, column and row, code 2, and nothing written."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from alongside.cli import app
from alongside.cli.exits import Exit

from ..evaluation import made

SURVEY = "id,age,gender,lives_alone,ucla_start,ucla_end\nA,70,female,true,7,5\n"
VALUES = """
[[outcome]]
id = "a"
instrument = "ucla3"
value = { per_point = 100.0 }
deadweight = 0.2
"""


def evaluate(*words: object) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, words)])


def refused(done: Result, *said: str) -> None:
    assert done.exit_code == Exit.USAGE == 2, done.stderr
    assert isinstance(done.exception, SystemExit)
    assert done.stderr.count("Found:") == 1
    assert "Traceback" not in done.stderr
    for words in said:
        assert words in done.stderr


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    return made.write(tmp_path / "extract", **made.pairs((8, 5), (6, 6)))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "report"


def replaced(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / f"{name}.csv"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def turned(folder: Path, name: str) -> None:
    """Every column of one table as text, in Parquet."""
    with duckdb.connect() as db:
        source = f"read_csv('{folder}/{name}.csv', all_varchar = true)"
        db.execute(f"COPY (SELECT * FROM {source}) TO '{folder}/{name}.parquet'")
    (folder / f"{name}.csv").unlink()


SPOILT: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "no table": (
        lambda folder: (folder / "referrals.csv").unlink(),
        ["extract has no file for referrals"],
    ),
    "no column": (
        lambda folder: replaced(folder, "episodes", "started_on", "begun_on"),
        ["episodes.csv", "no column started_on"],
    ),
    "a value that is none of the choices": (
        lambda folder: replaced(folder, "referrals", "nhs", "doctor"),
        ["referrals.csv, row 2, column source", "“doctor”", "One of: nhs, "],
    ),
    "a date that is none": (
        lambda folder: replaced(folder, "measures", "2018-05-20", "20 May"),
        ["measures.csv, row 3, column completed_on", "“20 May”", "A date such as 2018-05-31"],
    ),
    "cut off in the middle": (
        lambda folder: (folder / "measures.csv").write_text(
            (folder / "measures.csv").read_text()[:-30]
        ),
        ["measures.csv, row 5, column", "cut off"],
    ),
    "another encoding": (
        lambda folder: (folder / "schemes.csv").write_bytes(
            (folder / "schemes.csv").read_text().replace("Scheme", "Sch\xe8me").encode("latin-1")
        ),
        ["schemes.csv, row 2, column name", "not in UTF-8"],
    ),
    "UTF-16, as a spreadsheet program may save it": (
        lambda folder: (folder / "schemes.csv").write_text(
            (folder / "schemes.csv").read_text(), encoding="utf-16"
        ),
        ["schemes.csv, row 1", "not in UTF-8"],
    ),
    "Parquet with other types": (
        lambda folder: turned(folder, "episodes"),
        ["episodes.parquet, column started_on", "VARCHAR", "row 1", "DATE"],
    ),
    "an empty file": (
        lambda folder: (folder / "episodes.csv").write_text(""),
        ["episodes.csv has no column episode_id"],
    ),
    "a folder where a file should be": (
        lambda folder: ((folder / "episodes.csv").unlink(), (folder / "episodes.csv").mkdir()),
        ["extract has no file for episodes"],
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_an_extract_that_cannot_be_used_is_refused(extract: Path, out: Path, name: str):
    spoil, said = SPOILT[name]
    spoil(extract)

    done = evaluate(extract, "--out", out, "--no-report")

    refused(done, *said)
    assert not out.exists()


def test_what_is_no_folder_is_refused(tmp_path: Path, out: Path):
    (tmp_path / "extract.csv").write_text("a,b\n")

    refused(evaluate(tmp_path / "extract.csv", "--out", out), "There is no folder", "extract.csv")
    refused(evaluate(tmp_path / "not there", "--out", out), "There is no folder", "not there")
    assert not out.exists()


def test_a_zip_that_is_broken_is_refused(tmp_path: Path, extract: Path, out: Path):
    packed = tmp_path / "extract.zip"
    with zipfile.ZipFile(packed, "w") as target:
        target.write(extract / "schemes.csv", "schemes.csv")
    packed.write_bytes(packed.read_bytes().replace(b"Scheme 1", b"Scheme 2", 1))

    refused(evaluate(packed, "--out", out), "extract.zip cannot be unpacked")


def test_without_a_description_it_goes_on_with_a_note(extract: Path, out: Path):
    done = evaluate(extract, "--out", out, "--no-report", "--quick")

    assert done.exit_code == 0, done.stderr
    assert "Note: The extract has no datapackage.json that can be read." in done.stderr
    assert "no datapackage.json" in (out / "run.json").read_text()


@pytest.mark.parametrize("text", ["[]", "{", "\xff", '"made_up"'])
def test_a_description_that_nobody_can_read_is_as_none(extract: Path, out: Path, text: str):
    (extract / "datapackage.json").write_bytes(text.encode("latin-1"))

    done = evaluate(extract, "--out", out, "--no-report", "--quick")

    assert done.exit_code == 0, done.stderr
    assert "Note: The extract has no datapackage.json that can be read." in done.stderr
    assert "no datapackage.json" in (out / "run.json").read_text()


def packed_with(folder: Path, packed: Path, *places: str) -> Path:
    with zipfile.ZipFile(packed, "w") as target:
        for place in places:
            for path in folder.iterdir():
                target.write(path, f"{place}/{path.name}")
    return packed


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["2018", "2017"])
def test_a_zip_of_two_extracts_is_refused(tmp_path: Path, extract: Path, out: Path, second: str):
    packed = packed_with(extract, tmp_path / "both.zip", "2017", second)

    refused(evaluate(packed, "--out", out), "both.zip has ", "more than once: 2017/", f"{second}/")
    assert not out.exists()


def test_a_zip_with_one_table_in_two_formats_in_two_folders_is_refused(
    tmp_path: Path, extract: Path, out: Path
):
    packed = packed_with(extract, tmp_path / "both.zip", "2017")
    turned(extract, "schemes")
    with zipfile.ZipFile(packed, "a") as target:
        target.write(extract / "schemes.parquet", "2018/schemes.parquet")

    refused(evaluate(packed, "--out", out), "both.zip has schemes.parquet more than once")


@pytest.mark.parametrize("benchmark", ["inf", "-inf", "nan", "999", "6.9", "35.1"])
def test_a_benchmark_that_is_not_on_the_scale_is_refused(extract: Path, out: Path, benchmark: str):
    done = evaluate(extract, "--out", out, "--benchmark", benchmark)

    refused(done, f"The benchmark {benchmark} is not on the scale", "A number from 7 to 35.")
    assert not out.exists()


def test_what_is_read_through_a_link_may_not_lie_where_the_report_goes(
    tmp_path: Path, extract: Path
):
    (tmp_path / "link").symlink_to(extract)
    (tmp_path / "other").mkdir()

    for read, out in (
        (tmp_path / "link", extract),
        (extract, tmp_path / "link"),
        (extract, tmp_path / "other" / ".." / "extract"),
    ):
        refused(evaluate(read, "--out", out, "--replace"), "where the report would be written")
    assert (extract / "schemes.csv").exists()


def test_the_folder_that_somebody_works_in_is_not_replaced(
    extract: Path, out: Path, monkeypatch: pytest.MonkeyPatch
):
    (out / "inside").mkdir(parents=True)
    monkeypatch.chdir(out / "inside")

    refused(evaluate(extract, "--out", "..", "--replace"), f"You are working in {out}")
    assert (out / "inside").exists()


def test_a_folder_that_is_not_empty_is_refused_before_any_work(tmp_path: Path, out: Path):
    out.mkdir()
    (out / "letter.txt").write_text("Dear Peg")

    done = evaluate(tmp_path / "not there", "--out", out)

    refused(done, f"There is something in {out} already", "--replace")
    assert [path.name for path in out.iterdir()] == ["letter.txt"]


def test_a_file_in_the_place_is_refused_even_with_replace(extract: Path, out: Path):
    out.write_text("Dear Peg")

    refused(evaluate(extract, "--out", out, "--replace"), f"There is something in {out} already")
    assert out.read_text() == "Dear Peg"


def test_what_is_read_is_never_written_over(extract: Path):
    refused(evaluate(extract, "--out", extract, "--replace"), "where the report would be written")
    refused(
        evaluate(extract, "--out", extract.parent, "--replace"), "where the report would be written"
    )
    assert (extract / "episodes.csv").exists()


@pytest.mark.parametrize(
    ("option", "name", "text", "said"),
    [
        (
            "--comparison",
            "survey.csv",
            SURVEY.replace("ucla_end", "later"),
            ["survey.csv has no column ucla_end", "row 1", "--comparison-map"],
        ),
        (
            "--comparison",
            "survey.csv",
            SURVEY.replace(",7,", ",seven,"),
            ["survey.csv, row 2, column ucla_start", "“seven”"],
        ),
        (
            "--values",
            "values.toml",
            VALUES.replace("deadweight", "dead_weight"),
            ["values.toml: outcome ", "unknown key dead_weight"],
        ),
        (
            "--values",
            "values.toml",
            VALUES.replace("0.2", "1.2"),
            ["values.toml: outcome a", "deadweight is 1.2", "A share from 0 to 1"],
        ),
        (
            "--population",
            "people.csv",
            "area,group\nA,gender:female\n",
            ["people.csv, row 1", "no column count"],
        ),
    ],
)
def test_a_file_beside_the_extract_is_read_with_care(
    extract: Path, out: Path, option: str, name: str, text: str, said: list[str]
):
    path = extract.parent / name
    path.write_text(text)

    done = evaluate(extract, "--out", out, option, path)

    refused(done, *said)
    assert not out.exists()


def test_a_map_without_a_comparison_is_refused(extract: Path, out: Path):
    path = extract.parent / "map.toml"
    path.write_text("")

    refused(evaluate(extract, "--out", out, "--comparison-map", path), "no comparison")


def test_a_period_that_ends_before_it_begins_is_refused(extract: Path, out: Path):
    done = evaluate(extract, "--out", out, "--from", "2018-05-01", "--to", "2018-04-01")

    refused(done, "The first day, 2018-05-01, is after the last, 2018-04-01")


def test_options_that_are_none_are_taught(extract: Path, out: Path):
    for words in (["--from", "May"], ["--values", "nowhere.toml"], ["--round-to", "0"]):
        done = evaluate(extract, "--out", out, *words)

        assert done.exit_code == Exit.USAGE
        assert words[0] in done.stderr
    assert not out.exists()
