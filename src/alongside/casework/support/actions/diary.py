"""Writing in the diary: appointments, and visits with their lone-working clock."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.schemes.secret_links import hash_of, new_secret

from .. import rules_diary as rules
from ..models import Appointment, Episode, Visit
from ..queries import diary as queries
from .contact import record_contact


class CannotPlan(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def make_appointment(
    *,
    worker: Worker,
    scheme: Scheme,
    starts_at: datetime,
    person: Person | None = None,
    episode: Episode | None = None,
    any_time: bool = False,
    minutes: int = 60,
    how: str = Appointment.How.HOME,
    where: str = "",
    purpose: str = "",
    travel_minutes: int | None = None,
    by: Worker,
) -> Appointment:
    """Write an entry in a worker’s diary, with a person or for themselves."""
    on = timezone.localtime(starts_at).date()
    if reason := rules.why_not_plan(person=person, episode=episode, on=on, minutes=minutes):
        raise CannotPlan(reason)
    made = Appointment.objects.create(
        worker=worker,
        scheme=scheme,
        person=person,
        episode=episode,
        starts_at=starts_at,
        any_time=any_time,
        minutes=minutes,
        how=how,
        where=where,
        purpose=purpose,
        travel_minutes=travel_minutes,
        made_by=by,
    )
    audit.record("APPOINTMENT_MADE", to=made, by=by, how=how)
    return made


class CannotChange(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def cancel(*, appointment: Appointment, why: str, by: Worker) -> Appointment:
    """Cancel an entry. Why is worth a word: it is read before the next visit is planned."""
    appointment = _planned(appointment)
    return _close(appointment, Appointment.State.CANCELLED, why, "APPOINTMENT_CANCELLED", by)


@transaction.atomic
def move(*, appointment: Appointment, starts_at: datetime, why: str, by: Worker) -> Appointment:
    """Move an entry: it is kept as it was, and a new one takes its place."""
    appointment = _planned(appointment)
    if reason := rules.why_not_move(appointment, starts_at):
        raise CannotChange(reason)
    appointment.moved_to = make_appointment(
        worker=appointment.worker,
        scheme=appointment.scheme,
        starts_at=starts_at,
        person=appointment.person,
        episode=appointment.episode,
        any_time=appointment.any_time,
        minutes=appointment.minutes,
        how=appointment.how,
        where=appointment.where,
        purpose=appointment.purpose,
        travel_minutes=appointment.travel_minutes,
        by=by,
    )
    _close(appointment, Appointment.State.MOVED, why, "APPOINTMENT_MOVED", by)
    return appointment.moved_to


@transaction.atomic
def not_at_home(*, appointment: Appointment, at: datetime, note: str, by: Worker) -> Appointment:
    """Nobody was there: the entry is closed, and the attempt stands among the contacts."""
    appointment = _planned(appointment)
    if appointment.episode is not None:
        record_contact(
            episode=appointment.episode,
            occurred_on=timezone.localtime(at).date(),
            mode=rules.MODE_OF_HOW[appointment.how],
            reached=False,
            note=note,
            by=by,
        )
    return _close(appointment, Appointment.State.NOT_AT_HOME, "", "APPOINTMENT_NOT_AT_HOME", by)


@transaction.atomic
def done(*, appointment: Appointment, by: Worker) -> Appointment:
    """It took place. What was said is recorded as a contact, apart from this."""
    appointment = _planned(appointment)
    return _close(appointment, Appointment.State.DONE, "", "APPOINTMENT_DONE", by)


def _planned(appointment: Appointment) -> Appointment:
    """The entry as it is now, locked; refuses one that is over."""
    now = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if reason := rules.why_not_change(now):
        raise CannotChange(reason)
    return now


def _close(appointment: Appointment, state: str, why: str, action: str, by: Worker) -> Appointment:
    appointment.state, appointment.state_why = state, why
    appointment.save(update_fields=["state", "state_why", "moved_to"])
    audit.record(action, to=appointment, by=by)
    return appointment


class CannotArrive(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def arrive(
    *,
    episode: Episode,
    at: datetime,
    appointment: Appointment | None = None,
    told: str = "",
    minutes: int = 60,
    by: Worker,
) -> Visit:
    """Begin a visit and its lone-working clock. Arriving twice is arriving once: the tap that
    came later gives the visit that is open already. Who comes along to a colleague’s entry has a
    clock of their own, without the entry.
    """
    episode = (
        Episode.objects.select_for_update(of=("self",))
        .select_related("person", "scheme")
        .get(pk=episode.pk)
    )
    already = _begun(episode, appointment, at, by)
    if already is not None:
        return already
    if reason := rules.why_not_arrive(episode, appointment):
        raise CannotArrive(reason)
    if Visit.objects.filter(appointment=appointment).exclude(appointment=None).exists():
        appointment = None
    grace = episode.scheme.lone_working_minutes
    visit = Visit.objects.create(
        episode=episode,
        appointment=appointment,
        worker=by,
        arrived_at=at,
        out_expected_at=rules.out_expected(at, minutes=minutes, grace=grace),
        told=told or queries.who_is_told(episode.scheme, timezone.localtime(at).date()),
    )
    audit.record("VISIT_BEGUN", to=visit, by=by)
    return visit


def _begun(
    episode: Episode, appointment: Appointment | None, at: datetime, by: Worker
) -> Visit | None:
    """This worker’s open visit that the same arrival has begun already."""
    this_one = Q(arrived_at__gte=at - rules.SAME_VISIT)
    if appointment is not None:
        this_one |= Q(appointment=appointment)
    return Visit.objects.filter(this_one, episode=episode, worker=by, out_at=None).first()


class CannotLeave(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def leave(*, visit: Visit, at: datetime, by: Worker) -> Visit:
    """*I’m out*: the clock stops, and the entry in the diary is done."""
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    if reason := rules.why_not_leave(visit, at):
        raise CannotLeave(reason)
    visit.out_at = at
    visit.save(update_fields=["out_at"])
    planned = Appointment.objects.planned()
    planned.filter(visit=visit).update(state=Appointment.State.DONE)
    audit.record("VISIT_ENDED", to=visit, by=by)
    return visit


class CannotConfirm(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def confirm_safe(*, visit: Visit, at: datetime, by: Worker) -> Visit:
    """A coordinator has heard that they are well. The visit itself stays open until *I’m out*."""
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    if reason := rules.why_not_confirm_safe(visit):
        raise CannotConfirm(reason)
    visit.safe_confirmed_by, visit.safe_confirmed_at = by, at
    visit.save(update_fields=["safe_confirmed_by", "safe_confirmed_at"])
    audit.record("VISIT_CONFIRMED_SAFE", to=visit, by=by)
    return visit


@transaction.atomic
def make_calendar_address(*, worker: Worker, by: Worker) -> str:
    """A new private address for a worker’s calendar; an earlier one stops working.

    Only a hash is kept, so that whoever reads the database cannot read diaries with it. The
    address is therefore shown once.
    """
    secret = f"{worker.pk}-{new_secret()}"
    worker.diary_token = hash_of(secret)
    worker.save(update_fields=["diary_token"])
    audit.record("CALENDAR_ADDRESS_MADE", to=worker, by=by)
    return secret


@transaction.atomic
def stop_calendar(*, worker: Worker, by: Worker) -> None:
    """The private address stops working at once."""
    worker.diary_token = ""
    worker.save(update_fields=["diary_token"])
    audit.record("CALENDAR_ADDRESS_STOPPED", to=worker, by=by)
