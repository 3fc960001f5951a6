"""Entries that were merged: which one stands for them now."""

from __future__ import annotations

from collections.abc import Mapping

from .models import Activity, Standing


def activities() -> dict[int, int]:
    """For each activity that was merged away, the number of the one that stands for it."""
    merged = Activity.objects.filter(standing=Standing.MERGED)
    into = dict(merged.values_list("pk", "merged_into_id"))
    return {number: _end(number, into) for number in into}


def _end(number: int, into: Mapping[int, int | None]) -> int:
    """The last of a chain; a ring, which actions never make, is left where it was entered."""
    seen = {number}
    while (following := into.get(number)) is not None and following not in seen:
        seen.add(following)
        number = following
    return number
