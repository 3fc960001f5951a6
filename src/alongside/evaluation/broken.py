"""Where a CSV file is broken: looked for by hand, for DuckDB's own words are for its developers."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path

from alongside.trouble import NotReadable


def where(path: Path) -> NotReadable | None:
    """The first row that is none, or the first letter not in UTF-8; None where all is whole."""
    header, number = [""], 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, header)
            for number, row in enumerate(reader, start=2):
                if row and len(row) != len(header):
                    return cut_off(path, header, row, number)
    except UnicodeDecodeError:
        return not_text(path)
    except csv.Error:
        return cut_off(path, header, [], number + 1)
    return None


def line_of(path: Path, row: int) -> int:
    """Which row of the file that is, counted with the blank ones, which DuckDB passes over."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            there = (number for number, cells in enumerate(csv.reader(file), start=1) if cells)
            return next(islice(there, row - 1, None), row)
    except csv.Error:  # a cell longer than Python takes: then as DuckDB counts
        return row


def cut_off(path: Path, header: list[str], row: list[str], number: int) -> NotReadable:
    """A row with other values than there are columns."""
    last = header[len(row)] if len(row) < len(header) else header[-1]
    return NotReadable(
        f"{path.name}, row {number}, column {last}: the row has {len(row)} values, "
        f"and there are {len(header)} columns.",
        needed="A whole file, each row with a value, or nothing, for each column.",
        try_this="It may have been cut off: copy the extract again.",
    )


def not_text(path: Path) -> NotReadable:
    """The file is in another encoding from some row on."""
    row, column = _where_not_utf8(path)
    return NotReadable(
        f"{path.name}, row {row}, {column}: it is not in UTF-8.",
        needed="Text in UTF-8, as the contract says.",
        try_this="Save the file in UTF-8, or ask for the extract again.",
    )


def _where_not_utf8(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        names = file.readline().decode("utf-8-sig", "replace").strip().split(",")
        file.seek(0)
        places = ((number, _not_utf8(line)) for number, line in enumerate(file, start=1))
        number, at = next((number, at) for number, at in places if at is not None)
    if number == 1:
        return 1, "among the names of the columns"
    return number, f"column {names[min(at, len(names) - 1)]}"


def _not_utf8(line: bytes) -> int | None:
    """In which column of the line there is something else, counted from 0."""
    try:
        line.decode()
    except UnicodeDecodeError as error:
        return line[: error.start].count(b",")
    return None
