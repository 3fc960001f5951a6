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
from .models import Consent, ResearchOptOut


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


@transaction.atomic
def answer_about_research(
    *, person: Person, opted_out: bool, on: date, said_by: str, by: Worker
) -> ResearchOptOut:
    """Keep somebody's record out of what evaluators get, or take that back."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    last = person.research_answers.first()
    if reason := rules.why_not_about_research(
        opted_out,
        said_by,
        on,
        timezone.localdate(),
        stays_out=last is not None and last.opted_out,
        last_on=last.on if last else None,
    ):
        raise CannotRecord(reason)
    answer = ResearchOptOut.objects.create(
        person=person, opted_out=opted_out, on=on, said_by=said_by, recorded_by=by
    )
    audit.record(
        "RESEARCH_OPTED_OUT" if opted_out else "RESEARCH_OPT_OUT_TAKEN_BACK",
        to=answer,
        by=by,
        said_by=said_by,
    )
    return answer
