"""What is known of a worker's people on a day, read once for all parts of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.casework.followup import queries as after
from alongside.casework.followup.queries import Due
from alongside.casework.schemes.models import Worker
from alongside.casework.support import queries as support
from alongside.casework.support.queries.episodes import Row


@dataclass(frozen=True)
class Known:
    """Who is in support, and the calls to come after goodbyes."""

    rows: list[Row]
    coming: list[Due]


def known(worker: Worker, today: date) -> Known:
    """Their own people, and those they cover."""
    return Known(support.my_episodes(worker, today), after.seen(worker, today, mine=True))
