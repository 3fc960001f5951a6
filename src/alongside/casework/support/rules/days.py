"""Days as people say them, for the sentences of this room."""

from __future__ import annotations

from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def named(day: date) -> str:
    """*Thursday 19 November 2026*."""
    return f"{WEEKDAYS[day.weekday()]} {short(day)} {day.year}"


def short(day: date) -> str:
    """*19 November*, where the year is plain."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def with_weekday(day: date) -> str:
    """*Thursday 19 November*, where the year is plain."""
    return f"{WEEKDAYS[day.weekday()]} {short(day)}"


def near(day: date, today: date) -> str:
    """*today*, *tomorrow*, *yesterday*, *Thursday 26 November*; with the year when another."""
    close = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if word := close.get((day - today).days):
        return word
    return with_weekday(day) if day.year == today.year else named(day)


def count(number: int, thing: str, things: str = "") -> str:
    """*1 day*, *9 days*."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"
