"""What a contact may say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..models import Episode, Mode, Who
from .days import named

A_DAY = 1440  # minutes


@dataclass(frozen=True)
class Said:
    """What is to be kept of one contact, as far as rules look at it."""

    occurred_on: date
    mode: str
    reached: bool
    minutes: int = 0
    went_along: bool = False
    who: str = Who.CONNECTOR
    volunteer_name: str = ""
    next_on: date | None = None


def why_not_record_contact(episode: Episode, said: Said, today: date | None = None) -> str:
    """Why this contact cannot be kept; empty when it can. Without `today` no day is too late."""
    return (
        _why_not_that_day(episode, said.occurred_on, today)
        or _why_not_that_way(said)
        or _why_not_those_minutes(said)
        or _why_not_next(said)
    )


def _why_not_that_day(episode: Episode, on: date, today: date | None) -> str:
    if today is not None and on > today:
        return (
            f"{named(on)} is still to come. Record a contact on the day itself or after it; "
            "what is planned goes in the diary."
        )
    if on < episode.allocated_on:
        return (
            f"{named(on)} is before the record came to a connector, "
            f"on {named(episode.allocated_on)}. Choose that day or a later one."
        )
    if episode.ended_on is not None and on > episode.ended_on:
        return (
            f"Support ended on {named(episode.ended_on)}, before {named(on)}. "
            "Choose that day or an earlier one; what came after goes under Follow-ups."
        )
    return ""


def _why_not_that_way(said: Said) -> str:
    if said.mode not in Mode.values:
        return "Say how you were in touch: choose one of the ways."
    if said.went_along and said.mode != Mode.FACE_TO_FACE:
        return "Out together is face to face. Choose Out together, or say that you did not go."
    if said.went_along and not said.reached:
        return "You were out together, so you reached them. Say yes, or choose another way."
    if said.who not in Who.values:
        return "Say who it was: a connector or a volunteer."
    if said.volunteer_name and said.who != Who.VOLUNTEER:
        return "A volunteer’s name is there, but who it was says a connector. Choose A volunteer."
    return ""


def _why_not_those_minutes(said: Said) -> str:
    if said.minutes and not said.reached:
        return (
            "Minutes are counted only when you reached the person. "
            "Say that you reached them, or leave the minutes out."
        )
    if not 0 <= said.minutes <= A_DAY:
        return f"{said.minutes} minutes do not fit in a day. Give a number from 0 to {A_DAY}."
    return ""


def _why_not_next(said: Said) -> str:
    if said.next_on is not None and said.next_on < said.occurred_on:
        return (
            f"What is next is on {named(said.next_on)}, before this contact on "
            f"{named(said.occurred_on)}. Choose that day or a later one."
        )
    return ""


def why_not_rehearse(episode: Episode, tried_on: date, today: date | None = None) -> str:
    """Why a rehearsal cannot be kept for that day; empty when it can."""
    return _why_not_that_day(episode, tried_on, today)
