"""Small sentences of the pages that gather. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from alongside.casework.people.models import Person
from alongside.casework.people.words import spoken
from alongside.casework.schemes.words import day_month, year_where_another
from alongside.casework.schemes.words import time_words as time_words
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
MEETING = {
    "home": "Visit at home",
    "out": "Out together",
    "our_place": "Meet at our place",
    "telephone": "Telephone call",
    "video": "Video call",
    "group": "In a group",
}
MEETING_FOR_LABEL = {Appointment.How(how).label: words for how, words in MEETING.items()}
OWN_WORDS = 30  # of the person's own words above the page; the rest is one tap away


def number(n: int) -> str:
    """Words up to ten."""
    return NUMBERS[n] if n <= 10 else f"{n:,}"


def count(n: int, one: str, many: str = "") -> str:
    """*one set*, *two sets*, *12 sets*."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def upper_first(text: str) -> str:
    """The first letter large, and nothing else changed."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The first letter small, unless the first word is *I* or an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


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
        parts.append(f"Nothing is due today. {upper_first(number(week))} for this week.")
    return " ".join(upper_first(part) for part in parts)


def left_out(late: int, today: int, week: int) -> str:
    """What stands below the seven lines: *Three more this week*, *Nine more, two for today*."""
    total = late + today + week
    if not total:
        return ""
    if total == week:
        return f"{upper_first(number(total))} more this week"
    urgent = [f"{number(late)} late"] if late else []
    urgent += [f"{number(today)} for today"] if today else []
    return f"{upper_first(number(total))} more, {' and '.join(urgent)}"


def where(entry: Appointment) -> str:
    """*at home*, where that is where."""
    return " at home" if entry.how == "home" else ""


def meeting(entry: Appointment) -> str:
    """What an entry of the diary is for: its purpose, or how they meet."""
    return entry.purpose or MEETING[entry.how]


def purpose_beyond(entry: Appointment) -> str:
    """The purpose without what the line says already: *With the bird hide leaflet*."""
    said = MEETING[entry.how]
    rest = entry.purpose
    if rest.lower().startswith(said.lower()):
        rest = rest[len(said) :].lstrip(" ,:.")
    return upper_first(rest)


def next_words(words: str) -> str:
    """What is next, where the diary said only how: *Visit at home* for *At their home*."""
    return MEETING_FOR_LABEL.get(words, words)


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


def table_day(on: date, today: date) -> str:
    """*Today*, *Yesterday*, *Tomorrow*, else *Thu 26 Nov*, and the year where it is another."""
    days = (on - today).days
    near = {-1: "Yesterday", 0: "Today", 1: "Tomorrow"}
    return near.get(days, f"{on:%a} {on.day} {on:%b}{year_where_another(on, today)}")


def on_day(day: date, today: date) -> str:
    """*today*, *yesterday*, *on Wednesday*, *on 3 November*."""
    days = (today - day).days
    if days < 2:
        return {0: "today", 1: "yesterday"}.get(days, f"on {day:%A}")
    if days < 7:
        return f"on {day:%A}"
    return f"on {day.day} {day:%B}{year_where_another(day, today)}"


def day_of(day: date, today: date) -> str:
    """*yesterday*, *Wednesday*, *3 November*."""
    return on_day(day, today).removeprefix("on ")


def when_to_ring(person: Person) -> str:
    """*Best after 3pm.* Nothing where it is not known."""
    return f"Best {lower_first(person.best_times).rstrip('.')}." if person.best_times else ""


def is_are(person: Person) -> str:
    """*he is*, *she is*, *they are*."""
    who = spoken(person.pronouns)
    return f"{who.they} {who.are}"


def sentences(parts: Sequence[str]) -> str:
    """*Take the leaflet. Key safe by the side door.*"""
    ended = [part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part]
    return " ".join(ended)


def own_words(words: str) -> tuple[str, bool]:
    """At most thirty words of what somebody said, and whether there is more."""
    parts = words.split()
    if len(parts) <= OWN_WORDS:
        return words, False
    return f"{' '.join(parts[:OWN_WORDS]).rstrip('.,;:')} …", True


def in_their_words(person: Person, on: date, interests: str) -> str:
    """*In her words, 5 November. What she likes: birds, crosswords, and baking.*"""
    who = spoken(person.pronouns)
    said = f"In {who.their} words, {day_month(on)}."
    if not interests.strip():
        return said
    verb = "likes" if who.are == "is" else "like"
    return f"{said} What {who.they} {verb}: {sentences([lower_first(interests.strip())])}"
