"""Days and lists as people say them, for refusals and pages of every room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def day(on: date) -> str:
    """A day in full, "2 March 2026"."""
    return f"{on.day} {on:%B %Y}"


def listed(words: Sequence[str]) -> str:
    """Words in a row, "Ruth, Owen and Dilys"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
