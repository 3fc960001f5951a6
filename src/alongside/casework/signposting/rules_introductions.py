"""May an organiser be told who is coming, when are they reminded, and what does it say? Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.casework.schemes.words import day
from alongside.casework.support.rules import with_weekday

REMIND_AFTER = timedelta(days=7)  # from the first time, or from the message where none is known
EXPIRE_AFTER = timedelta(days=21)
SHOW_ANSWER = timedelta(weeks=4)  # to whoever holds the link: it says somebody's name
OPEN = ("suggested", "introduced")  # as long as nobody knows whether they went
LINK = "{link}"
LINK_IN_WORDS = "(a link that only they have: came, did not come, or full)"


@dataclass(frozen=True)
class Days:
    """When it is reminded of, and the last day on which it can be answered."""

    remind_on: date
    expires_on: date


@dataclass(frozen=True)
class Letter:
    """What goes out. `words` has `LINK` where the link stands."""

    subject: str
    words: str

    def shown(self) -> str:
        """As it is kept and read in the application: the link itself is for the organiser alone."""
        return self.words.replace(LINK, LINK_IN_WORDS)


def days(on: date, first_time_on: date | None) -> Days:
    """By the first time where it is to come; otherwise by the day of the message."""
    start = max(on, first_time_on or on)
    return Days(start + REMIND_AFTER, start + EXPIRE_AFTER)


def last_day(expires_on: date, answered_on: date | None) -> date:
    """The last day on which the link leads anywhere: to the question, then to what was answered."""
    return answered_on + SHOW_ANSWER if answered_on else expires_on


def why_not_introduce(
    *, outcome: str, agreed: bool, died: bool, ended: bool, waiting: bool, called: str
) -> str:
    """Why nobody is told, in a sentence for the worker; or nothing."""
    if died:
        return "They have died. Nothing is sent about them."
    if ended:
        return "Support has ended. Nothing is sent about them any more."
    if waiting:
        return "The organiser has been told already, and can still answer. Wait for that first."
    if outcome not in OPEN:
        return (
            "An introduction goes out before the first time. This connection is past that: say "
            "Suggested or Introduced first, if it begins anew."
        )
    if not agreed:
        return "Say that they agreed to this. Without their yes nothing is sent."
    if not called.strip():
        return "Write what they want to be called there. A first name is enough."
    return ""


def why_not_remind(
    *, outcome: str, agrees: bool, died: bool, ended: bool, expires_on: date, on: date
) -> str:
    """Why the organiser is not reminded: a code for tests and logs, of nobody."""
    if died or ended:
        return "over"
    if not agrees:
        return "no longer agreed"
    if outcome not in OPEN:
        return "known already"
    return "too late" if on > expires_on else ""


@dataclass(frozen=True)
class About:
    """All that an organiser is told: what, whom by the name they chose, when, whom to ring."""

    activity: str
    called: str
    first_time_on: date | None
    reach: str
    service: str
    expires_on: date


def introduction(about: About) -> Letter:
    """The message before the first time."""
    what, called = _line(about.activity), _line(about.called)
    when = (
        f" The first time is to be {with_weekday(about.first_time_on)}."
        if about.first_time_on
        else ""
    )
    return Letter(
        f"Somebody would like to come to {what}",
        "Hello,\n\n"
        f"{called} would like to come to {what}.{when} Would you look out for {called}, and say "
        "hello?\n\n"
        f"If you would like to ask something first, this is how to reach us: {about.reach.strip()}"
        "\n\n"
        f"Afterwards, please tell us whether {called} came. It takes one tap, and you need no "
        "account:\n\n"
        f"{LINK}\n\n"
        f"The link works until {day(about.expires_on)}. {called} has agreed to this message. "
        "Please show it only to whoever is at the door.\n\n"
        f"Thank you,\n{_line(about.service)}\n",
    )


def reminder(about: About) -> Letter:
    """The one message after it, where nobody has answered."""
    what, called = _line(about.activity), _line(about.called)
    return Letter(
        f"Has somebody new come to {what}?",
        "Hello,\n\n"
        f"We wrote to you that {called} would like to come to {what}. Please tell us whether "
        f"{called} came. It takes one tap, and you need no account:\n\n"
        f"{LINK}\n\n"
        f"The link works until {day(about.expires_on)}. We do not write again about this. This is "
        f"how to reach us: {about.reach.strip()}\n\n"
        f"Thank you,\n{_line(about.service)}\n",
    )


def _line(name: str) -> str:
    """A name as a subject may have it: no line begins in it."""
    return " ".join(name.split())
