"""The words of gaps and groups. Pure."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from alongside.casework.schemes.words import time_words

from .models.choices import Weekday

if TYPE_CHECKING:
    from .models import Group

STATES = {"planning": "soon", "running": "done", "self_sustaining": "done"}  # others stay plain
WHICH = ("first", "second", "third", "fourth", "last")


def when(group: Group) -> str:
    """*Tuesdays, 10am to noon*; *Every two weeks on Tuesday, from 2pm*; nothing while not known."""
    if group.weekday is None:
        return ""
    on = Weekday(group.weekday).label
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
    begins = time_words(start)
    return f", {begins} to {time_words(end)}" if end else f", from {begins}"


def tag_state(state: str) -> str:
    """The look of a tag beside its word."""
    return STATES.get(state, "")
