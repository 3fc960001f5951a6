"""`alongside check-figures`, as it is typed and read."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from alongside.cli import app
from alongside.cli.exits import Exit

HEAD = "statement,percentage,count,base\n"


def run(*words: object):
    return CliRunner().invoke(app, ["check-figures", *map(str, words)])


def write(folder: Path, *rows: str) -> Path:
    path = folder / "said.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_what_can_all_be_true_is_said_and_ends_with_0(tmp_path: Path):
    path = write(tmp_path, "Less lonely,42%,30,71", "The same,35%,,71")

    ended = run(path)

    assert ended.exit_code == Exit.FINE
    assert ended.stdout == f"{path}: 2 statements, and all of them can be true together.\n"


def test_each_fault_is_told_and_it_ends_with_12(tmp_path: Path):
    path = write(tmp_path, "Lonelier,65%,48,71")

    ended = run(path)

    assert ended.exit_code == Exit.NOT_VALID
    assert ended.stdout.splitlines() == [
        "Row 2, Lonelier: 48 is not 65% of 71.",
        "  65% of 71 allows 46.",
        "  48 as 65% needs a base of 74.",
    ]
    assert ended.stderr.startswith(f"Found:  1 thing in {path} that cannot be true.")


def test_on_request_every_row_says_what_it_allows(tmp_path: Path):
    ended = run(write(tmp_path, "Less,42%,30,71", "Of,,71,", "Rare,under 1%,,71"), "--all")

    assert ended.stdout.splitlines()[:-1] == [
        "Row 2, Less: 42% of 71 allows 30.",
        "Row 2, Less: 30 as 42% needs a base of 71 or 72.",
        "Row 4, Rare: under 1% of 71 allows 0.",
    ]


def test_two_faults_are_counted(tmp_path: Path):
    ended = run(write(tmp_path, "A,65%,48,71", "B,42%,33,71"))

    assert "2 things" in ended.stderr


def test_what_cannot_be_read_ends_with_2_in_three_lines(tmp_path: Path):
    ended = run(write(tmp_path, "Less,about half,,71"))

    assert ended.exit_code == Exit.USAGE
    assert ended.stdout == ""
    assert ended.stderr.splitlines()[0] == (
        "Found:  said.csv: row 2, column percentage: it says “about half”."
    )
