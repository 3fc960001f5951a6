"""Whole numbers, minutes, and money."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation

from .base import Cell, How, Reader, Value, Wrong, as_text, is_nothing, nothing_in, whether_mended

UNIT = "a word after the number was left out"
HOURS = "hours were turned into minutes"
MINUTES = re.compile(r"(\d+(?:\.\d+)?) *(?:m|mins?|minutes?)\.?", re.I)
IN_HOURS = re.compile(r"(\d+(?:\.\d+)?) *(?:h|hrs?|hours?)\.?", re.I)
BOTH = re.compile(r"(\d+) *(?:h|hrs?|hours?)\.?,? *(?:and )?(\d+) *(?:m|mins?|minutes?)?\.?", re.I)
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")


def whole(low: int, high: int) -> Reader:
    """A whole number between two."""

    def read(cell: Cell, how: How) -> Value:
        text = as_text(cell)
        if is_nothing(text):
            return nothing_in(text)
        return Value(_whole(cell, text, low, high), whether_mended(cell, text))

    return Reader(read, f"a whole number from {low:,} to {high:,}")


def minutes(high: int) -> Reader:
    """Minutes: *20*, *20 mins*, *1h 30*, *1:30*, or a time of the spreadsheet."""

    def read(cell: Cell, how: How) -> Value:
        if isinstance(cell, time):
            return Value(_in_range(cell.hour * 60 + cell.minute, 0, high), HOURS)
        if isinstance(cell, timedelta):
            return Value(_in_range(int(cell.total_seconds() // 60), 0, high), HOURS)
        text = as_text(cell)
        if is_nothing(text):
            return nothing_in(text)
        if (found := _minutes(text)) is not None:
            return Value(_in_range(found[0], 0, high), found[1])
        return Value(_whole(cell, text, 0, high), whether_mended(cell, text))

    return Reader(read, "minutes, like 20")


def _minutes(text: str) -> tuple[int, str] | None:
    if found := MINUTES.fullmatch(text):
        return round(float(found[1])), UNIT
    if found := IN_HOURS.fullmatch(text):
        return round(float(found[1]) * 60), HOURS
    if found := BOTH.fullmatch(text) or CLOCK.fullmatch(text):
        return int(found[1]) * 60 + int(found[2]), HOURS
    return None


def _whole(cell: Cell, text: str, low: int, high: int) -> int:
    if isinstance(cell, bool | date | time | timedelta):
        raise Wrong(f"is no number. Write a whole number from {low:,} to {high:,}.")
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    if not re.fullmatch(r"[+-]?\d{1,12}(?:\.0+)?", plain):
        raise Wrong(f"is no whole number. Write one from {low:,} to {high:,}.")
    return _in_range(int(float(plain)), low, high)


def _in_range(number: int, low: int, high: int) -> int:
    if not low <= number <= high:
        raise Wrong(f"is not between {low:,} and {high:,}. Look at it again.")
    return number


def _money(cell: Cell, how: How) -> Value:
    """Pounds and pence, *£1,234.50*; none below nothing."""
    text = as_text(cell)
    if is_nothing(text):
        return nothing_in(text)
    if isinstance(cell, bool | date | time | timedelta):
        raise Wrong("is no amount. Write it like 1234.50.")
    plain = re.sub(r"[£ ]|GBP", "", text)
    plain = re.sub(r"(?<=\d),(?=\d{3}(?:\D|$))", "", plain)
    try:
        if not re.fullmatch(r"-?\d{1,12}(?:\.\d+)?", plain):
            raise InvalidOperation
        amount = Decimal(plain)
    except InvalidOperation:
        raise Wrong("is no amount. Write it like 1234.50.") from None
    if amount < 0:
        raise Wrong("is below nothing. Write what was spent, without a minus.")
    return Value(
        amount.quantize(Decimal("0.01")),
        "" if plain == text else "signs around an amount were left out",
    )


money = Reader(_money, "pounds, like 1234.50")


def miles() -> Reader:
    """Miles, with one place after the point."""

    def read(cell: Cell, how: How) -> Value:
        text = re.sub(r" *miles?$", "", as_text(cell), flags=re.I)
        if is_nothing(text):
            return nothing_in(text)
        if not re.fullmatch(r"\d{1,4}(?:\.\d+)?", text):
            raise Wrong("is no number of miles. Write it like 4.5.")
        return Value(Decimal(text).quantize(Decimal("0.1")), "")

    return Reader(read, "miles, like 4.5")
