"""The next day of a regular time, in words: *Tuesday 24 November, 10am to noon*."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from alongside.casework.schemes.words import year_where_another

from .days import days_on
from .words import hours_in_words

if TYPE_CHECKING:
    from alongside.casework.directory.models import Time

AHEAD = timedelta(days=130)  # past the long summer, to the first time of what is once a month
UNKNOWN = "unless schools are on holiday: nobody has entered when they are"


def next_words(times: Sequence[Time], today: date, holidays: Sequence[tuple[date, date]]) -> str:
    """The soonest day of all of them, today included; nothing where none is known.

    `holidays` are those now and to come, first and last day. Without any, what is in term time
    only says that it may be off.
    """
    found = [
        (days[0], one)
        for one in times
        if _told(one) and (days := days_on(one, today, today + AHEAD, holidays=holidays))
    ]
    if not found:
        return ""
    on, soonest = min(found, key=lambda pair: (pair[0], pair[1].opens_at or time.max))
    hours = hours_in_words(soonest.opens_at, soonest.closes_at)
    called = "Today" if on == today else f"{on:%A} {on.day} {on:%B}{year_where_another(on, today)}"
    doubt = UNKNOWN if soonest.term_time_only and not holidays else ""
    return ", ".join(part for part in (called, hours, doubt) if part)


def _told(one: Time) -> bool:
    """Of every other week we know the days only where we know a first one."""
    return (one.interval or 1) == 1 or one.dtstart is not None
