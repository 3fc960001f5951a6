"""Recording what a person has agreed to. Answers are added, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker

from . import rules
from .models import Consent


class CannotRecord(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def record(
    *,
    person: Person,
    purpose: str,
    agreed: bool,
    on: date,
    how: str,
    by: Worker,
    note: str = "",
    lapses_on: date | None = None,
) -> Consent:
    """Record a yes or a no to one purpose; withdrawing is a later no."""
    today = timezone.localdate()
    if reason := rules.why_not_record(purpose, agreed, how, on, lapses_on, note, today):
        raise CannotRecord(reason)
    consent = Consent.objects.create(
        person=person,
        purpose=purpose,
        agreed=agreed,
        on=on,
        how=how,
        note=note.strip(),
        lapses_on=lapses_on,
        recorded_by=by,
    )
    audit.record("CONSENT_GIVEN" if agreed else "CONSENT_REFUSED", to=consent, by=by, what=purpose)
    return consent


@transaction.atomic
def record_all(
    *,
    person: Person,
    answers: Mapping[str, bool],
    on: date,
    how: str,
    by: Worker,
    note: str = "",
    lapses_on: date | None = None,
) -> list[Consent]:
    """Record what was answered in one conversation: all of it, or nothing. Only a yes lapses."""
    if reason := rules.why_nothing(list(answers.values())):
        raise CannotRecord(reason)
    return [
        record(
            person=person,
            purpose=purpose,
            agreed=agreed,
            on=on,
            how=how,
            note=note,
            lapses_on=lapses_on if agreed else None,
            by=by,
        )
        for purpose, agreed in answers.items()
    ]
