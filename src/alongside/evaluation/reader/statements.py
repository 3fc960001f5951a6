"""The file of a reader: one published statement a row, read with care."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from alongside.trouble import NotReadable

from .printed import Percentage, read_percentage

COLUMNS = ("statement", "percentage", "count", "base")
OPTIONAL = "whole"
WHOLE_NUMBER = re.compile(r"\d+|\d{1,3}(,\d{3})+")
LONGEST = 15  # digits: more people than there will ever be


@dataclass(frozen=True)
class Statement:
    """One row, as far as it says something. `row` counts from 1, where the columns are named."""

    row: int
    text: str
    percentage: Percentage | None = None
    count: int | None = None
    base: int | None = None
    whole: str = ""


def read_statements(path: Path) -> tuple[Statement, ...]:
    """Read a CSV of statement, percentage, count, base and, where it is there, whole.

    Raises `NotReadable`, which names the file, the row and the column.
    """
    if not path.is_file():
        raise _refused(path, "there is no such file")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, strict=True)
            names = [name.strip().lower() for name in next(rows, [])]
            _refuse_other_columns(path, names)
            found = tuple(_statements(path, names, rows))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _refused(path, f"it cannot be read ({type(error).__name__})") from error
    if not found:
        raise _refused(path, "it has no statement below the names of the columns")
    return found


def _refuse_other_columns(path: Path, names: list[str]) -> None:
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise _refused(path, f"row 1 has no column {' and no '.join(missing)}")
    if len(set(names)) < len(names):
        raise _refused(path, "row 1 has a column twice")


def _statements(path: Path, names: list[str], rows: Iterable[list[str]]) -> Iterator[Statement]:
    for at, row in enumerate(rows, start=2):
        texts = [" ".join(cell.split()) for cell in row]
        if not any(texts):
            continue
        if len(texts) != len(names):
            raise _refused(path, f"row {at} has {len(texts)} cells, and row 1 has {len(names)}")
        yield _statement(path, at, dict(zip(names, texts, strict=True)))


def _statement(path: Path, row: int, cells: dict[str, str]) -> Statement:
    if not cells["statement"]:
        raise _refused(path, f"row {row} has no statement")
    percentage = read_percentage(cells["percentage"])
    if cells["percentage"] and percentage is None:
        raise _strange(path, row, "percentage", cells, "A share of the base, such as 42% or 3.5%.")
    base = _whole_number(path, row, "base", cells)
    if base == 0:
        raise _strange(path, row, "base", cells, "A base of 1 or more, or nothing.")
    count = _whole_number(path, row, "count", cells)
    return Statement(row, cells["statement"], percentage, count, base, cells.get(OPTIONAL, ""))


def _whole_number(path: Path, row: int, name: str, cells: dict[str, str]) -> int | None:
    if not cells[name]:
        return None
    digits = cells[name].replace(",", "")
    if WHOLE_NUMBER.fullmatch(cells[name]) and len(digits) <= LONGEST and digits.isascii():
        return int(digits)
    raise _strange(path, row, name, cells, "A whole number such as 5,787, or nothing.")


def _strange(path: Path, row: int, name: str, cells: dict[str, str], needed: str) -> NotReadable:
    return _refused(path, f"row {row}, column {name}: it says “{cells[name]}”", needed)


def _refused(path: Path, found: str, needed: str = "") -> NotReadable:
    return NotReadable(
        f"{path.name}: {found}.",
        needed=needed or "A CSV file in UTF-8 with the columns statement, percentage, count, base.",
        try_this="Put the file right, and run this again. docs/methods/readers-check.md has one.",
    )
