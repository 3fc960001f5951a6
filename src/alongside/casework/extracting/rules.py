"""What an extract may be asked for. Pure: refusals are sentences for who asks."""

from __future__ import annotations

from datetime import date

from alongside.casework.schemes.words import day


def why_not_ask(
    *,
    schemes: int,
    evaluates_all: bool,
    for_whom: str,
    from_on: date | None,
    to_on: date | None,
    today: date,
) -> str:
    """Why it is not made; empty when it is."""
    if not schemes:
        return "Choose at least one scheme."
    if not evaluates_all:
        return "You are not an evaluator of every scheme that you chose. Choose those that you are."
    if not for_whom.strip():
        return "Say who will get it, and what for. It stands in the register."
    return why_not_period(from_on, to_on, today)


def why_not_period(from_on: date | None, to_on: date | None, today: date) -> str:
    """Why nothing can lie between these days."""
    if from_on is not None and from_on > today:
        return f"{day(from_on)} is still to come. Choose an earlier first day, or leave it empty."
    if from_on is not None and to_on is not None and to_on < from_on:
        return f"{day(to_on)} is before {day(from_on)}. Choose a last day after the first."
    return ""
