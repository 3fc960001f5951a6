"""Dates, times and numbers as people say them. Pure functions; the templates' filters."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from alongside.casework.schemes import words

NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def local(moment: date | datetime) -> date:
    """The day of a moment, where the service is."""
    if isinstance(moment, datetime):
        return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return moment


def day(when: date | datetime | None, today: date | None = None) -> str:
    """*Thu 19 Nov*, and the year where it is another; nothing for no day."""
    if not when:
        return ""
    on = local(when)
    return f"{on:%a} {on.day} {on:%b}{words.year_where_another(on, today)}"


def day_long(when: date | datetime | None) -> str:
    """*Thursday 19 November*, and the year where it is another."""
    return f"{local(when):%A} {words.day_month(local(when))}" if when else ""


def day_month(when: date | datetime | None) -> str:
    """*19 November*, and the year where it is another."""
    return words.day_month(local(when)) if when else ""


def day_year(when: date | datetime | None) -> str:
    """*19 November 2026*."""
    return words.day(local(when)) if when else ""


def month(when: date | datetime | None) -> str:
    """*November 2026*."""
    return f"{local(when):%B %Y}" if when else ""


def pounds(amount: Decimal | int | None) -> str:
    """*£1,250.00*; nothing for no amount."""
    return "" if amount is None else f"£{amount:,.2f}"


def plain(amount: Decimal | int | None) -> str:
    """*45* and *12.5*: a number without noughts that say nothing."""
    if amount is None:
        return ""
    said = f"{amount:,f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def time_of_day(when: datetime | time | None) -> str:
    """*2pm*, *11.15am*, *noon*: never 2:00pm, whose zeros shout."""
    if when is None:
        return ""
    clock = timezone.localtime(when) if isinstance(when, datetime) else when
    if (clock.hour, clock.minute) == (12, 0):
        return "noon"
    hour, half = clock.hour % 12 or 12, "am" if clock.hour < 12 else "pm"
    return f"{hour}.{clock.minute:02}{half}" if clock.minute else f"{hour}{half}"


def near_day(when: date | datetime, today: date) -> str:
    """*Today*, *Tomorrow*, *Yesterday*, *Thursday* within the week to come, else *Thu 19 Nov*."""
    days = (local(when) - today).days
    if days in (-1, 0, 1):
        return {-1: "Yesterday", 0: "Today", 1: "Tomorrow"}[days]
    if 1 < days < 7:
        return f"{local(when):%A}"
    return day(when, today) if abs(days) < 300 else day_year(when)


def how_late(due: date, today: date) -> str:
    """*1 day late*, *4 days late*; nothing when it is not late."""
    days = (today - due).days
    return f"{count(days, 'day')} late" if days > 0 else ""


def ago(when: date | datetime, today: date) -> str:
    """*today*, *yesterday*, *4 days ago*, *3 weeks ago*, *5 months ago*, *2 years ago*."""
    days = (today - local(when)).days
    if days < 2:
        return {0: "today", 1: "yesterday"}.get(days, day(when, today))
    for size, name, until in ((1, "day", 14), (7, "week", 120), (30, "month", 730)):
        if days < until:
            return f"{count(days // size, name)} ago"
    return f"{count(days // 365, 'year')} ago"


def clock_ago(when: datetime, now: datetime) -> str:
    """*10 seconds ago*, *5 minutes ago*, *2 hours ago*."""
    seconds = max(0, int((now - when) / timedelta(seconds=1)))
    for size, name, until in ((1, "second", 60), (60, "minute", 3600), (3600, "hour", 86400)):
        if seconds < until:
            return f"{count(seconds // size, name)} ago"
    return f"{count(seconds // 86400, 'day')} ago"


def number(n: int) -> str:
    """*six* up to ten, figures above, as in a sentence."""
    return NUMBERS[n] if 0 <= n <= 10 else f"{n:,}"


def count(n: int, one: str, many: str = "") -> str:
    """*1 day*, *4 days*: the number in figures."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def count_words(n: int, one: str, many: str = "") -> str:
    """*One person*, *Six people*: to begin a sentence."""
    words = f"{number(n)} {one if n == 1 else many or one + 's'}"
    return words[0].upper() + words[1:]


def and_list(parts: list[str], word: str = "and") -> str:
    """*a*, *a and b*, *a, b and c*."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def possessive(name: str) -> str:
    """*Peg’s*, *James’s*."""
    return f"{name}’s"
