"""The cards of the team's page: whom to look at, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from alongside.casework.schemes.words import day_month
from alongside.casework.support.queries.episodes import Row

from .. import words
from .task import first_call_on
from .team import Team


@dataclass(frozen=True)
class TeamLine:
    """One person of a card."""

    words: str
    href: str
    below: str
    connector: str = ""
    tag: str = ""  # instead of the connector, at the right
    state: str = ""


@dataclass(frozen=True)
class TeamPart:
    """One card."""

    id: str
    title: str
    nobody: str  # what it says when it is empty
    lines: list[TeamLine]
    intro: str = ""
    action: tuple[str, str] | None = None  # words and address of the link at the right


def parts(team: Team, day: date) -> list[TeamPart]:
    """All cards, the most pressing first."""
    return [*_now(team, day), *_soon(team, day)]


def _now(team: Team, day: date) -> list[TeamPart]:
    """Whom somebody has to ring or to agree something with."""
    days = words.count(team.scheme.quiet_days, "day")
    return [
        TeamPart(
            "quiet",
            "Gone quiet",
            "Everybody has heard from us.",
            [_person(row, _since_last(row, day)) for row in team.quiet],
            intro=f"Nobody has been in touch for more than {days}.",
        ),
        TeamPart(
            "first",
            "Not rung yet",
            "Everybody has had a first call.",
            [_person(row, _came(row, day)) for row in team.not_started],
        ),
        TeamPart(
            "over",
            "Over time",
            "Nobody is over the agreed weeks.",
            [_person(row, f"{row.clock}. {_about(row)}") for row in team.over],
        ),
    ]


def _soon(team: Team, day: date) -> list[TeamPart]:
    """What comes up: goodbyes, calls after them, questions, and records to read."""
    return [
        TeamPart(
            "ends",
            "Goodbyes in the next three weeks",
            "None in the next three weeks.",
            [_person(row, f"{row.clock}. {_about(row)}") for row in team.ends],
        ),
        TeamPart(
            "after",
            "To ring after the goodbye",
            "Nobody is due.",
            list(_after(team, day)),
            action=("All follow-ups", reverse("followup:list")),
        ),
        TeamPart(
            "missing",
            "Not asked the questions for the start",
            "Everybody has been asked, or has said not now.",
            list(_missing(team)),
        ),
        TeamPart(
            "read",
            "Records to read this month",
            "None this month.",
            list(_to_read(team)),
            intro=f"A share of {team.scheme.supervision_share}%, drawn by lot. Read one, "
            "write a note, and the connector answers.",
        ),
    ]


def _person(row: Row, below: str) -> TeamLine:
    page = reverse("pages:person", args=[row.person_id])
    return TeamLine(row.called_fully, page, below, row.connector)


def _since_last(row: Row, day: date) -> str:
    if row.last is None:
        started = row.started_on or row.allocated_on
        return f"Nobody since the start, {(day - started).days} days ago"
    said = words.lower_first(row.last.words)
    return f"{(day - row.last.on).days} days ago: {said}"


def _came(row: Row, day: date) -> str:
    came = f"Came {words.on_day(row.allocated_on, day)}"
    late = (day - first_call_on(row.allocated_on)).days
    return f"{came}. {words.upper_first(words.count(late, 'day'))} late" if late > 0 else came


def _about(row: Row) -> str:
    return f"About {day_month(row.ends_about)}" if row.ends_about else ""


def _after(team: Team, day: date) -> Iterator[TeamLine]:
    for due in team.after:
        late = (day - due.due_on).days
        when = f"{words.count(late, 'day')} late" if late > 0 else "today"
        yield TeamLine(
            due.person.called_fully,
            reverse("followup:attempt", args=[due.episode.pk, due.kind]),
            f"{due.kind.label} call, {when}",
            due.episode.connector.called,
        )


def _missing(team: Team) -> Iterator[TeamLine]:
    for one in team.missing:
        since = one.due[0].since
        yield TeamLine(
            one.episode.person.called_fully,
            reverse("measures:choose", args=[one.episode.person_id]),
            f"Since {day_month(since)}",
            one.episode.connector.called,
        )


def _to_read(team: Team) -> Iterator[TeamLine]:
    for one in team.reading:
        page = "pages:person" if one.read else "support:read"
        name, state = ("To read", "")
        if one.read:
            name, state = (
                ("Answered", "done") if one.read.answer else ("Waits for an answer", "soon")
            )
        yield TeamLine(
            one.episode.person.called_fully,
            reverse(page, args=[one.episode.person_id]),
            f"With {one.episode.connector.name}",
            tag=name,
            state=state,
        )
