"""What may happen to a concern, and when its acknowledgement is overdue. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

WATCH = "watch"


def why_not_raise(*, what: str, about_somebody: bool) -> str:
    """Why a concern cannot be raised like this. As little as possible stands in the way."""
    if not about_somebody:
        return "Say who it is about. A few words will do, such as “her neighbour at number 9”."
    if not what.strip():
        return "Say what you saw or heard, in a line or two. You can add more afterwards."
    return ""


def why_not_acknowledge(*, acknowledged: bool, closed: bool) -> str:
    """Why it cannot be acknowledged; once is enough."""
    if closed:
        return "This concern is closed."
    if acknowledged:
        return "This concern has been acknowledged already."
    return ""


def why_not_decide(
    *,
    decision: str,
    decisions: set[str],
    words: str,
    closed: bool,
    on: date,
    look_again: date | None,
) -> str:
    """Why this decision cannot stand."""
    if closed:
        return "This concern is closed. If there is a new worry, raise a new concern."
    if decision not in decisions:
        return "Choose what is done about it from the list."
    if not words.strip():
        return "Write why, in a line or two, so that it can be understood later."
    if decision == WATCH and look_again is None:
        return "Keeping an eye on it needs a day to look again. Choose one."
    if look_again is not None and look_again <= on:
        return "The day to look again has passed. Choose a later one."
    return ""


def why_not_note(*, words: str) -> str:
    """Why this note cannot be added. Notes can be added after closing, too."""
    return "" if words.strip() else "The note is empty. Write what was done, and by whom."


def why_not_close(*, decided: bool, closed: bool) -> str:
    """Why it cannot be closed."""
    if closed:
        return "This concern is closed already."
    if not decided:
        return "Nothing has been decided yet. Say first what is done about it; then close it."
    return ""


def acknowledge_by(raised_at: datetime, hours: int) -> datetime:
    """Until when the lead should have read it: clock hours, nights and weekends too."""
    return raised_at + timedelta(hours=hours)


def is_overdue(raised_at: datetime, hours: int, *, now: datetime) -> bool:
    """Whether nobody has read it in the time that the scheme gives itself."""
    return now > acknowledge_by(raised_at, hours)
