"""Days, as people and spreadsheets write them. Nothing is guessed in silence."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from .base import Cell, How, Reader, Value, Wrong, as_text, is_nothing, nothing_in, whether_mended

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan ionawr ion",
            "february feb chwefror chwef",
            "march mar mawrth maw",
            "april apr ebrill ebr",
            "may mai",
            "june jun mehefin meh",
            "july jul gorffennaf gorff",
            "august aug awst",
            "september sept sep medi",
            "october oct hydref hyd",
            "november nov tachwedd tach",
            "december dec rhagfyr rhag",
        ),
        start=1,
    )
    for name in names.split()
}
CLOCK = re.compile(r"[T ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?Z?$", re.I)
WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.I)
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
NUMBERS = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4}|\d{2})")
NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]*(?:of )?([^\W\d_]+)\.?[-/., ]*(\d{4}|\d{2})", re.I
)
NAMED_FIRST = re.compile(
    r"([^\W\d_]+)\.?[-/ ]*(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4}|\d{2})", re.I
)
LIKE = "Write it like 28/02/1950."
SERIAL = "a number of the spreadsheet was read as a day"
DAY_FIRST = "a day and a month that could be changed over were read day first"
MONTH_FIRST = "a day and a month that could be changed over were read month first"
OLDEST_BIRTH, OLDEST = date(1900, 1, 1), date(1950, 1, 1)
EARLIEST_SERIAL = {
    True: 1_000,
    False: 25_569,
}  # for a birth 1902, else 1970: less is an age, a count


def read_day(cell: Cell, how: How, *, birth: bool = False) -> Value:
    """A day: as the spreadsheet has it, as its number, or as text. None for an empty cell."""
    if isinstance(cell, datetime):
        return Value(cell.date(), "" if cell.time() == time() else "the time of day was left out")
    if isinstance(cell, date):
        return Value(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(cell, how, birth)
    text = as_text(cell)
    if is_nothing(text):
        return nothing_in(text)
    if isinstance(cell, bool | time | timedelta):
        raise Wrong(f"is no day. {LIKE}")
    found = _from_text(text, how, birth)
    return Value(found.value, found.mended or whether_mended(cell, text))


def _from_number(number: float, how: How, birth: bool) -> Value:
    if 1900 <= number <= 2100:
        raise Wrong(
            "may be a year alone, or a number of the spreadsheet. Write the whole day, like"
            " 28/02/1950."
        )
    if 19_000_101 <= number <= 21_001_231:
        return Value(_day(int(number) // 10_000, int(number) // 100 % 100, int(number) % 100))
    if not EARLIEST_SERIAL[birth] <= number < 80_000:
        raise Wrong(f"is a number, and no day. {LIKE}")
    days = int(number) + (1462 if how.base_1904 else 0)
    return Value(date(1899, 12, 30) + timedelta(days=days), SERIAL)


def _from_text(text: str, how: How, birth: bool) -> Value:
    plain = WEEKDAY.sub("", CLOCK.sub("", text)).strip(" ,.")
    late = "the time of day was left out" if CLOCK.search(text) and "00:00" not in text else ""
    if re.fullmatch(r"\d{4,8}(\.\d+)?", plain):
        return _from_number(float(plain), how, birth)
    if found := ISO.fullmatch(plain):
        return Value(_day(int(found[1]), int(found[2]), int(found[3])), late)
    if found := NUMBERS.fullmatch(plain):
        return _from_three(int(found[1]), int(found[2]), found[3], how, birth)
    if found := NAMED.fullmatch(plain):
        return _with_name(int(found[1]), found[2], found[3], how, birth)
    if found := NAMED_FIRST.fullmatch(plain):
        return _with_name(int(found[2]), found[1], found[3], how, birth)
    raise Wrong(f"is no day that can be read. {LIKE}")


def _from_three(first: int, second: int, typed: str, how: How, birth: bool) -> Value:
    day, month = (first, second) if how.day_first else (second, first)
    if month > 12 and day <= 12:
        order, other = ("day", "month") if how.day_first else ("month", "day")
        raise Wrong(
            f"is no day when the {order} is read first. If the whole file has the {other} first,"
            f" say so: {other} first. If not, write it like 28/02/1950."
        )
    year = _year(typed, how, birth)
    found = _day(year, month, day)
    turned = DAY_FIRST if how.day_first else MONTH_FIRST
    return Value(found, turned if day <= 12 and day != month else _short_year(typed))


def _with_name(day: int, name: str, typed: str, how: How, birth: bool) -> Value:
    month = MONTHS.get(name.casefold())
    if month is None:
        raise Wrong(f"has a month that is not known. {LIKE}")
    return Value(_day(_year(typed, how, birth), month, day), _short_year(typed))


def _short_year(typed: str) -> str:
    return "a year of two digits was made whole" if len(typed) == 2 else ""


def _year(typed: str, how: How, birth: bool) -> int:
    """The year in four digits; of two digits the one that is possible, where one alone is."""
    if len(typed) == 4:
        return int(typed)
    this, last = 2000 + int(typed), 1900 + int(typed)
    if not birth:
        return this if this <= how.today.year + 1 else last
    if this > how.today.year:
        return last
    if how.today.year - last > 120:
        return this
    raise Wrong(f"could be {last} or {this}. Write the year in four digits.")


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise Wrong(f"is no day in the calendar. {LIKE}") from None
    return found


def _within(cell: Cell, how: How, *, birth: bool) -> Value:
    found = read_day(cell, how, birth=birth)
    first = OLDEST_BIRTH if birth else OLDEST
    if found.value is not None and not first <= found.value <= date(how.today.year + 5, 12, 31):
        raise Wrong(f"has a year that cannot be right. {LIKE}")
    return found


def _month(cell: Cell, how: How) -> Value:
    """The first day of a month: of *April 2026*, *04/2026*, *2026-04*, or any day of it."""
    text = as_text(cell) if isinstance(cell, str) else ""
    if found := re.fullmatch(r"([^\W\d_]+)\.?[-/ ]*(\d{4}|\d{2})", text):
        return _with_name(1, found[1], found[2], how, birth=False)
    if found := re.fullmatch(r"(\d{1,2})[-/.](\d{4})", text):
        return Value(_day(int(found[2]), int(found[1]), 1))
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})", text):
        return Value(_day(int(found[1]), int(found[2]), 1))
    given = _within(cell, how, birth=False)
    return Value(given.value and given.value.replace(day=1), given.mended)


day = Reader(lambda cell, how: _within(cell, how, birth=False), "a day, like 28/02/2026")
birth = Reader(lambda cell, how: _within(cell, how, birth=True), "a day, like 28/02/1950")
month = Reader(_month, "a month, like April 2026 or 04/2026, or any day in it")
