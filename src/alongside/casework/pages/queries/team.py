"""What a coordinator and a safeguarding lead have to see: alarms, and the team in short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from alongside.casework.followup import queries as after
from alongside.casework.followup.queries import Due
from alongside.casework.measures import queries as measures
from alongside.casework.measures.queries import StartMissing
from alongside.casework.people import queries as people
from alongside.casework.people.models import Glass
from alongside.casework.referrals import queries as referrals
from alongside.casework.safeguarding import queries as safeguarding
from alongside.casework.safeguarding.models import Concern
from alongside.casework.schemes import queries as schemes
from alongside.casework.schemes.models import Cover, Role, Scheme, Worker
from alongside.casework.schemes.words import day_month
from alongside.casework.support import queries as support
from alongside.casework.support.models import Episode, Visit
from alongside.casework.support.queries import ToRead, caseloads, diary
from alongside.casework.support.queries.caseloads import Caseload
from alongside.casework.support.queries.episodes import Row
from alongside.casework.support.rules import EpisodeState

from .. import words
from . import groups
from .mine import is_quiet, quiet_days
from .task import Task, first_call_on

ENDS_SOON = timedelta(weeks=3)


@dataclass(frozen=True)
class Alarms:
    """What cannot wait, at the very top."""

    visits: list[Visit]  # not out in time
    overdue: list[safeguarding.Overdue]
    to_acknowledge: list[Concern]
    to_look_at_again: list[Concern]
    glass: list[Glass]  # broken, and no coordinator has looked into it


def alarms(worker: Worker, now: datetime) -> Alarms:
    """Visits that nobody came out of in time, concerns that nobody has read, broken glass."""
    return Alarms(
        visits=diary.overdue_visits(worker, now),
        overdue=safeguarding.overdue(worker, now),
        to_acknowledge=safeguarding.to_acknowledge(worker),
        to_look_at_again=safeguarding.to_look_at_again(worker, now=now),
        glass=list(people.broken_glass(worker)),
    )


@dataclass(frozen=True)
class Team:
    """One scheme's team on a day."""

    scheme: Scheme
    rows: list[Row]  # everybody in support who is alive
    loads: list[Caseload]
    covers: list[Cover]
    quiet: list[Row]  # longest first
    over: list[Row]
    ends: list[Row]  # soonest first
    not_started: list[Row]
    after: list[Due]
    missing: list[StartMissing]
    reading: list[ToRead]

    @property
    def lead(self) -> str:
        """*39 people walk with four connectors. Seven have gone quiet.*"""
        people = words.upper_first(words.count(len(self.rows), "person", "people"))
        walk = "walks" if len(self.rows) == 1 else "walk"
        said = f"{people} {walk} with {words.count(len(self.loads), 'connector')}."
        if not self.quiet:
            return f"{said} Nobody has gone quiet."
        has = "has" if len(self.quiet) == 1 else "have"
        return f"{said} {words.upper_first(words.number(len(self.quiet)))} {has} gone quiet."


def team(scheme: Scheme, day: date) -> Team:
    """Everything on the team's page; a fixed number of queries for a scheme."""
    found = support.rows(Episode.objects.open().filter(scheme=scheme), day)
    rows = [row for row in found if not row.died]
    quiet = quiet_days(rows)
    return Team(
        scheme=scheme,
        rows=rows,
        loads=caseloads.team(scheme, day),
        covers=list(schemes.covers(scheme, day)),
        quiet=sorted((row for row in rows if is_quiet(row, quiet, day)), key=_last),
        over=[row for row in rows if row.state is EpisodeState.OVER_TIME],
        ends=sorted((row for row in rows if _ends(row, day)), key=_end),
        not_started=sorted(
            (row for row in rows if row.state is EpisodeState.NOT_STARTED),
            key=lambda row: row.allocated_on,
        ),
        after=after.due_in(scheme, day),
        missing=measures.start_missing(scheme, day),
        reading=support.to_read(scheme, day),
    )


def _last(row: Row) -> date:
    return row.last.on if row.last else row.started_on or row.allocated_on


def _end(row: Row) -> date:
    return row.ends_about or date.max


def _ends(row: Row, day: date) -> bool:
    return row.ends_about is not None and day <= row.ends_about <= day + ENDS_SOON


@dataclass(frozen=True)
class Part:
    """A heading of a coordinator's first page, and its lines."""

    kind: str
    title: str
    tasks: list[Task]


