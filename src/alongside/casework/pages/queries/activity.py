"""One activity, as a worker sees it: what anybody may read, and what we know besides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from alongside.casework.directory import merged, provenance
from alongside.casework.directory.models import Activity, Notice, Proposal, Tip
from alongside.casework.directory.queries import showing
from alongside.casework.directory.roles import READS_PRIVATE, keeps
from alongside.casework.schemes.models import WITH_PEOPLE, Worker
from alongside.casework.signposting import queries as signposting
from alongside.casework.signposting.queries import Numbers

CHECKS_SHOWN = 6


@dataclass(frozen=True)
class Told:
    """What somebody told us, and nobody has looked into yet."""

    notices: list[Notice]
    proposals: list[Proposal]


def found(activity_id: int, worker: Worker) -> Activity | None:
    """The entry, if this worker may see it. One that was merged leads on: see `stands_for`."""
    return showing.whole(Activity.objects.seen_by(worker)).filter(pk=activity_id).first()


def stands_for(activity_id: int) -> int | None:
    """Which entry stands now for one that was merged away; None where it was not merged."""
    return merged.activities().get(activity_id)


def page(activity: Activity, worker: Worker, today: date) -> dict[str, Any]:
    """Everything that the page says."""
    changes = keeps(worker)
    return {
        "activity": activity,
        "it": showing.shown(activity, today),
        "keeps": changes,
        "tips": tips(activity, worker),
        "told": _told(activity) if changes else Told([], []),
        "checks": list(activity.checks.all())[:CHECKS_SHOWN],
        "sources": provenance.last_sources(activity),
        "connections": _connections(activity, worker, today),
    }


def _connections(activity: Activity, worker: Worker, today: date) -> Numbers | None:
    """For who works with people; what an evaluator reads stands in the report."""
    return (
        signposting.of_activity(activity, worker, today) if worker.has_role(*WITH_PEOPLE) else None
    )


def tips(activity: Activity, worker: Worker) -> QuerySet[Tip]:
    """Those of the worker's schemes."""
    own = worker.scheme_ids(*READS_PRIVATE)
    return activity.tips.filter(scheme__in=own).select_related("by", "scheme")


def _told(activity: Activity) -> Told:
    return Told(
        list(activity.notices.filter(handled_at=None).select_related("by")),
        list(_sent(activity).filter(decided_at=None).select_related("source")),
    )


def _sent(activity: Activity) -> QuerySet[Proposal]:
    """What others say of it, of where it is, and of who runs it."""
    of = Q(activity=activity) | Q(place__in=[at.place_id for at in activity.at.all()])
    if activity.organisation_id is not None:
        of |= Q(organisation=activity.organisation_id)
    return Proposal.objects.filter(of)
