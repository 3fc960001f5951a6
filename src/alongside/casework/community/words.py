"""The words of gaps and groups. Pure."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Group

STATES = {"planning": "soon", "running": "done", "self_sustaining": "done"}  # others stay plain
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WHICH = ("first", "second", "third", "fourth", "last")


def when(group: Group) -> str:
    """*Tuesdays, 10am to noon*; *Every two weeks on Tuesday, from 2pm*; nothing while not known."""
    if group.weekday is None:
        return ""
    on = DAYS[group.weekday]
    said = {
        "weekly": f"{on}s",
        "fortnightly": f"Every other {on}",
        "monthly": f"{_which(group.first_meeting_on)} {on} of the month",
    }.get(group.rhythm, on)
    return f"{said}{_hours(group.starts_at, group.ends_at)}"


def _which(first: date | None) -> str:
    """Which of its weekdays in the month, by the first meeting; the first where none is known."""
    return WHICH[(first.day - 1) // 7].capitalize() if first else "First"


def _hours(start: time | None, end: time | None) -> str:
    if start is None:
        return ""
    return f", {clock(start)} to {clock(end)}" if end else f", from {clock(start)}"


def clock(at: time) -> str:
    """*2pm*, *2.30pm*, *noon*."""
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    hour, half = (at.hour % 12) or 12, "am" if at.hour < 12 else "pm"
    return f"{hour}.{at.minute:02}{half}" if at.minute else f"{hour}{half}"


def tag_state(state: str) -> str:
    """The look of a tag beside its word."""
    return STATES.get(state, "")


def people(count: int) -> str:
    """*1 person*, *12 people*."""
    return f"{count} person" if count == 1 else f"{count} people"
