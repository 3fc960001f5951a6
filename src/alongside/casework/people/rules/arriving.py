"""Somebody as another system knew them, and why they cannot be added like that. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .points import PointIn
from .record import fault, future_fault, tidy, why_not_added, why_not_died


@dataclass(frozen=True)
class Arrival:
    """Somebody who moves in from another system. `fields` are those of the model."""

    fields: dict[str, Any]
    points: list[PointIn] = field(default_factory=list)
    important: dict[str, Any] | None = None  # whom to ring in an emergency
    risks: list[tuple[str, str]] | None = None  # what, detail; none in it: asked, none known
    transitions: list[str] | None = None  # those that are so; None: not asked
    added_on: date | None = None
    died_on: date | None = None


def why_not_bring_in(arrival: Arrival, today: date) -> str:
    """Why somebody cannot be added like this. Who has died need not be reached any more."""
    fields = tidy(arrival.fields, today)
    ways = len(arrival.points) + (1 if arrival.died_on else 0)
    reason = why_not_added(
        fields.get("preferred_name", ""), ways, fields.get("address", "")
    ) or fault(fields, arrival.points, today)
    if arrival.added_on is not None and not reason:
        reason = future_fault(arrival.added_on, today, "the day they came to the service")
    if arrival.died_on is not None and not reason:
        reason = why_not_died(None, fields.get("date_of_birth"), arrival.died_on, today)
    return reason
