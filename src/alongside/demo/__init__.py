"""A made-up programme and its people, from a seed. It writes through the rooms' actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .summary import DemoSummary, SignIn

__all__ = ["DemoSummary", "SignIn", "load"]


def load(*, seed: int, today: date, progress: Callable[[str, int, int], None]) -> DemoSummary:
    """Write the demonstration into the empty database, around today's date."""
    progress("Nothing made up yet", 1, 1)
    return DemoSummary(people=0, sign_ins=())
