"""My people: the table with its filters and orders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from alongside.casework.followup.queries import Due
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker
from alongside.casework.support import queries as support
from alongside.casework.support.models import Episode
from alongside.casework.support.queries.episodes import Row
from alongside.casework.support.rules import EpisodeState

from .. import words
from .known import Known
from .task import first_call_on

FIRST_WEEKS = 3
SHOWN = 11
AHEAD = timedelta(days=28)  # calls after the goodbye show from four weeks before their day
FILTERS = {
    "all": "All",
    "first": "First weeks",
    "last": "Last weeks",
    "quiet": "Gone quiet",
    "after": "Follow-up",
}
ORDERS = {"name": "Person", "support": "Support", "last": "Last contact", "next": "Next step"}
ORDER_WORDS = {
    "name": "A to Z",
    "support": "newest first",
    "last": "longest ago first",
    "next": "soonest first",
}


@dataclass(frozen=True)
class Line:
    """One person of the table, in support or to be rung after the goodbye."""

    person_id: int
    name: str
    second: str  # area, and whom one covers for
    clock: str
    parts: frozenset[str]  # the filters that it belongs to, without "all"
    tags: tuple[str, ...] = ()
    week: int = 0
    usual: int = 0  # 0: no squares
    until: int = 0
    since: str = ""  # instead of squares: "13 weeks ago"
    last_on: date | None = None
    last_words: str = ""
    next_on: date | None = None
    next_at: datetime | None = None
    next_words: str = ""
    order: int = 0  # weeks of support, for sorting

    def next_day(self, today: date) -> str:
        """*Today, 2pm*, *Thu 26 Nov*, *Yesterday, late*."""
        if self.next_on is None:
            return ""
        day = words.table_day(self.next_on, today)
        if self.is_late(today):
            return f"{day}, late"
        near = self.next_at is not None and (self.next_on - today).days < 7
        return f"{day}, {words.time_words(self.next_at)}" if near and self.next_at else day

    def is_late(self, today: date) -> bool:
        return self.next_on is not None and self.next_on < today


@dataclass(frozen=True)
class Everybody:
    """The lines that are shown, and what else there is."""

    lines: list[Line]
    counts: dict[str, int]
    hidden: int


def my_people(known: Known, today: date, show: str, by: str, *, whole: bool) -> Everybody:
    """Everybody of one worker, in one filter and order."""
    quiet = quiet_days(known.rows)
    lines = [_supported(row, is_quiet(row, quiet, today)) for row in known.rows]
    coming = _once(known.coming)
    lines += [_ended(due, today) for due in coming if due.due_on <= today + AHEAD]
    counts = {name: len(_in(lines, name)) for name in FILTERS}
    chosen = sorted(_in(lines, show), key=KEYS[by])
    shown = chosen if whole else chosen[:SHOWN]
    return Everybody(shown, counts, len(chosen) - len(shown))


def _in(lines: list[Line], part: str) -> list[Line]:
    return [line for line in lines if part == "all" or part in line.parts]


def _once(coming: list[Due]) -> list[Due]:
    """The first call that is due for each person."""
    return list({due.person.pk: due for due in reversed(coming)}.values())


def _supported(row: Row, quiet: bool) -> Line:
    parts = {
        "first": (row.week or 0) <= FIRST_WEEKS,
        "last": row.state in (EpisodeState.LAST_WEEKS, EpisodeState.OVER_TIME),
        "quiet": quiet,
    }
    line = Line(
        person_id=row.person_id,
        name=row.called_fully,
        second=", ".join(filter(None, [row.area, _covered(row)])),
        clock="Has died" if row.died else row.clock,
        parts=frozenset(name for name, holds in parts.items() if holds and not row.died),
        tags=row.tags,
        week=row.week or 0,
        usual=0 if row.died else min(row.weeks, row.usual_weeks),
        until=row.weeks,
        last_on=row.last.on if row.last else None,
        last_words=row.last.words if row.last else "",
        order=row.week or 0,
    )
    return _with_next(line, row)


def _with_next(line: Line, row: Row) -> Line:
    """With what is next: as agreed, or the first call."""
    if row.next is not None:
        said = words.next_words(row.next.words)
        return _with(line, row.next.on, said, row.next.at)
    if row.state is EpisodeState.NOT_STARTED and not row.died:
        return _with(line, first_call_on(row.allocated_on), "First call")
    return line


def _with(line: Line, on: date, said: str, at: datetime | None = None) -> Line:
    return replace(line, next_on=on, next_words=said, next_at=at)


def _covered(row: Row) -> str:
    return f"you cover for {row.connector}" if row.covered else ""


def _ended(due: Due, today: date) -> Line:
    person, ended_on = due.person, due.episode.ended_on or today
    weeks = (today - ended_on).days // 7
    return Line(
        person_id=person.pk,
        name=person.called_fully,
        second=person.area.name if person.area else "",
        clock=f"Ended {ended_on.day} {ended_on:%b}",
        parts=frozenset({"after"}),
        tags=(due.kind.label,),
        since=f"{words.upper_first(words.count(weeks, 'week'))} ago" if weeks else "This week",
        last_on=due.attempts[-1].on if due.attempts else ended_on,
        last_words=due.attempts[-1].get_outcome_display() if due.attempts else "Goodbye",
        next_on=due.due_on,
        next_words=f"{due.kind.label} call",
        order=1000,
    )


KEYS: dict[str, Callable[[Line], Any]] = {
    "name": lambda line: line.name.casefold(),
    "support": lambda line: (line.order, line.name),
    "last": lambda line: (line.last_on or date.min, line.name),
    "next": lambda line: (
        line.next_on or date.max,
        line.next_at.timestamp() if line.next_at else float("inf"),
        line.name,
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
    return sorted(rows, key=lambda row: row.called_fully.casefold())
