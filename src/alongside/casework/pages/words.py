"""Small sentences of the pages that gather. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from alongside.casework.people.models import Person
from alongside.casework.signposting.words import subject
from alongside.casework.support.models import Appointment

NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
HOW_TO_MEET = {
    "home": "Visit",
    "out": "Go out with",
    "our_place": "Meet",
    "telephone": "Ring",
    "video": "Video call with",
    "group": "Group with",
}


def number(n: int) -> str:
    """Words up to ten."""
    return NUMBERS[n] if n <= 10 else str(n)


def lead(late: int, today: int, week: int) -> str:
    """*Two are late. Three are for today.*"""
    if not late + today + week:
        return "Nothing is due. A good day to ring somebody for no reason."
    parts = []
    if late:
        parts.append(f"{number(late)} {'is' if late == 1 else 'are'} late.")
    if today:
        parts.append(f"{number(today)} {'is' if today == 1 else 'are'} for today.")
    if not parts:
        parts.append(f"Nothing is due today. {number(week)} for this week.")
    return " ".join(part[0].upper() + part[1:] for part in parts)


def where(entry: Appointment) -> str:
    """*at home*, where that is where."""
    return " at home" if entry.how == "home" else ""


def time_words(at: datetime) -> str:
    """*2pm*, *11.15am*, *noon*."""
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def clock(on: date, at: datetime | None, today: date) -> str:
    """*2pm* today, *Friday, 11am* this week, *Any time*."""
    clock_words = time_words(at) if at else "Any time"
    if on == today:
        return clock_words
    day = "Tomorrow" if on == today + timedelta(days=1) else f"{on:%A}"
    return f"{day}, {clock_words[0].lower()}{clock_words[1:]}"


def status(due: date, today: date) -> dict[str, Any]:
    """What stands at the right of a line: how late, today at any time, or the day."""
    late = (today - due).days
    if late > 0:
        return {"status": f"{late} day{'' if late == 1 else 's'} late", "state": "late"}
    if late == 0:
        return {"status": "Any time"}
    return {"status": f"By {due:%A}" if late > -7 else f"By {due.day} {due:%B}"}


def on_day(day: date, today: date) -> str:
    """*today*, *yesterday*, *on Wednesday*, *on 3 November*."""
    days = (today - day).days
    if days < 2:
        return {0: "today", 1: "yesterday"}.get(days, f"on {day:%A}")
    return f"on {day:%A}" if days < 7 else f"on {day.day} {day:%B}"


def when_to_ring(person: Person) -> str:
    """*Best times: after 3pm.* Nothing where they are not known."""
    return f"Best {person.best_times}." if person.best_times else ""


def is_are(person: Person) -> str:
    """*he is*, *she is*, *they are*."""
    who = subject(person.pronouns) or "they"
    return f"{who} {'are' if who == 'they' else 'is'}"


def sentences(parts: list[str]) -> str:
    """*Take the leaflet. Key safe by the side door.*"""
    ended = [part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part]
    return " ".join(ended)


def lower_first(text: str) -> str:
    """The first letter small, unless the first word is a name or an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
