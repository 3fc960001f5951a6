"""A regular time in words: *Tuesdays, 10am to noon, not in school holidays*."""

from __future__ import annotations

from datetime import time
from typing import Protocol

from alongside.casework.schemes.words import listed, time_words

from .rules import BYDAY, CODES

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WHICH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
NTH = {1: "1st", 2: "2nd", 3: "3rd", 21: "21st", 22: "22nd", 23: "23rd", 31: "31st", -1: "last"}


class Timed(Protocol):
    """A Time, or what was read of one."""

    freq: str
    interval: int | None
    byday: str
    bymonthday: str
    opens_at: time | None
    closes_at: time | None
    term_time_only: bool
    as_written: str
    description: str


def words_of(time: Timed) -> str:
    """In words; as somebody wrote it where it could not be read."""
    days = _days(time)
    hours = hours_in_words(time.opens_at, time.closes_at)
    if not days and (time.as_written or time.description):
        return time.as_written or time.description
    said = [part for part in (days, hours) if part]
    if said and time.term_time_only:
        said.append("not in school holidays")
    text = ", ".join(said)
    return text[:1].upper() + text[1:]


def hours_in_words(opens: time | None, closes: time | None) -> str:
    """*10am to noon*; *from 10am*; *until 2pm*."""
    if opens and closes:
        return f"{clock(opens)} to {clock(closes)}"
    if opens:
        return f"from {clock(opens)}"
    return f"until {clock(closes)}" if closes else ""


def clock(at: time) -> str:
    """A time of day.

    >>> clock(time(10)), clock(time(12)), clock(time(13, 30)), clock(time(0))
    ('10am', 'noon', '1.30pm', 'midnight')
    """
    if (at.hour, at.minute) in ((0, 0), (23, 59)):  # an evening's end: a day has no later one
        return "midnight"
    return time_words(at)


def _days(time: Timed) -> str:
    found = [BYDAY.fullmatch(one.strip()) for one in time.byday.split(",")]
    parts = [(int(one[1] or 0), CODES.index(one[2])) for one in found if one]
    if not parts:
        return _days_of_month(time.bymonthday)
    if any(which for which, _ in parts):
        named = [f"{WHICH.get(which, '')} {DAYS[day]}".strip() for which, day in parts]
        return f"{listed(_short(named))} of {_every(time.interval, 'the month', 'month')}"
    days = sorted({day for _, day in parts})
    if time.freq == "MONTHLY":
        return f"{listed([f'{DAYS[day]}s' for day in days])}, {_every(time.interval, '', 'month')}"
    if (time.interval or 1) > 1 and len(days) == 1:
        return _every(time.interval, "", f"{DAYS[days[0]]}")
    if (time.interval or 1) > 1:
        return f"{_week(days)}, {_every(time.interval, '', 'week')}"
    return _week(days)


def _week(days: list[int]) -> str:
    if len(days) == 7:
        return "every day"
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{DAYS[days[0]]}s to {DAYS[days[-1]]}s"
    return listed([f"{DAYS[day]}s" for day in days])


def _short(named: list[str]) -> list[str]:
    """*first and third Tuesday*: the day once, where it is the same."""
    days = {one.split(" ")[-1] for one in named}
    if len(days) > 1 or len(named) < 2:
        return named
    return [*(one.rsplit(" ", 1)[0] for one in named[:-1]), named[-1]]


def _days_of_month(bymonthday: str) -> str:
    numbers = [int(one) for one in bymonthday.split(",") if one.strip()]
    if not numbers:
        return ""
    return f"the {listed([NTH.get(one, f'{one}th') for one in numbers])} of the month"


def _every(interval: int | None, one: str, unit: str) -> str:
    if not interval or interval == 1:
        return one or f"every {unit}"
    return f"every other {unit}" if interval == 2 else f"every {interval} {unit}s"
