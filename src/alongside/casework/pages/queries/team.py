"""What a coordinator and a safeguarding lead have to see: alarms, and the team in short."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from alongside.casework.followup import queries as after
from alongside.casework.measures import queries as measures
from alongside.casework.referrals import queries as referrals
from alongside.casework.safeguarding import queries as safeguarding
from alongside.casework.schemes import queries as schemes
from alongside.casework.schemes.models import Role, Scheme, Worker
from alongside.casework.support import queries as support
from alongside.casework.support.models import Episode, Visit
from alongside.casework.support.queries import caseloads, diary
from alongside.casework.support.queries.episodes import Row
from alongside.casework.support.rules import EpisodeState

from .mine import is_quiet, quiet_days

ENDS_SOON = timedelta(weeks=3)


@dataclass(frozen=True)
class Alarms:
    """What cannot wait, at the very top."""

    visits: list[Visit]  # not out in time
    overdue: list[safeguarding.Overdue]
    to_acknowledge: list[Any]
    to_look_at_again: list[Any]


def alarms(worker: Worker, now: datetime) -> Alarms:
    """Visits that nobody came out of in time, and concerns that nobody has acknowledged."""
    return Alarms(
        visits=diary.overdue_visits(worker, now),
        overdue=safeguarding.overdue(worker, now),
        to_acknowledge=safeguarding.to_acknowledge(worker),
        to_look_at_again=safeguarding.to_look_at_again(worker, now=now),
    )


@dataclass(frozen=True)
class Short:
    """One number for a coordinator's first page, with where it leads."""

    count: int
    words: str
    href: str
    hint: str = ""
    late: bool = False


def in_short(worker: Worker, day: date) -> list[Short]:
    """The inbox and each team's numbers, nothings left out."""
    waiting = referrals.to_decide(worker, on=day)
    over = sum(one.wait.days > one.referral.scheme.promise_working_days for one in waiting)
    hint = f"{over} longer than we promise." if over else "All within what we promise."
    lines = [Short(len(waiting), "waiting in the inbox", reverse("support:inbox"), hint, over > 0)]
    for scheme in Scheme.objects.filter(pk__in=worker.scheme_ids(Role.COORDINATOR)):
        lines += _of(scheme, day)
    return [line for line in lines if line.count]


def _of(scheme: Scheme, day: date) -> list[Short]:
    found = whole(scheme, day)
    to = f"{reverse('pages:team')}?scheme={scheme.pk}"
    return [
        Short(len(found["quiet"]), "gone quiet", f"{to}#quiet", scheme.name),
        Short(len(found["over"]), "over time", f"{to}#over", scheme.name),
        Short(len(found["ends"]), "goodbyes in the next three weeks", f"{to}#ends", scheme.name),
        Short(len(found["after"]), "to ring after their goodbye", f"{to}#after", scheme.name),
        Short(len(found["missing"]), "not asked the first questions", f"{to}#missing", scheme.name),
        Short(
            sum(one.read is None for one in found["to_read"]),
            "records to read this month",
            f"{to}#read",
            scheme.name,
        ),
    ]


def whole(scheme: Scheme, day: date) -> dict[str, Any]:
    """Everything on the team's page; a fixed number of queries for a scheme."""
    rows = support.rows(Episode.objects.open().filter(scheme=scheme), day)
    alive = [row for row in rows if not row.died]
    quiet = quiet_days(alive)
    return {
        "loads": caseloads.team(scheme, day),
        "quiet": sorted((row for row in alive if is_quiet(row, quiet, day)), key=_last),
        "over": [row for row in alive if row.state is EpisodeState.OVER_TIME],
        "ends": sorted((row for row in alive if _ends(row, day)), key=_end),
        "after": after.due_in(scheme, day),
        "missing": measures.start_missing(scheme, day),
        "to_read": support.to_read(scheme, day),
        "covers": list(schemes.covers(scheme, day)),
        "not_started": [row for row in alive if row.state is EpisodeState.NOT_STARTED],
    }


def _last(row: Row) -> date:
    return row.last.on if row.last else row.allocated_on


def _end(row: Row) -> date:
    return row.ends_about or date.max


def _ends(row: Row, day: date) -> bool:
    return row.ends_about is not None and day <= row.ends_about <= day + ENDS_SOON
