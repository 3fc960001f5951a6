"""A visit is one act for who makes it, and a write in several rooms: here it is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.people import actions as people
from alongside.casework.people.models import Person
from alongside.casework.referrals import actions as referrals
from alongside.casework.referrals.models import Agreed, Referral
from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.signposting import actions as signposting
from alongside.casework.signposting.models import Signpost
from alongside.casework.signposting.queries import called_so, likely
from alongside.casework.support import actions as support
from alongside.casework.support.models import (
    Appointment,
    Contact,
    EndReason,
    Episode,
    Goal,
    Mode,
    Visit,
)

from . import rules


@dataclass(frozen=True)
class Said:
    """What was said and done at a visit, as it goes in the record."""

    minutes: int
    note: str = ""
    goals: Sequence[Goal] = ()
    went_along: bool = False
    next_words: str = ""
    heard: Mapping[int, str] = field(default_factory=dict)  # connection's number: what was heard
    travel_minutes: int | None = None
    travel_miles: Decimal | None = None


@dataclass(frozen=True)
class Connection:
    """What somebody was pointed to."""

    what: str
    destination: str
    how: str = ""
    off_list: bool = False
    propose: bool = False  # where nothing nearby is called so, or nearly so


@dataclass(frozen=True)
class NextTime:
    """When they meet again."""

    starts_at: datetime
    any_time: bool = False
    minutes: int = 60
    how: str = Appointment.How.HOME
    where: str = ""
    purpose: str = ""
    travel_minutes: int | None = None


class CannotGoOut(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def go_out(
    *,
    visit: Visit,
    at: datetime,
    said: Said,
    connection: Connection | None = None,
    next_time: NextTime | None = None,
    by: Worker,
) -> Contact:
    """*I’m out*: the clock stops, what was said is recorded, and the next date stands in the diary.

    All of it, or none: a refusal of any part leaves the clock running and is said in its words.
    """
    try:
        visit = support.leave(visit=visit, at=at, by=by)
        contact = _record(visit, said, next_time, by)
        if connection is not None:
            _connect(visit.episode, connection, contact.occurred_on, by)
        _hear(visit.episode, said, contact.occurred_on, by)
        if next_time is not None:
            _plan(visit.episode, next_time, by)
    except (
        support.CannotLeave,
        support.CannotRecord,
        support.CannotPlan,
        signposting.CannotConnect,
        signposting.CannotAdvance,
    ) as reason:
        raise CannotGoOut(str(reason)) from reason
    audit.record("VISIT_WRITTEN_DOWN", to=visit, by=by)
    return contact


@transaction.atomic
def write_afterwards(
    *,
    episode: Episode,
    arrived_at: datetime,
    at: datetime,
    said: Said,
    appointment: Appointment | None = None,
    connection: Connection | None = None,
    next_time: NextTime | None = None,
    by: Worker,
) -> Contact:
    """The whole visit at once: it began without signal, and we hear of all of it later.

    Where *arrived* has come through meanwhile, that visit is the one that is closed.
    """
    try:
        visit = support.arrive(episode=episode, at=arrived_at, appointment=appointment, by=by)
    except support.CannotArrive as reason:
        raise CannotGoOut(str(reason)) from reason
    at = max(at, visit.arrived_at)  # two clocks: the device’s and ours
    contact = go_out(
        visit=visit, at=at, said=said, connection=connection, next_time=next_time, by=by
    )
    audit.record("VISIT_ARRIVED_LATER", to=visit, by=by)
    return contact


def _record(visit: Visit, said: Said, next_time: NextTime | None, by: Worker) -> Contact:
    next_on = timezone.localtime(next_time.starts_at).date() if next_time else None
    return support.record_contact(
        episode=visit.episode,
        occurred_on=timezone.localtime(visit.arrived_at).date(),
        mode=Mode.FACE_TO_FACE,
        reached=True,
        minutes=said.minutes,
        went_along=said.went_along,
        note=said.note,
        goals=said.goals,
        next_words=said.next_words,
        next_on=next_on,
        travel_minutes=said.travel_minutes,
        travel_miles=said.travel_miles,
        visit=visit,
        by=by,
    )


def _hear(episode: Episode, said: Said, on: date, by: Worker) -> None:
    """What was asked of connections at the visit. Heard of since: that stands, and not this."""
    for signpost in Signpost.objects.filter(episode=episode, pk__in=list(said.heard)):
        if signpost.outcome_on <= on:
            signposting.heard(signpost=signpost, answer=said.heard[signpost.pk], on=on, by=by)


def _connect(episode: Episode, connection: Connection, on: date, by: Worker) -> None:
    """To the entry of that name. Nearly that name: somebody says later which one is meant."""
    entry = None if connection.off_list else called_so(connection.what, by)
    propose = connection.propose and not connection.off_list and entry is None
    signposting.connect(
        episode=episode,
        what=connection.what,
        activity=entry,
        propose=propose and not likely(connection.what, by),
        off_list=connection.off_list,
        destination=connection.destination,
        how=connection.how,
        outcome=rules.GOT_AS_FAR_AS[connection.how],
        made_on=on,
        by=by,
    )


def _plan(episode: Episode, next_time: NextTime, by: Worker) -> None:
    support.make_appointment(
        worker=by,
        scheme=episode.scheme,
        person=episode.person,
        episode=episode,
        starts_at=next_time.starts_at,
        any_time=next_time.any_time,
        minutes=next_time.minutes,
        how=next_time.how,
        where=next_time.where,
        purpose=next_time.purpose,
        travel_minutes=next_time.travel_minutes,
        by=by,
    )


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is not on our books yet: what to call them, and one way to reach them."""

    fields: dict[str, Any]
    points: list[people.PointIn] = field(default_factory=list)


class CannotHelp(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def help_once(
    *,
    scheme: Scheme,
    on: date,
    source: str,
    mode: str,
    minutes: int,
    note: str,
    pointed_to: Sequence[Connection] = (),
    person: Person | None = None,
    newcomer: Newcomer | None = None,
    referral: Referral | None = None,
    by: Worker,
) -> Episode:
    """One conversation was what was needed: referral, support, contact and ending in one go.

    There is no guided goodbye, no check-in and no follow-up.
    """
    try:
        if referral is None:
            person = person or _add(scheme, newcomer, by)
            referral = referrals.receive(
                scheme=scheme,
                person=person,
                received_on=on,
                source=source,
                agreed=Agreed.PERSON,
                by=by,
            )
        episode = support.open_from(referral=referral, to=by, on=on, one_off=True, by=by)
        support.record_contact(
            episode=episode,
            occurred_on=on,
            mode=mode,
            reached=True,
            minutes=minutes,
            note=note,
            by=by,
        )
        for connection in pointed_to:
            _connect(episode, connection, on, by)
        support.end(episode=episode, reason=EndReason.COMPLETED, on=on, by=by)
    except (
        people.CannotAdd,
        referrals.CannotReceive,
        referrals.CannotDecide,
        support.CannotOpen,
        support.CannotRecord,
        support.CannotEnd,
        signposting.CannotConnect,
    ) as reason:
        raise CannotHelp(str(reason)) from reason
    audit.record("HELPED_ONCE", to=episode, by=by)
    episode.refresh_from_db()
    return episode


def _add(scheme: Scheme, newcomer: Newcomer | None, by: Worker) -> Person:
    if newcomer is None:
        raise people.CannotAdd("Say who it was: somebody we know, or a name and how to reach them.")
    return people.add(scheme=scheme, fields=newcomer.fields, points=newcomer.points, by=by)
