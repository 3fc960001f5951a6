"""May these be school holidays? A sentence for the worker, or nothing. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from .words import day

LONGEST = timedelta(days=70)  # the long summer of Northern Ireland's schools is nine weeks
AHEAD = timedelta(days=3 * 366)  # schools say when they close up to three years before


def why_not_school_holiday(
    *, first_on: date, last_on: date, today: date, others: Iterable[tuple[str, date, date]]
) -> str:
    """`others` are those that the scheme has already: the name, the first and the last day."""
    if last_on < first_on:
        return "The last day is before the first. Change one of the two days."
    if last_on < today:
        return f"These holidays ended on {day(last_on)}. Look at the year again."
    if last_on > today + AHEAD:
        return f"Look at the year again: {day(last_on)} is more than three years from now."
    if last_on - first_on >= LONGEST:
        return "These are more than ten weeks. Look at the first and the last day again."
    for name, first, last in others:
        if first_on <= last and last_on >= first:
            return (
                f"{name}, from {day(first)} to {day(last)}, has some of these days already. Choose"
                " days outside those, or remove them first."
            )
    return ""
