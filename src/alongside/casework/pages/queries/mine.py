"""My people: the table with its filters and orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from alongside.casework.followup import queries as after
from alongside.casework.followup.queries import Due
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker
from alongside.casework.support import queries as support
from alongside.casework.support.models import Episode
from alongside.casework.support.queries.episodes import Row
from alongside.casework.support.rules import EpisodeState

FIRST_WEEKS = 3
SHOWN = 11
ORDERS = {"name": "Person", "support": "Support", "last": "Last contact", "next": "Next step"}
ORDER_WORDS = {
    "name": "A to Z",
    "support": "newest first",
    "last": "longest ago first",
    "next": "soonest first",
}


@dataclass(frozen=True)
class Everybody:
    """The rows that are shown, and what else there is."""

    rows: list[Row]
    after: list[Due]  # those whose support has ended and who are still to be rung
    counts: dict[str, int]
    hidden: int


def my_people(worker: Worker, today: date, show: str, by: str, *, whole: bool) -> Everybody:
    """Everybody of one worker, in one filter and order."""
    rows = support.my_episodes(worker, today)
    quiet = quiet_days(rows)
    coming = after.seen(worker, today, mine=True)
    until = today + timedelta(days=28)
    due = [each for each in coming if each.due_on <= until]
    parts: dict[str, list[Row]] = {
        "all": rows,
        "first": [row for row in rows if (row.week or 0) <= FIRST_WEEKS],
        "last": [row for row in rows if row.state in LAST],
        "quiet": [row for row in rows if is_quiet(row, quiet, today)],
    }
    counts = {name: len(some) for name, some in parts.items()} | {"after": len(due)}
    counts["all"] += len(due)
    chosen = sorted(parts.get(show, []), key=KEYS[by])
    with_after = due if show in ("all", "after") else []
    shown = len(chosen) if whole else SHOWN
    left = SHOWN if whole else max(0, SHOWN - len(chosen[:shown]))
    kept = with_after if whole or show == "after" else with_after[:left]
    hidden = len(chosen) + len(with_after) - len(chosen[:shown]) - len(kept)
    return Everybody(chosen[:shown], kept, counts, hidden)


LAST = (EpisodeState.LAST_WEEKS, EpisodeState.OVER_TIME)
KEYS: dict[str, Any] = {
    "name": lambda row: row.called_fully.casefold(),
    "support": lambda row: (row.week or 0, row.called_fully),
    "last": lambda row: (row.last.on if row.last else date.min, row.called_fully),
    "next": lambda row: (
        row.next.on if row.next else date.max,
        row.next.at.timestamp() if row.next and row.next.at else 0.0,
        row.called_fully,
    ),
}


def quiet_days(rows: list[Row]) -> dict[int, int]:
    """By scheme, after how many days without a contact somebody has gone quiet."""
    schemes = {row.scheme_id for row in rows}
    found = Person.objects.filter(scheme__in=schemes).values_list("scheme_id", "scheme__quiet_days")
    return dict(found.distinct())


def is_quiet(row: Row, quiet: dict[int, int], today: date) -> bool:
    """Started, alive, and nobody has been in touch for longer than the scheme allows."""
    last = row.last.on if row.last else row.started_on
    if last is None or row.died:
        return False
    return (today - last).days > quiet.get(row.scheme_id, 14)


def scheme_rows(worker: Worker, today: date) -> list[Row]:
    """Open episodes of everybody whose record this worker may open, A to Z."""
    rows = support.rows(Episode.objects.seen_by(worker).open(), today)
    return sorted(rows, key=KEYS["name"])
