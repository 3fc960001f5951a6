"""Recording what a person has agreed to. Answers are added, never changed."""

from __future__ import annotations

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
    if reason := rules.why_not_record(agreed, how, on, lapses_on, note, today):
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
