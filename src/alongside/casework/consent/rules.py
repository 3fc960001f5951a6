"""What an answer about consent must say. Pure."""

from __future__ import annotations

from datetime import date


def why_not_record(
    agreed: bool, how: str, on: date, lapses_on: date | None, note: str, today: date
) -> str:
    """A sentence for the worker, or nothing where the answer can be recorded."""
    if on > today:
        return f"{on:%-d %B %Y} is still to come. Enter the day on which they said so."
    if lapses_on is not None and not agreed:
        return "A no does not lapse. Leave the day on which it lapses empty."
    if lapses_on is not None and lapses_on < on:
        return "It would lapse before it was given. Enter a later day, or leave it empty."
    if how == "best_interests" and not note.strip():
        return "Say who made the best-interests decision, and when."
    return ""
