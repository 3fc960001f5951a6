"""What is asked about concerns. What one says is for leads and who raised it; see `seen_by`.

The two questions that others may ask are whether there is one, and whether one waits too long.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Membership, Role, Scheme, Worker

from . import rules
from .models import Concern, ConcernQuerySet


def has_open_concern(person: Person) -> bool:
    """Whether there is an open concern about this person. Says no more than that."""
    return Concern.objects.open().filter(person=person).exists()


def open_concern_person_ids(person_ids: Iterable[int]) -> set[int]:
    """Which of these people there is an open concern about."""
    rows = Concern.objects.open().filter(person__in=list(person_ids))
    return {concern.person_id for concern in rows.only("person_id") if concern.person_id}


def led_by(worker: Worker) -> ConcernQuerySet:
    """The concerns of the schemes whose safeguarding lead this worker is."""
    rows = Concern.objects.seen_by(worker).filter(
        scheme__in=worker.scheme_ids(Role.SAFEGUARDING_LEAD)
    )
    return _with_names(rows)


def raised_by(worker: Worker) -> ConcernQuerySet:
    """The concerns that this worker has raised, and may still read."""
    return _with_names(Concern.objects.seen_by(worker).filter(raised_by=worker))


def to_acknowledge(worker: Worker) -> list[Concern]:
    """For a lead's first page: what nobody has read yet, oldest first."""
    return list(led_by(worker).open().filter(acknowledged_at=None).order_by("raised_at"))


def to_look_at_again(worker: Worker, *, now: datetime) -> list[Concern]:
    """For a lead's first page: what is watched, and whose day to look again has come."""
    return list(led_by(worker).open().filter(look_again_on__lte=timezone.localdate(now)))


@dataclass(frozen=True)
class Overdue:
    """In one scheme, how many concerns nobody has acknowledged in time, and whom to ask."""

    scheme: Scheme
    count: int
    leads: list[str]
    may_read: bool  # the worker is a lead there themselves

    @property
    def words(self) -> str:
        """For the first page of who may not read them: that there is one, and whom to ask."""
        many = "A concern has" if self.count == 1 else f"{self.count} concerns have"
        ask = " or ".join(self.leads) or "your administrator: the scheme has no safeguarding lead"
        return f"{many} not been acknowledged in time. Ask {ask}."


def overdue(worker: Worker, now: datetime) -> list[Overdue]:
    """By scheme, for its coordinators and leads: acknowledgements that are overdue.

    It holds counts only, so that nothing of a concern reaches who may not read it.
    """
    schemes = Scheme.objects.filter(
        pk__in=worker.scheme_ids(Role.COORDINATOR, Role.SAFEGUARDING_LEAD)
    )
    found = [(scheme, _count_overdue(scheme, now)) for scheme in schemes]
    return [
        Overdue(
            scheme=scheme,
            count=count,
            leads=leads_of(scheme, now),
            may_read=worker.has_role(Role.SAFEGUARDING_LEAD, scheme=scheme),
        )
        for scheme, count in found
        if count
    ]


def leads_of(scheme: Scheme, now: datetime) -> list[str]:
    """Names of the scheme's safeguarding leads on this day."""
    rows = Membership.objects.on(timezone.localdate(now)).filter(
        scheme=scheme, role=Role.SAFEGUARDING_LEAD, worker__is_active=True
    )
    return list(rows.order_by("worker__name").values_list("worker__name", flat=True).distinct())


def _count_overdue(scheme: Scheme, now: datetime) -> int:
    raised = Concern.objects.open().filter(scheme=scheme, acknowledged_at=None)
    return sum(
        rules.is_overdue(at, scheme.acknowledge_hours, now=now)
        for at in raised.values_list("raised_at", flat=True)
    )


def may_raise_in(worker: Worker) -> QuerySet[Scheme]:
    """The schemes in which this worker may raise a concern: wherever they have a role.

    Who sees no people hears of things all the same: on the telephone, at the door.
    """
    return Scheme.objects.seen_by(worker)


def _with_names(rows: ConcernQuerySet) -> ConcernQuerySet:
    return rows.select_related("scheme", "person", "raised_by", "acknowledged_by", "decided_by")