def in_short(worker: Worker, day: date) -> list[Part]:
    """A coordinator's first page: the inbox, and of each team what is not nothing."""
    parts = [Part("inbox", "Inbox", list(_inbox(worker, day)))]
    parts.append(Part("looks", "Records", list(_looks(worker, day))))
    if not worker.has_role(Role.CONNECTOR):  # it stands among what they have to do, otherwise
        week = day + timedelta(days=7)
        due = [task for task in groups.tasks(worker, day) if task.due <= week]
        parts.append(Part("groups", "Groups", due))
    led = list(Scheme.objects.filter(pk__in=worker.scheme_ids(Role.COORDINATOR)).order_by("name"))
    for scheme in led:
        title = scheme.name if len(led) > 1 else "Team"
        parts.append(Part(f"team-{scheme.pk}", title, list(_of(team(scheme, day), day))))
    return [part for part in parts if part.tasks]


def _inbox(worker: Worker, day: date) -> Iterator[Task]:
    waiting = referrals.to_decide(worker, on=day)
    if not waiting:
        return
    late = sum(one.wait.state == "late" for one in waiting)
    has = "has" if late == 1 else "have"
    over = f"{words.upper_first(words.number(late))} {has} waited longer than we promise."
    yield Task(
        due=day,
        words=f"{_people(len(waiting))} {_be(len(waiting))} waiting for an answer",
        href=reverse("support:inbox"),
        hint=over if late else "All within the days that we promise.",
        status=f"{late} late" if late else "",
        state="late" if late else "",
    )


def _looks(worker: Worker, day: date) -> Iterator[Task]:
    """Who looked at a relative, a neighbour, or somebody of another scheme."""
    found = people.standing_out(worker, timezone.now())
    if found:
        n, first = len(found), found[0]
        yield Task(
            due=day,
            words=f"{words.upper_first(words.count(n, 'look'))} at records {_stand(n)} out",
            href=reverse("people:standing_out"),
            hint=f"{first.worker.name}, {first.person.called_fully}: {first.why.label.lower()}",
        )


def _stand(n: int) -> str:
    return "stands" if n == 1 else "stand"


def _of(found: Team, day: date) -> Iterator[Task]:
    page = f"{reverse('pages:team')}?scheme={found.scheme.pk}"
    for many, said, place, hint in _lines(found, day):
        if many:
            yield Task(due=day, words=said, href=f"{page}#{place}", hint=hint)


def _lines(found: Team, day: date) -> Iterator[tuple[int, str, str, str]]:
    """How many, in words, where on the team's page, and the first of them."""
    n = len(found.quiet)
    longest = f"{_first(found.quiet)}, for {(day - _last(found.quiet[0])).days} days" if n else ""
    yield n, f"{_people(n)} {_have(n)} gone quiet", "quiet", longest
    late = [row for row in found.not_started if first_call_on(row.allocated_on) < day]
    n = len(late)
    yield n, f"{_people(n)} {_have(n)} not had a first call in time", "first", _first(late)
    n = len(found.over)
    yield n, f"{_people(n)} {_be(n)} over the agreed weeks", "over", _first(found.over)
    n, about = len(found.ends), found.ends[0].ends_about if found.ends else None
    soonest = f"{_first(found.ends)}, about {day_month(about)}" if about else ""
    yield n, f"{words.upper_first(words.count(n, 'goodbye'))} in three weeks", "ends", soonest
    n = len(found.after)
    rung = f"{found.after[0].person.called_fully}, by {_called(found.after[0])}" if n else ""
    yield n, f"{_people(n)} to ring after the goodbye", "after", rung
    n = len(found.missing)
    asked = f"{_people(n)} {_have(n)} not been asked the questions for the start"
    yield n, asked, "missing", "Without them nobody can say later what has changed."
    n = sum(one.read is None for one in found.reading)
    share = f"A share of {found.scheme.supervision_share}%, drawn by lot."
    yield n, f"{words.upper_first(words.count(n, 'record'))} to read this month", "read", share


def _people(n: int) -> str:
    return words.upper_first(words.count(n, "person", "people"))


def _be(n: int) -> str:
    return "is" if n == 1 else "are"


def _have(n: int) -> str:
    return "has" if n == 1 else "have"


def _first(rows: list[Row]) -> str:
    return f"{rows[0].called_fully}, with {rows[0].connector}" if rows else ""


def _called(due: Due) -> str:
    return due.episode.connector.called
