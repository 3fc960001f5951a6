"""May a connection be recorded like this? Each gives a sentence for the worker, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.casework.schemes.words import day

SETTLED_AFTER = timedelta(weeks=4)
ASK_AGAIN_AFTER = timedelta(weeks=2)  # where no first time is known
ASK_UNTIL = timedelta(weeks=8)  # after that it stands on the person's page, and is not asked
WITH_A_REASON = ("stopped", "declined", "unavailable")
NOT_AS_WE_SAY = ("full", "not_as_described")


@dataclass(frozen=True)
class Progress:
    """How far a connection is said to have got, and since when."""

    outcome: str
    on: date
    reason: str = ""
    first_time_on: date | None = None


def settled_from(first_time_on: date) -> date:
    """The first day on which somebody can be called settled."""
    return first_time_on + SETTLED_AFTER


def casts_doubt(outcome: str, reason: str) -> bool:
    """Whether what became of a connection says that the directory may be wrong."""
    return outcome == "unavailable" or (outcome in WITH_A_REASON and reason in NOT_AS_WE_SAY)


def why_not(now: Progress, not_before: date) -> str:
    """Why this cannot be said of a connection last heard of on `not_before`."""
    if now.on < not_before:
        return (
            f"{day(now.on)} was given, and what we know already is of "
            f"{day(not_before)}. Choose that day or a later one."
        )
    if now.reason and now.outcome not in WITH_A_REASON:
        return (
            "A reason is given, and it goes only with Stopped, Did not want it or Not to be had. "
            "Choose one of these, or take the reason out."
        )
    return _why_not_attended(now) or _why_not_settled(now)


def why_not_bring_in(now: Progress, *, made_on: date, not_before: date, today: date) -> str:
    """Why a connection of another system cannot be kept, with the furthest it got."""
    if made_on < not_before:
        return (
            f"It was made on {day(made_on)}, before they came to a connector on "
            f"{day(not_before)}. Check the day."
        )
    if max(made_on, now.on) > today:
        return f"{day(max(made_on, now.on))} is still to come. Check the day."
    return why_not(now, not_before=made_on)


def _why_not_attended(now: Progress) -> str:
    if now.outcome in ("attended", "settled") and now.first_time_on and now.first_time_on > now.on:
        return (
            f"The first time is to be on {day(now.first_time_on)}, after "
            f"{day(now.on)}. Change the day of the first time, or say Introduced until "
            "it has come."
        )
    return ""


def _why_not_settled(now: Progress) -> str:
    if now.outcome != "settled":
        return ""
    if now.first_time_on is None:
        return (
            "Settled means still going four weeks after the first time, and no first time is "
            "known. Say when it was, or choose Attended."
        )
    from_day = settled_from(now.first_time_on)
    if now.on < from_day:
        return (
            "Settled means still going four weeks after the first time, without us. The first "
            f"time was on {day(now.first_time_on)}, so it can be said from "
            f"{day(from_day)}. Until then choose Attended."
        )
    return ""
