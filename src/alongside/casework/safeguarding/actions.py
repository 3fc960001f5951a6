"""What can be done with a concern. Every step is kept, and has one audit line."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Membership, Role, Scheme, Worker

from . import rules
from .models import Concern, ConcernNote


class CannotRaise(Exception):
    """Why a concern cannot be raised like this."""


@transaction.atomic
def raise_concern(
    *,
    scheme: Scheme,
    person: Person | None,
    about: str,
    what: str,
    at: datetime,
    by: Worker,
    in_danger_now: bool = False,
    done_already: str = "",
    person_knows: bool | None = None,
    tell: bool = True,
) -> Concern:
    """Write it down, and tell the scheme's leads once it is kept.

    `tell=False` sends no email; the demonstration uses it, because its concerns are old.
    """
    if reason := rules.why_not_raise(
        what=what, about_somebody=person is not None or bool(about.strip())
    ):
        raise CannotRaise(reason)
    if person is not None and person.scheme_id != scheme.pk:
        raise CannotRaise("This person is known to another scheme. Raise the concern there.")
    concern = Concern.objects.create(
        scheme=scheme,
        person=person,
        about="" if person else about.strip(),
        what=what.strip(),
        raised_at=at,
        raised_by=by,
        in_danger_now=in_danger_now,
        done_already=done_already.strip(),
        person_knows=person_knows,
    )
    audit.record("CONCERN_RAISED", to=concern, by=by, in_danger_now=in_danger_now)
    if tell:
        transaction.on_commit(partial(_tell_leads, scheme, timezone.localdate(at)), robust=True)
    return concern


def _tell_leads(scheme: Scheme, on: date) -> None:
    """One email to each lead. It says nothing about anybody: email is not a safe place.

    It goes out after the concern is kept, and a mail server that is away does not undo it: the
    concern stands on the lead's first page all the same.
    """
    leads = Membership.objects.on(on).filter(
        scheme=scheme, role=Role.SAFEGUARDING_LEAD, worker__is_active=True
    )
    for email in leads.values_list("worker__email", flat=True).distinct():
        send_mail(
            subject=f"A concern was raised in {scheme.name}",
            message=f"A concern was raised in {scheme.name}. Sign in to read it.",
            from_email=None,
            recipient_list=[email],
        )


class CannotAcknowledge(Exception):
    """Why a concern cannot be acknowledged."""


@transaction.atomic
def acknowledge(*, concern: Concern, at: datetime, by: Worker) -> Concern:
    """The lead has read it, and takes it from here."""
    held = _hold(concern)
    if reason := rules.why_not_acknowledge(
        acknowledged=held.acknowledged_at is not None, closed=held.closed_at is not None
    ):
        raise CannotAcknowledge(reason)
    _acknowledge(held, at, by)
    audit.record("CONCERN_ACKNOWLEDGED", to=held, by=by)
    return held


class CannotDecide(Exception):
    """Why this decision cannot stand."""


@transaction.atomic
def decide(
    *,
    concern: Concern,
    decision: str,
    words: str,
    at: datetime,
    by: Worker,
    look_again_on: date | None = None,
) -> Concern:
    """Say what is done about it. A decision before this one is kept among the notes.

    Who decides has read it, so this acknowledges it where nobody had.
    """
    held = _hold(concern)
    if reason := rules.why_not_decide(
        decision=decision,
        decisions=set(Concern.Decision.values),
        words=words,
        closed=held.closed_at is not None,
        on=timezone.localdate(at),
        look_again=look_again_on,
    ):
        raise CannotDecide(reason)
    if held.decision:
        _keep_decision(held)
    if held.acknowledged_at is None:
        _acknowledge(held, at, by)
    held.decision, held.decision_words = decision, words.strip()
    held.decided_at, held.decided_by, held.look_again_on = at, by, look_again_on
    held.save()
    audit.record("CONCERN_DECIDED", to=held, by=by, decision=decision)
    return held


class CannotNote(Exception):
    """Why this note cannot be added."""


@transaction.atomic
def add_note(*, concern: Concern, words: str, at: datetime, by: Worker) -> ConcernNote:
    """What was done, line by line; after closing as well."""
    if reason := rules.why_not_note(words=words):
        raise CannotNote(reason)
    note = ConcernNote.objects.create(concern=concern, at=at, by=by, words=words.strip())
    audit.record("CONCERN_NOTED", to=concern, by=by)
    return note


class CannotClose(Exception):
    """Why a concern cannot be closed."""


@transaction.atomic
def close(*, concern: Concern, at: datetime, by: Worker) -> Concern:
    """Nothing more is to be done. It stays readable for the leads."""
    held = _hold(concern)
    if reason := rules.why_not_close(
        decided=bool(held.decision), closed=held.closed_at is not None
    ):
        raise CannotClose(reason)
    held.closed_at = at
    held.save(update_fields=["closed_at"])
    audit.record("CONCERN_CLOSED", to=held, by=by)
    return held


def _hold(concern: Concern) -> Concern:
    return Concern.objects.select_for_update().get(pk=concern.pk)


def _acknowledge(held: Concern, at: datetime, by: Worker) -> None:
    held.acknowledged_at, held.acknowledged_by = at, by
    held.save(update_fields=["acknowledged_at", "acknowledged_by"])


def _keep_decision(held: Concern) -> None:
    """What had been decided before goes among the notes, with its own day and worker."""
    decided = Concern.Decision(held.decision).label
    assert held.decided_at is not None
    assert held.decided_by is not None
    ConcernNote.objects.create(
        concern=held,
        at=held.decided_at,
        by=held.decided_by,
        words=f"Decided then: {decided}. {held.decision_words}",
    )
