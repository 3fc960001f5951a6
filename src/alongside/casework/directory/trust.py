"""How sure we are of an entry: when it has to be checked, and how fresh it is. Rules alone.

A weekly group changes with its leader; an institution has its hours on a board. So what is run by
volunteers is asked about every three months, a council's or a hospital's once a year, the rest
twice. An entry may have an interval of its own instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from alongside.casework.schemes.words import day as in_words

from .models import UNCONFIRMED_HIDES, Activity, Frequency, Kind, Result, Sort, Status

WEEKLY_GROUP, OTHERS, INSTITUTION = 91, 182, 365  # days from one check to the next
INSTITUTIONS = {Kind.LOCAL_AUTHORITY, Kind.NHS}
TRY_AGAIN = timedelta(days=14)  # after nobody answered
TRY_AGAIN_HIDDEN = timedelta(days=91)  # what is hidden by then is asked about now and again
SHORTEST, LONGEST = 7, 1100  # days that an entry's own interval may have


class Freshness(StrEnum):
    """How far what an entry says can be relied on."""

    FRESH = "fresh"
    DUE = "due"
    DOUBTFUL = "doubtful"

    @property
    def words(self) -> str:
        return {"fresh": "Fresh", "due": "To be checked", "doubtful": "Doubtful"}[self.value]

    @property
    def state(self) -> str:
        """Of the tag that shows it."""
        return {"fresh": "done", "due": "soon", "doubtful": "late"}[self.value]


class Checked(Protocol):
    """What freshness goes by: an entry, or a row of the database with the same names."""

    @property
    def checked_on(self) -> date | None: ...
    @property
    def due_on(self) -> date: ...
    @property
    def doubtful_since(self) -> date | None: ...
    @property
    def unconfirmed(self) -> int: ...


def check_every(activity: Activity) -> int:
    """Days from one check to the next: its own, or by what kind of thing it is."""
    if activity.check_every:
        return activity.check_every
    organisation = activity.organisation
    if organisation is not None and organisation.kind in INSTITUTIONS:
        return INSTITUTION
    weekly = any(time.freq == Frequency.WEEKLY for time in activity.times.all())
    return WEEKLY_GROUP if weekly and activity.sort == Sort.ACTIVITY else OTHERS


def freshness(activity: Checked, today: date) -> Freshness:
    """Fresh until its next check is due; doubtful when as long again has gone by, or at a doubt."""
    if activity.doubtful_since is not None or activity.unconfirmed >= UNCONFIRMED_HIDES:
        return Freshness.DOUBTFUL
    if activity.checked_on is not None:
        interval = max(activity.due_on - activity.checked_on, timedelta(days=SHORTEST))
        if activity.due_on + interval <= today:
            return Freshness.DOUBTFUL
    if activity.unconfirmed or activity.due_on <= today:
        return Freshness.DUE
    return Freshness.FRESH


@dataclass(frozen=True)
class Trust:
    """What an entry has after a check: the fields of the same names."""

    checked_on: date | None
    due_on: date
    doubtful_since: date | None
    unconfirmed: int
    status: str


def after(activity: Activity, result: str, on: date) -> Trust:
    """What a check makes of an entry.

    Nobody answered: it was not checked, and is asked about again soon; twice, and it is hidden.
    Closed: it was checked, and is no longer suggested. Anything else starts its interval again.
    """
    if result == Result.NOBODY:
        tries = activity.unconfirmed + 1
        hidden = tries >= UNCONFIRMED_HIDES
        return Trust(
            checked_on=activity.checked_on,
            due_on=on + (TRY_AGAIN_HIDDEN if hidden else TRY_AGAIN),
            doubtful_since=activity.doubtful_since or (on if hidden else None),
            unconfirmed=tries,
            status=activity.status,
        )
    status = Status.DEFUNCT if result == Result.CLOSED else Status.ACTIVE
    days = INSTITUTION if result == Result.CLOSED else check_every(activity)
    return Trust(
        checked_on=on,
        due_on=on + timedelta(days=days),
        doubtful_since=None,
        unconfirmed=0,
        status=status,
    )


def why_not_check(*, activity: Activity, on: date, today: date) -> str:
    """Why a check of this day cannot be written down."""
    if on > today:
        return f"{in_words(on)} is still to come. Say when it was checked."
    if activity.checked_on is not None and on < activity.checked_on:
        return (
            f"It was checked on {in_words(activity.checked_on)} already, after"
            f" {in_words(on)}. Choose that day or a later one."
        )
    return ""
