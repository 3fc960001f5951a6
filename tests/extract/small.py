"""The smallest packages that a test needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from alongside import extract

SCHEME = ("k7q2", "Fenny “Lane”, by the river", "england", None)
REFERRAL = ("r1", "p1", "k7q2", date(2026, 1, 2), "nhs", "accepted", date(2026, 1, 3), None, None)
EPISODE = (
    *("e1", "p1", "k7q2", "r1", date(2026, 1, 4), date(2026, 3, 27), "completed"),
    *(74, "female", "white", True, "medium", False),
)
CONTACTS = [
    ("c1", "e1", date(2026, 1, 4), "face_to_face", 60, "connector", True),
    ("c2", "e1", date(2026, 1, 9), "telephone", 0, "volunteer", False),
]
COSTS = [
    (None, date(2026, 1, 1), "running", Decimal("1200.50")),
    ("k7q2", date(2026, 1, 1), "set_up", 0),
]


def tables(**others: Any) -> Iterator[tuple[str, Any]]:
    """Schemes, referrals, episodes, contacts and costs; any can be said otherwise, or be more."""
    rows = {
        "schemes": [SCHEME],
        "referrals": [REFERRAL],
        "episodes": [EPISODE],
        "contacts": CONTACTS,
        "costs": COSTS,
    } | others
    yield from rows.items()


def written(folder: Path, kind: str = "csv", **others: Any) -> Path:
    """A package in a folder."""
    extract.write(folder, tables(**others), kind=extract.Format(kind))
    return folder


def sentences(folder: Path) -> list[str]:
    """What is wrong with a package."""
    return [str(fault) for fault in extract.check(folder).faults]
