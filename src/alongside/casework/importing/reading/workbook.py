"""Excel workbooks, row by row: what is merged, worked out, hidden or broken in them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import MAC_EPOCH

from ..values import Cell, Unreadable
from .merged import Merged
from .table import MOST_COLUMNS, Book, CannotOpen, Row, Rows, Sheet

EXCELS_ROWS = 1_048_576
LOOKED_AT = 25
CHUNK = 1 << 20
CARRIED = 128  # bytes: longer than what is looked for
SIGNS = re.compile(
    rb'<(?:\w+:)?(?:mergeCell\s+ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"|(f)[\s>/])'
)
BROKEN = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
OURS = "About the columns"  # the second sheet of our own templates
FAULTS = (KeyError, ValueError, TypeError, IndexError, AttributeError, OverflowError, ParseError)
DAMAGED = (
    "This workbook is damaged in places and cannot be read. Open it in your spreadsheet program,"
    " and save it again as .xlsx, or as CSV."
)


def open_workbook(file: BinaryIO) -> Book:
    """A workbook that `alongside.uploads` has looked at: whole, without macros, not too large."""
    with _damage_in_words():
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheets = {sheet.title: sheet for sheet in book.worksheets if sheet.title != OURS}
    if not sheets:
        raise CannotOpen(DAMAGED)
    hidden = [name for name, sheet in sheets.items() if sheet.sheet_state != "visible"]
    names = [name for name in sheets if name not in hidden]
    said = [f"The hidden sheet “{name}” was left out." for name in hidden]

    def read(name: str) -> Sheet:
        with _damage_in_words():
            return _Reading(file, sheets[name], book.epoch == MAC_EPOCH).sheet()

    def peek(name: str) -> list[Row]:
        with _damage_in_words():
            rows = enumerate(islice(_rows_of(sheets[name]), LOOKED_AT), start=1)
            return [Row(number, list(cells)) for number, cells in rows]

    return Book(names, hidden, read, peek, said)


class _damage_in_words:
    """What the reader trips over in a damaged workbook becomes a sentence."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: Any
    ) -> None:
        if isinstance(error, (zipfile.BadZipFile, EOFError, *FAULTS)):
            raise CannotOpen(DAMAGED) from error


def _rows_of(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """The rows from the first on. What the sheet says of its own size is often wrong."""
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(values_only=True, max_row=EXCELS_ROWS)
    return rows


class _Reading:
    """Reads one sheet once."""

    def __init__(self, file: BinaryIO, sheet: Any, base_1904: bool) -> None:
        self.file, self.source, self.base_1904 = file, sheet, base_1904
        self.path: str = sheet._worksheet_path  # openpyxl gives no other way to the part's name
        self.said: list[str] = []

    def sheet(self) -> Sheet:
        ranges, formulas = self._signs()
        merged = Merged(ranges)
        rows = Rows()
        typed = self._as_typed() if formulas else iter(())
        for number, cells in enumerate(_rows_of(self.source), start=1):
            found = [_cell(value) for value in cells[: MOST_COLUMNS + 1]]
            if formulas:
                _mark_unworked(found, next(typed, ()))
            rows.add(number, merged.fill(number, found))
        if formulas:
            self.said.append(
                f"{formulas:,} cell{'' if formulas == 1 else 's'} hold formulas: what they last"
                " came to was read."
            )
        return Sheet(
            self.source.title,
            rows.kept,
            self.said,
            last_row=rows.last,
            merged=merged.filled(),
            base_1904=self.base_1904,
        )

    def _signs(self) -> tuple[list[tuple[int, int, int, int]], int]:
        """Which cells are merged, and how many hold formulas: read off the sheet's own part."""
        ranges, formulas, carried = [], 0, b""
        with zipfile.ZipFile(self.file) as packed, packed.open(self.path) as part:
            while chunk := part.read(CHUNK):
                text, last = carried + chunk, 0
                for found in SIGNS.finditer(text):
                    last = found.end()
                    if found[1]:
                        ranges.append(_range(found[1].decode()))
                    else:
                        formulas += 1
                carried = text[max(last, len(text) - CARRIED) :]
        return ranges, formulas

    def _as_typed(self) -> Iterator[tuple[Any, ...]]:
        """The same rows with the formulas themselves, to find those that were never worked out."""
        book = load_workbook(self.file, read_only=True, data_only=False, keep_links=False)
        return _rows_of(book[self.source.title])


def _range(ref: str) -> tuple[int, int, int, int]:
    """*B2:C4* as first row, last row, first column, last column, from 1."""
    found = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", ref)
    assert found is not None  # the search found it by the same form
    left, right = column_index_from_string(found[1]), column_index_from_string(found[3])
    return int(found[2]), int(found[4]), left, right


def _cell(value: Any) -> Cell:
    if isinstance(value, str) and value in BROKEN:
        return Unreadable(
            value,
            "is what the spreadsheet shows where it cannot work something out. Write the value"
            " itself.",
        )
    return value  # type: ignore[no-any-return]  # openpyxl gives text, numbers, days and times


def _mark_unworked(cells: list[Cell], typed: tuple[Any, ...]) -> None:
    """A formula that was never worked out has nothing to show: that is no empty cell."""
    for at, formula in enumerate(typed[: len(cells)]):
        is_formula = not isinstance(formula, str | int | float | None) or (
            isinstance(formula, str) and formula.startswith("=")
        )
        if cells[at] is None and is_formula:
            cells[at] = Unreadable(
                str(formula)[:80] if isinstance(formula, str) else "a formula",
                "is a formula that was never worked out. Open the file in your spreadsheet program"
                " and save it again, or write the value itself.",
            )
