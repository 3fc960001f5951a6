"""A cell becomes a value; or the sentence that says why not, and how to write it instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from alongside.cells import plain_cell


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell in which a spreadsheet shows something that is no value: *#REF!*."""

    shown: str
    why: str


Cell = str | int | float | bool | date | datetime | time | timedelta | Unreadable | None


@dataclass(frozen=True)
class How:
    """What has to be known to read a file's cells."""

    today: date
    day_first: bool = True
    base_1904: bool = False  # some workbooks count their days from 1904


class Value(NamedTuple):
    """What a cell says. `mended`: what was put right on the way, to be told; "" for nothing."""

    value: Any
    mended: str = ""


class Wrong(Exception):
    """Why a cell cannot be read, and how to write it. It stands after the value, or by itself.

    Words that begin small go on from the value: *“31/02/1950” is no day in the calendar. …*
    """


@dataclass(frozen=True)
class Reader:
    """How the cells of a column are read; `words` says it in the column's explanation."""

    read: Callable[[Cell, How], Value]
    words: str
    choices: Mapping[str, str] = field(default_factory=dict)
    several: bool = False
    known: Mapping[str, str] = field(default_factory=dict)  # plain words to code, where chosen


SPACES = re.compile("[\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff\u00ad]")
ENTERS = re.compile(r"\r\n?|_x000[Dd]_\n?|\v")
NOTHING = {"", "na", "nil", "null", "none", "nk", "notknown", "unknown", "tbc", "notavailable"}
LOST = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,2}")
SPACES_GONE = "spaces around the text, or hidden ones, were taken away"


def squeezed(text: str) -> str:
    """Letters and digits alone, without capitals, to compare by: *D.O.B.* is *dob*."""
    return re.sub(r"[\W_]+", "", text.casefold())


def tidy(text: str) -> str:
    """Without hidden spaces, spaces around it, and the marks that an Enter leaves."""
    return SPACES.sub(" ", ENTERS.sub("\n", plain_cell(text))).strip()


def is_nothing(text: str) -> bool:
    """Whether it only says that there is nothing: *n/a*, *-*, *not known*."""
    return squeezed(text) in NOTHING


def nothing_in(text: str) -> Value:
    """The value of a cell that only says that there is nothing."""
    return Value(None, f"“{text}” was read as empty" if text else "")


def as_text(cell: Cell) -> str:
    """What the cell says, in one line or more; whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, Unreadable):
        raise Wrong(cell.why)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == time() else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return tidy(str(cell))


def shown(cell: Cell) -> str:
    """The cell as it is named in a fault."""
    if isinstance(cell, Unreadable):
        return cell.shown
    text = as_text(cell)
    return text if len(text) <= 80 else f"{text[:77]}…"


def refuse_lost_digits(cell: Cell, text: str) -> None:
    """A long number that a spreadsheet has cut to a few digits, as 1.23E+09, cannot be mended."""
    if LOST.fullmatch(text) or (isinstance(cell, float) and abs(cell) >= 1e15):
        raise Wrong(
            "has lost its last digits: the spreadsheet made a short number of it. Set the column to"
            " Text in the first program, and export it again."
        )


def whether_mended(cell: Cell, text: str) -> str:
    """Whether spaces were taken away."""
    return SPACES_GONE if isinstance(cell, str) and plain_cell(cell) != text else ""
