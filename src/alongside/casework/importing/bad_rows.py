"""The rows that cannot come in, as a file to correct and send again; and every fault as a list."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, TextIO

from alongside.cells import SafeWriter

from .columns import WHAT_IS_WRONG
from .parsing import Fault, Parsed
from .values import Cell, Unreadable


def write(file: TextIO, parsed: Parsed, faults: Iterable[Fault]) -> int:
    """Write the bad rows under the headings of their own file, and say how many there are.

    What is wrong stands in a column of its own, which is not read when the file is sent again.
    """
    wrong: dict[int, list[str]] = defaultdict(list)
    for fault in faults:
        if fault.row:
            wrong[fault.row].append(fault.sentence)
    file.write("\ufeff")  # by which Excel knows that it is UTF-8
    writer = SafeWriter(file)
    writer.row([*parsed.columns.headings, WHAT_IS_WRONG])
    width = parsed.columns.width
    for number in sorted(wrong):
        cells = [_plain(cell) for cell in parsed.source[number].cells[:width]]
        writer.row([*cells, *[""] * (width - len(cells)), " ".join(wrong[number])])
    return len(wrong)


def as_text(parsed: Parsed, faults: Iterable[Fault]) -> str:
    """The same as one text."""
    file = io.StringIO()
    write(file, parsed, faults)
    return file.getvalue()


def _plain(cell: Cell) -> Any:
    """As it is read again: days with the year first, so that nobody changes day and month over."""
    if isinstance(cell, Unreadable):
        return cell.shown
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return cell if isinstance(cell, str | int | float | None) else str(cell)
