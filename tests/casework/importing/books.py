"""Files as people keep them, made anew for each test. Nobody in them is real."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

from alongside.casework.importing import parsing, reading
from alongside.casework.importing.kinds import KINDS
from alongside.casework.importing.mapping import Names
from alongside.casework.importing.parsing import Parsed
from alongside.casework.importing.values import How, Reader, Wrong

TODAY = date(2026, 11, 20)
HOW = How(TODAY)


def csv(text: str, encoding: str = "utf-8") -> io.BytesIO:
    return io.BytesIO(text.encode(encoding))


def xlsx(*rows: Sequence[Any], change: Callable[[Any], None] = lambda sheet: None) -> io.BytesIO:
    """A workbook with one sheet of these rows; `change` may do more to the sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    change(book.active)
    return saved(book)


def saved(book: Workbook) -> io.BytesIO:
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def rewritten(file: io.BytesIO, part: str, pattern: bytes, by: bytes) -> io.BytesIO:
    """The same workbook with something in one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, re.sub(pattern, by, content) if name == part else content)
    out.seek(0)
    return out


def rows_of(file: io.BytesIO, sheet: str = "") -> list[list[Any]]:
    book = reading.open_book(file)
    return [row.cells for row in book.read(sheet or book.names[0]).rows]


def parsed(kind: str, file: io.BytesIO | str, names: Names | None = None) -> Parsed:
    file = csv(file) if isinstance(file, str) else file
    return parsing.read(file, KINDS[kind], names or Names(), TODAY)


def sentences(kind: str, file: io.BytesIO | str, names: Names | None = None) -> list[str]:
    return [fault.sentence for fault in parsed(kind, file, names).faults]


def value_or_why(reader: Reader, cell: Any, how: How = HOW) -> tuple[Any, str]:
    """The value that was read, or the sentence that says why not."""
    try:
        return reader.read(cell, how).value, ""
    except Wrong as wrong:
        return None, str(wrong)


def opened_or_why(file: io.BytesIO) -> str:
    """Nothing where the file can be read, or the sentence that says why not."""
    try:
        book = reading.open_book(file)
        book.read(book.names[0])
    except reading.CannotOpen as reason:
        return str(reason)
    return ""
