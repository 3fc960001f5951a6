"""When a fare may be kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from alongside.casework.schemes.words import day

from ..models import Episode

MOST = Decimal(500)


def why_not_help_with_fare(
    episode: Episode, *, on: date, amount: Decimal, what_for: str, today: date
) -> str:
    """Why this fare cannot be kept; "" when it can."""
    if on > today:
        return f"{day(on)} has not come yet. Enter the fare when it is paid."
    if on < episode.allocated_on:
        return f"{day(on)} is before they came to us, on {day(episode.allocated_on)}. Look again."
    if amount <= 0:
        return "Enter what the fare cost, in pounds and pence, such as 4.60."
    if amount > MOST:
        return f"A fare of more than {MOST} pounds is not likely. Look at the amount again."
    if not what_for:
        return "Say in a few words where to, such as “bus to the choir”."
    return ""
