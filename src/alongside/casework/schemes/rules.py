"""What may be done with schemes, workers, roles and cover; each answer is "" or a refusal.

Nothing here reads the database or the clock: the actions hand in what they found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from .models import Instrument, Nation
from .words import day, listed

RANGES: dict[str, tuple[int, int, str]] = {  # field: lowest, highest, what it counts
    "usual_weeks": (1, 104, "weeks of support"),
    "promise_working_days": (1, 60, "working days to answer a referral"),
    "quiet_days": (1, 180, "days without contact"),
    "checkin_days": (14, 28, "days until the check-in"),
    "follow_up_days": (90, 366, "days until the follow-up"),
    "acknowledge_hours": (1, 168, "hours to acknowledge a concern"),
    "lone_working_minutes": (5, 240, "minutes of grace after a visit"),
    "supervision_share": (0, 100, "percent of open records"),
}
MOST_ROOM = 200
COVER_AHEAD = timedelta(days=731)


def scheme_faults(values: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with a scheme's settings: field by field, one sentence each."""
    faults = {
        field: f"Enter a name for the {what}."
        for field, what in (("name", "scheme"), ("public_name", "scheme that people know it by"))
        if field in values and not str(values[field]).strip()
    }
    for field, (low, high, what) in RANGES.items():
        if field in values and not _is_between(values[field], low, high):
            faults[field] = f"Enter a whole number of {what}, from {low} to {high}."
    if "nation" in values and values["nation"] not in Nation.values:
        faults["nation"] = "Choose the nation that the scheme works in."
    if unknown := sorted(set(values.get("instruments", [])) - set(Instrument.values)):
        faults["instruments"] = f"There are no measures called {', '.join(map(str, unknown))}."
    if "reminder_days" in values and (fault := reminder_days_fault(values["reminder_days"])):
        faults["reminder_days"] = fault
    return faults


def _is_between(value: Any, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def reminder_days_fault(days: Any) -> str:
    """Reminder days are different whole numbers of days, smallest first, up to half a year."""
    whole = isinstance(days, list) and all(_is_between(one, 1, 180) for one in days)
    if not whole or days != sorted(set(days)):
        return "Enter days from 1 to 180, the smallest first, such as 7, 14."
    return ""


def why_not_give(
    *, on: date, has_it_since: date | None, last_had_until: date | None, room_for: int = 1
) -> str:
    """Why this role cannot start on this day. What the worker has had of it is handed in."""
    if has_it_since is not None:
        return (
            f"They have this role already, since {day(has_it_since)}. End that one first, or leave"
            " it as it is."
        )
    if last_had_until is not None and last_had_until >= on:
        return (
            f"They had this role until {day(last_had_until)}. Choose a day after that to start"
            " it again."
        )
    return room_fault(room_for)


def room_fault(room_for: int) -> str:
    """Why a connector cannot have room for this many people."""
    if not 1 <= room_for <= MOST_ROOM:
        return f"Room for {room_for} people is not possible. Enter a number from 1 to {MOST_ROOM}."
    return ""


def why_not_end_role(
    *, started_on: date, ended_on: date | None, on: date, is_last_administrator: bool
) -> str:
    """Why this role cannot end on this day. A scheme always has somebody who looks after it."""
    if ended_on is not None:
        return f"This role has an end already: {day(ended_on)}."
    if on < started_on:
        return (
            f"The last day is before the role started, on {day(started_on)}. Choose that day or a"
            " later one."
        )
    if is_last_administrator:
        return (
            "This is the scheme’s only administrator. Make somebody else an administrator first;"
            " then this role can end."
        )
    return ""


def why_not_stop_sign_in(*, only_administrator_of: list[str]) -> str:
    """Why a worker cannot be kept from signing in. A scheme always has an administrator."""
    if only_administrator_of:
        return (
            f"They are the only administrator of {listed(only_administrator_of)}. Make somebody"
            " else an administrator first."
        )
    return ""


def why_not_cover(
    *,
    same_worker: bool,
    from_on: date,
    until_on: date,
    today: date,
    away_is_connector: bool,
    covering_is_connector: bool,
    overlaps: Iterable[tuple[date, date]],
) -> str:
    """Why this worker cannot look after another's people on these days."""
    if same_worker:
        return "Nobody can cover for themselves. Choose somebody else to cover."
    if until_on < from_on:
        return "The last day is before the first. Change one of the two days."
    if until_on > today + COVER_AHEAD:
        return f"Look at the year again: {day(until_on)} is more than two years from now."
    if not away_is_connector:
        return "Only a connector of this scheme has people to cover. Choose a connector."
    if not covering_is_connector:
        return (
            "Only a connector of this scheme, for the whole time, can cover. Choose another"
            " connector, or give them the role first."
        )
    for first, last in overlaps:
        return (
            f"They cover for this connector already, from {day(first)} to {day(last)}. Choose days"
            " outside those, or end that cover first."
        )
    return ""


def why_not_end_cover(*, from_on: date, until_on: date, on: date) -> str:
    """Why this cover cannot end on this day; the day before it starts takes it back."""
    if on > until_on:
        return f"This cover ends sooner, on {day(until_on)}. Set another cover for the days after."
    if on < from_on - timedelta(days=1):
        return f"This cover starts on {day(from_on)}. Choose that day or a later one."
    return ""
