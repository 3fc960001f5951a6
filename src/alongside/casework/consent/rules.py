"""What an answer about consent must say. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from alongside.casework.schemes.words import day

from .models import HowGiven, Purpose, SaidBy


def why_not_record(
    purpose: str,
    agreed: bool,
    how: str,
    on: date,
    lapses_on: date | None,
    note: str,
    today: date,
) -> str:
    """A sentence for the worker, or nothing where the answer can be recorded."""
    if purpose not in Purpose.values or how not in HowGiven.values:
        return "Choose what was asked, and how they answered, from the lists."
    if on > today:
        return f"{day(on)} is still to come. Enter the day on which they said so."
    return why_not_until(agreed, on, lapses_on) or why_not_for_them(purpose, how, note)


def why_not_until(agreed: bool, on: date, lapses_on: date | None) -> str:
    """A yes may be for a time; the time comes after it."""
    if lapses_on is None:
        return ""
    if not agreed:
        return "A no does not lapse. Leave the day on which it lapses empty."
    if lapses_on < on:
        return "It would lapse before it was given. Enter a later day, or leave it empty."
    return ""


def why_not_for_them(purpose: str, how: str, note: str) -> str:
    """What somebody else may decide in a person's best interests, and what must be said of it."""
    if how != HowGiven.BEST_INTERESTS:
        return ""
    if purpose == Purpose.STORY:
        return "Nobody can agree for them that their story is told. Leave it, or ask them."
    if not note.strip():
        return "Say who made the best-interests decision, and when."
    return ""


def why_nothing(answers: Sequence[bool]) -> str:
    """At least one answer is needed."""
    return "" if answers else "Nothing was answered. Choose yes or no for what you asked."


def why_not_about_research(
    opted_out: bool,
    said_by: str,
    on: date,
    today: date,
    *,
    stays_out: bool,
    last_on: date | None = None,
) -> str:
    """Anybody may say no for somebody; only they, or who decides for them, can take it back."""
    if said_by not in SaidBy.values:
        return "Choose who said so."
    if on > today:
        return f"{day(on)} is still to come. Enter the day on which they said so."
    if last_on is not None and on < last_on:
        return f"There is an answer of {day(last_on)}. Enter that day or a later one."
    if opted_out is stays_out:
        now = "is left out already" if stays_out else "is counted already"
        return f"Nothing changes: the record {now}."
    if not opted_out and said_by == SaidBy.FAMILY:
        return "Only they, or somebody who may decide for them, can take it back. Ask them."
    return ""
