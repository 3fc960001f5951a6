"""Days and lists as people say them, for refusals and pages of every room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from django.utils import timezone


def day(on: date) -> str:
    """A day in full, "2 March 2026"."""
    return f"{on.day} {on:%B %Y}"


def year_where_another(on: date, today: date | None = None) -> str:
    """What follows a day that is said without its year: nothing this year, else " 2025"."""
    return "" if on.year == (today or timezone.localdate()).year else f" {on.year}"


def day_month(on: date) -> str:
    """A day of this year, "2 March"; of another "2 March 2025"."""
    return f"{on.day} {on:%B}{year_where_another(on)}"


def listed(words: Sequence[str]) -> str:
    """Words in a row, "Ruth, Owen and Dilys"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def time_words(at: datetime | time) -> str:
    """The clock of a local moment, or of any day: *2pm*, *11.15am*, *noon*."""
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"
