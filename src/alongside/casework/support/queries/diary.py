"""Reading the diary: a day, a week, the next entry, visits that nobody has heard of."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from alongside.casework.schemes.models import Membership, Role, Scheme, Worker
from alongside.casework.schemes.secret_links import hash_of

from ..models import Appointment, Visit
from ..models.diary import AppointmentQuerySet

SHOWN_WITH = ("person", "person__area", "episode", "visit", "scheme")


def starts(on: date) -> datetime:
    """The moment at which a day begins here."""
    return timezone.make_aware(datetime.combine(on, time()))


def entries(worker: Worker, since: date, before: date) -> AppointmentQuerySet:
    """One worker’s own entries from a day until (not with) another, whatever became of them.

    Nothing stays planned with somebody who has died.
    """
    return (
        Appointment.objects.seen_by(worker)
        .filter(worker=worker, starts_at__gte=starts(since), starts_at__lt=starts(before))
        .exclude(state=Appointment.State.MOVED)
        .exclude(state=Appointment.State.PLANNED, person__died_on__isnull=False)
        .select_related(*SHOWN_WITH)
        .prefetch_related("person__contact_points")
    )


def day(worker: Worker, on: date) -> list[Appointment]:
    """One’s day in order; what has no fixed time stands last."""
    found = entries(worker, on, on + timedelta(days=1))
    return sorted(found, key=lambda entry: (entry.any_time, entry.starts_at, entry.pk))


def week(worker: Worker, monday: date) -> list[tuple[date, list[Appointment]]]:
    """Seven days from a Monday, each with its entries; one query for all."""
    days: dict[date, list[Appointment]] = {monday + timedelta(days=n): [] for n in range(7)}
    for entry in entries(worker, monday, monday + timedelta(days=7)):
        days[timezone.localtime(entry.starts_at).date()].append(entry)
    for found in days.values():
        found.sort(key=lambda entry: (entry.any_time, entry.starts_at, entry.pk))
    return list(days.items())


def next_appointment(person_ids: Iterable[int], since: datetime) -> dict[int, Appointment]:
    """The next planned entry of each person from a moment on, with anybody; one query."""
    planned = (
        Appointment.objects.planned()
        .filter(person__in=list(person_ids), starts_at__gte=since)
        .select_related("worker")
        .order_by("-starts_at", "-pk")
    )
    return {entry.person_id: entry for entry in planned if entry.person_id is not None}


def not_closed(worker: Worker, before: date) -> list[Appointment]:
    """Entries of the last two weeks of which nobody has said what became of them."""
    found = entries(worker, before - timedelta(days=14), before).planned()
    return [entry for entry in found if getattr(entry, "visit", None) is None]


def open_visits(worker: Worker) -> QuerySet[Visit]:
    """Where this worker is now, as far as we know: arrived, and not out."""
    return (
        Visit.objects.filter(worker=worker, out_at=None, episode__scheme__in=worker.scheme_ids())
        .select_related("episode__person", "appointment")
        .order_by("arrived_at")
    )


def overdue_visits(worker: Worker, now: datetime) -> list[Visit]:
    """For a coordinator: visits of their schemes that nobody has come out of in time."""
    return list(
        Visit.objects.filter(
            episode__scheme__in=worker.scheme_ids(Role.COORDINATOR),
            out_at=None,
            safe_confirmed_at=None,
            out_expected_at__lt=now,
        )
        .select_related("worker", "episode__person", "episode__scheme", "appointment")
        .order_by("out_expected_at")
    )


def who_is_told(scheme: Scheme, on: date) -> str:
    """Who rings when *I’m out* does not come: whom the scheme names, or its coordinators."""
    if scheme.lone_working_told:
        return scheme.lone_working_told
    names = list(
        Membership.objects.on(on)
        .filter(scheme=scheme, role=Role.COORDINATOR, worker__is_active=True)
        .order_by("worker__name")
        .values_list("worker__name", flat=True)
    )
    joined = " or ".join(names)
    return joined if 0 < len(joined) <= 120 else "the coordinator"


def calendar_entries(worker: Worker, on: date) -> list[Appointment]:
    """What the private calendar shows: planned, from two weeks ago for half a year."""
    found = entries(worker, on - timedelta(days=14), on + timedelta(days=183))
    return list(found.planned())


def whose_calendar(secret: str) -> Worker | None:
    """Whose address this is; None when it is nobody’s. Takes as long whether it is close or not."""
    number, _, _ = secret.partition("-")
    worker = None
    if number.isascii() and number.isdecimal() and len(number) < 10:
        worker = Worker.objects.filter(pk=int(number), is_active=True).first()
    kept = worker.diary_token if worker is not None else ""
    same = hmac.compare_digest(kept or hash_of("nobody"), hash_of(secret))
    return worker if same and kept else None
