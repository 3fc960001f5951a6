"""What falls due to be checked, shared out by area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from alongside.casework.schemes.models import Area, Role, Worker

from ..models import Activity, ActivityPlace, Check, Notice, Status
from ..roles import KEEPS

MINE, OURS, ELSEWHERE = "mine", "ours", "elsewhere"


@dataclass(frozen=True)
class Share:
    """One part of the work list: whose it is, and how many entries are due there."""

    code: str
    label: str
    count: int


def due(worker: Worker, today: date) -> QuerySet[Activity]:
    """What this worker sees that is to be checked by today. What closed is left in peace."""
    running = Activity.objects.seen_by(worker).exclude(status=Status.DEFUNCT)
    return running.filter(due_on__lte=today)


def in_share(activities: QuerySet[Activity], worker: Worker, share: str) -> QuerySet[Activity]:
    """Those of a share: in the worker's own areas, in their schemes', or in none of these."""
    if share == MINE:
        return activities.filter(_at(mine_of(worker)))
    ours = areas_of(worker)
    return activities.filter(_at(ours)) if share == OURS else activities.exclude(_at(ours))


def shares(worker: Worker, today: date) -> list[Share]:
    """The parts, with how many are due in each; one's own only where one has areas."""
    found = due(worker, today)
    labels = {MINE: "My areas", OURS: "All our areas", ELSEWHERE: "Elsewhere, or nowhere known"}
    if not mine_of(worker):
        del labels[MINE]
    return [
        Share(code, label, in_share(found, worker, code).count()) for code, label in labels.items()
    ]


def mine_of(worker: Worker) -> list[Area]:
    """The areas that a connector works in; a coordinator and an administrator have them all."""
    if not worker.has_role(Role.CONNECTOR):
        return []
    return list(worker.areas.filter(scheme__in=worker.scheme_ids(Role.CONNECTOR)))


def areas_of(worker: Worker) -> list[Area]:
    """The areas of the schemes for which this worker keeps the directory."""
    return list(Area.objects.filter(scheme__in=worker.scheme_ids(*KEEPS)))


def in_order(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """What somebody says has closed first, then what is doubted, then the longest overdue."""
    noticed = Notice.objects.filter(activity=OuterRef("pk"), handled_at=None)
    return activities.annotate(is_noticed=Exists(noticed)).order_by(
        "-is_noticed", F("doubtful_since").asc(nulls_last=True), "due_on", "name", "pk"
    )


def for_list(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """With what a line of the list says."""
    notices = Notice.objects.filter(handled_at=None)
    return activities.select_related("organisation").prefetch_related(
        Prefetch("checks", Check.objects.select_related("by")),
        Prefetch("notices", notices, to_attr="open_notices"),
        "times",
        "phones",
        "contacts__phones",
        "organisation__phones",
        "at__place",
    )


def _at(areas: list[Area]) -> Q:
    places = ActivityPlace.objects.filter(activity=OuterRef("pk"))
    within = Q(pk__in=[])
    for area in areas:
        for prefix in area.postcode_prefixes:
            whole = prefix.strip().upper()
            within |= Q(place__postcode__startswith=whole if " " in whole else f"{whole} ")
    return Q(Exists(places.filter(within)))
