"""Who may slip back after the goodbye, and when somebody is to be reached. Pure.

Refusals are sentences for the worker; an empty one means that nothing stands against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.casework.schemes.words import day, listed

ONLY_JUST_NOT_LONELY = 5  # UCLA-3 counts as lonely from 6
FINISHED = ("talked", "declined", "cannot_reach")
TRY_AGAIN = ("no_answer", "later")


class Slip(StrEnum):
    """A reason to think that somebody may slip back. See docs/methods/may-slip.md."""

    ONLY_JUST = "only_just"
    NOT_ALONE = "not_alone"
    HEALTH = "health"
    NOT_SETTLED = "not_settled"

    @property
    def words(self) -> str:
        """What the worker reads beside the name."""
        return SLIP_WORDS[self]


SLIP_WORDS = {
    Slip.ONLY_JUST: "Not lonely, but only just",
    Slip.NOT_ALONE: "Cannot get there alone yet",
    Slip.HEALTH: "Health is getting harder",
    Slip.NOT_SETTLED: "Not settled with anybody yet",
}


def may_slip(
    *, loneliness_at_end: float | None, gets_there_alone: str, health: str, settled_with: int
) -> list[Slip]:
    """The rules that hold for one person at the goodbye, always in the same order.

    `loneliness_at_end`: UCLA-3, 3 to 9, None where there is no score. What was not asked ("") and
    what has no score makes no rule hold.
    """
    held = {
        Slip.ONLY_JUST: loneliness_at_end == ONLY_JUST_NOT_LONELY,
        Slip.NOT_ALONE: gets_there_alone == "no",
        Slip.HEALTH: health == "worse",
        Slip.NOT_SETTLED: settled_with == 0,
    }
    return [slip for slip, holds in held.items() if holds]


def in_words(codes: Sequence[str]) -> str:
    """The kept codes in one sentence for the list; empty where none held."""
    words = [Slip(code).words for code in codes]
    return "; ".join([*words[:1], *[each.lower() for each in words[1:]]])


@dataclass(frozen=True)
class Try:
    """One attempt, as far as the next day depends on it."""

    on: date
    outcome: str
    try_again_on: date | None = None


def next_on(agreed_on: date | None, tries: Sequence[Try]) -> date | None:
    """The day on which somebody is to be reached next; None where nothing is to be done.

    `tries` are those of this kind, earliest first.
    """
    if agreed_on is None or any(each.outcome in FINISHED for each in tries):
        return None
    if not tries:
        return agreed_on
    return tries[-1].try_again_on or tries[-1].on + timedelta(days=1)


def again_on(on: date, tries_before: int, reminder_days: Sequence[int]) -> date:
    """When to try again by the scheme's reminder days: after the nth try, its nth gap."""
    gaps = list(reminder_days) or [7]
    return on + timedelta(days=gaps[min(tries_before, len(gaps) - 1)])


def reminder_words(tries: int, reminder_days: Sequence[int]) -> str:
    """How often was tried, and what this scheme usually does."""
    usual = len(reminder_days) + 1
    tried = {0: "Not tried yet.", 1: "Tried once.", 2: "Tried twice."}.get(
        tries, f"Tried {tries} times."
    )
    if tries >= usual:
        return f"{tried} Your scheme usually stops after {usual}."
    if tries == 0 or not reminder_days:
        return tried
    gaps = listed([str(gap) for gap in reminder_days])
    return f"{tried} Your scheme tries again after {gaps} days."


@dataclass(frozen=True)
class Attempted:
    """What is to be kept of one try, as far as rules look at it."""

    kind_words: str  # "check-in", "follow-up"
    on: date
    outcome: str
    going: str = ""
    try_again_on: date | None = None
    wants_support: bool = False


@dataclass(frozen=True)
class After:
    """How things stand for one person after the goodbye, for one kind of call."""

    ended_on: date | None
    agreed_on: date | None
    said_no: bool = False  # withdrawn since
    died: bool = False
    finished_on: date | None = None
    supported_again: bool = False


def why_not_try(now: Attempted, after: After) -> str:
    """Why this try cannot be kept; empty when it can."""
    return _why_not_reach(now, after) or _why_not_like_that(now, after)


def _why_not_reach(now: Attempted, after: After) -> str:
    if after.ended_on is None:
        return (
            f"Support is still going on, and a {now.kind_words} comes after the goodbye. "
            "Record a contact instead."
        )
    if after.died:
        return "They have died, so nobody is to be reached."
    if after.agreed_on is None or after.said_no:
        return (
            f"They have not agreed to a {now.kind_words}, or have changed their mind. "
            "If they have agreed now, record that first, under Consents."
        )
    if after.finished_on is not None:
        return (
            f"The {now.kind_words} was finished on {day(after.finished_on)}. "
            "Nothing more is to be done for it."
        )
    if now.on < after.ended_on:
        return (
            f"{day(now.on)} is before the goodbye on {day(after.ended_on)}. "
            "Choose that day or a later one."
        )
    return ""


def _why_not_like_that(now: Attempted, after: After) -> str:
    if now.outcome != "talked" and (now.going or now.wants_support):
        return (
            "How it is going, and whether they would like support again, can be known only when "
            "you talked. Say that you did, or leave these out."
        )
    if now.try_again_on and now.outcome not in TRY_AGAIN:
        return (
            "A day to try again is given, and this try was the last one. "
            "Take the day out, or choose what came of it again."
        )
    if now.try_again_on and now.try_again_on <= now.on:
        return (
            f"It was to be tried again on {day(now.try_again_on)}, and that is not after "
            f"{day(now.on)}. Choose a later day."
        )
    if now.wants_support and after.supported_again:
        return (
            "They are being supported again already. Untick that they would like support, "
            "and tell their connector what they said."
        )
    return ""
