"""Tables as text: CSV, with whatever stands between the cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from .table import Book, CannotOpen, Row, Rows, Sheet

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright lines"}
LOOKED_AT = 25  # rows, to find out what stands between the cells
NAME = "the file"


def open_text(file: BinaryIO, encoding: str) -> Book:
    """A text as a book of one sheet. `encoding` is as `alongside.uploads` found it."""
    said = []
    if encoding == "cp1252":
        said.append("The letters were read as Windows-1252, in which Excel saves CSV.")
    if encoding == "utf-16":
        said.append("The letters were read as UTF-16.")
    file.seek(0)
    text = file.read().decode(encoding)
    separator = _separator(text)
    if separator != ",":
        said.append(f"The cells are parted by {SEPARATORS[separator]}.")

    def read(_name: str) -> Sheet:
        rows = Rows()
        for row in _rows(text, separator):
            rows.add(row.number, row.cells)
        return Sheet(NAME, rows.kept, last_row=rows.last, ragged_is_wrong=True)

    def peek(_name: str) -> list[Row]:
        return list(islice(_rows(text, separator), LOOKED_AT))

    return Book([NAME], [], read, peek, said)


def _rows(text: str, separator: str) -> Iterator[Row]:
    unseen = 0
    lines = io.StringIO(text, newline="")
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=separator), start=1):
            if number == 1 and _says_separator(separator.join(cells)):
                unseen = 1  # no program shows that line, nor counts it
                continue
            yield Row(number - unseen, list(cells))
    except csv.Error as broken:
        raise CannotOpen(
            "The file cannot be read as a table: a quotation mark is opened and never closed, or a"
            " cell is far too long. Open it in your spreadsheet program, and save it again."
        ) from broken


def _says_separator(first: str) -> str:
    """What *sep=;* in the first line says."""
    plain = first.strip(" \r\n").strip('"').casefold()
    return plain[4:5] if plain.startswith("sep=") and plain[4:5] in SEPARATORS else ""


def _separator(text: str) -> str:
    """What parts the cells: what makes the most columns in the most rows."""
    said = _says_separator(text.partition("\n")[0])
    return said or max(SEPARATORS, key=lambda one: _regularity(text, one))


def _regularity(text: str, separator: str) -> tuple[int, int]:
    """In how many of the first rows the commonest number of columns is met, and that number.

    One column alone is no sign of anything.
    """
    try:
        widths = [
            len(row.cells)
            for row in islice(_rows(text, separator), LOOKED_AT)
            if any(str(cell).strip() for cell in row.cells)
        ]
    except CannotOpen:
        return (0, 0)
    several = Counter(width for width in widths if width > 1)
    if not several:
        return (0, 0)
    width, rows = several.most_common(1)[0]
    return (rows, width)
