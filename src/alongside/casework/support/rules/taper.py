"""Towards goodbye: contacts further and further apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .days import count

LADDER = (7, 14, 21)  # days from one contact to the next
LOOKED_AT = 4  # the newest contacts: three gaps


@dataclass(frozen=True)
class Taper:
    """How far apart contacts are now, and when the next ones might be."""

    days_apart: int | None  # the mean of the newest gaps; None with fewer than two days
    next_days: int  # plan the next so many days from the last one
    suggested: tuple[date, ...]  # the last one is the goodbye
    words: str


def goodbye_from(agreed_weeks: int) -> int:
    """The week from which goodbye is part of every visit: nine of twelve."""
    return max(1, agreed_weeks * 3 // 4)


def taper(
    contact_days: Sequence[date],
    *,
    week: int | None,
    agreed_weeks: int,
    ends_about: date | None,
    today: date,
) -> Taper | None:
    """What to plan from week nine (of twelve) on; None before that, and before support starts.

    `contact_days`: the days on which the person was reached, in any order.
    """
    if week is None or ends_about is None or week < goodbye_from(agreed_weeks):
        return None
    apart = days_apart(contact_days)
    ahead = next((rung for rung in LADDER if apart is None or rung > apart), LADDER[-1])
    suggested = _suggest(
        max([*contact_days, today - timedelta(days=ahead)]), ahead, ends_about, today
    )
    return Taper(apart, ahead, suggested, taper_words(apart, ahead, suggested, today))


def days_apart(contact_days: Sequence[date]) -> int | None:
    """The mean of the newest three gaps between different days, in whole days."""
    newest = sorted(set(contact_days))[-LOOKED_AT:]
    if len(newest) < 2:
        return None
    return round((newest[-1] - newest[0]).days / (len(newest) - 1))


def taper_words(apart: int | None, ahead: int, suggested: Sequence[date], today: date) -> str:
    """*Contacts are now 9 days apart; plan the next 14 days from now.*"""
    if not suggested:
        return "The agreed weeks are over. Plan the goodbye, or agree longer support."
    days = (suggested[0] - today).days
    when = "today" if days == 0 else f"{count(days, 'day')} from now"
    if len(suggested) == 1:
        return f"{_now(apart)}. Plan the goodbye, {when}."
    return f"{_now(apart)}; plan the next {when}."


def _now(apart: int | None) -> str:
    if apart is None:
        return "There are too few contacts to say how far apart they are"
    return f"Contacts are now {count(apart, 'day')} apart"


def _suggest(last: date, ahead: int, ends_about: date, today: date) -> tuple[date, ...]:
    """Days further and further apart, the last of them about the end; none when it has gone by."""
    if ends_about < today:
        return ()
    days: list[date] = []
    gap, day = ahead, max(today, last + timedelta(days=ahead))
    while day < ends_about - timedelta(days=LADDER[0] - 1):
        days.append(day)
        gap = next((rung for rung in LADDER if rung > gap), LADDER[-1])
        day += timedelta(days=gap)
    return (*days, ends_about)
