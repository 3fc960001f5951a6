"""What a file comes to, before anybody knows what its columns mean. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..values import Cell, as_text

MOST_ROWS = 100_000  # with something in them
MOST_COLUMNS = 200


class CannotOpen(Exception):
    """Why the file cannot be read: a sentence for who sent it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row with something in it. `number` is the one that a spreadsheet program shows."""

    number: int
    cells: list[Cell]


@dataclass
class Sheet:
    """The rows of one sheet, and what was found or mended while it was read."""

    name: str
    rows: list[Row]
    said: list[str] = field(default_factory=list)
    last_row: int = 0  # the number of the last row that was looked at, be it empty
    merged: list[int] = field(default_factory=list)  # last rows of merged cells that were filled
    base_1904: bool = False  # this workbook counts its days from 1904
    ragged_is_wrong: bool = False  # in text a cell too many means a separator inside words


@dataclass
class Book:
    """A file: one sheet for a text, several for a workbook."""

    names: list[str]  # of the sheets that can be seen
    hidden: list[str]
    read: Callable[[str], Sheet]
    peek: Callable[[str], list[Row]]  # the first rows
    said: list[str] = field(default_factory=list)


def is_empty(cells: list[Cell]) -> bool:
    """Whether nothing stands in the row."""
    return all(cell is None or (isinstance(cell, str) and not as_text(cell)) for cell in cells)


class Rows:
    """Takes rows in their order, leaves the empty ones out, and stops at what is too much."""

    def __init__(self) -> None:
        self.kept: list[Row] = []
        self.last = 0

    def add(self, number: int, cells: list[Cell]) -> None:
        """Keep a row, unless it is empty."""
        self.last = number
        if is_empty(cells):
            return
        if len(self.kept) >= MOST_ROWS:
            raise CannotOpen(
                f"The file has more than {MOST_ROWS:,} rows. Part it into several files; each can"
                " be sent by itself."
            )
        if len(cells) > MOST_COLUMNS and not is_empty(cells[MOST_COLUMNS:]):
            raise CannotOpen(
                f"Row {number:,} has more than {MOST_COLUMNS} columns. Delete the columns that are"
                " not needed, or send the sheet as CSV."
            )
        self.kept.append(Row(number, cells[:MOST_COLUMNS]))
