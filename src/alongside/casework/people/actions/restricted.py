"""Records that open for few: shutting them, opening them all the same, freeing them again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from alongside.casework import audit
from alongside.casework.schemes.models import Worker

from ..models import Glass, Person, Restriction
from ..rules import restricted as rules


class CannotRestrict(Exception):
    """The message is written for the worker and shown as it is."""


class CannotBreakGlass(Exception):
    """The message is written for the worker and shown as it is."""


class CannotSeeTo(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def restrict(*, person: Person, because: str, reason: str, at: datetime, by: Worker) -> Restriction:
    """From now the record opens for its connector and the scheme's coordinators alone."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if why := rules.why_not_restrict(restricted=person.restricted, reason=reason):
        raise CannotRestrict(why)
    made = Restriction.objects.create(
        person=person, because=because, reason=reason.strip(), began_at=at, by=by
    )
    _set(person, restricted=True)
    audit.record("RECORD_RESTRICTED", to=made, by=by, because=because)
    return made


@transaction.atomic
def free(*, person: Person, why: str, at: datetime, by: Worker) -> Restriction:
    """The record opens as any other again. What it was restricted for is kept."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if refusal := rules.why_not_free(restricted=person.restricted, reason=why):
        raise CannotRestrict(refusal)
    stands = person.restrictions.get(ended_at=None)
    stands.ended_at, stands.ended_by, stands.ended_why = at, by, why.strip()
    stands.save(update_fields=["ended_at", "ended_by", "ended_why"])
    _set(person, restricted=False)
    audit.record("RECORD_FREED", to=stands, by=by)
    return stands


@transaction.atomic
def break_glass(*, person: Person, reason: str, at: datetime, by: Worker) -> Glass:
    """The restricted record opens for this worker for three hours. The coordinators are shown."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if why := rules.why_not_break(restricted=person.restricted, reason=reason):
        raise CannotBreakGlass(why)
    made = Glass.objects.create(
        person=person, by=by, reason=reason.strip(), at=at, until=at + rules.GLASS
    )
    by.glass_until = made.until
    by.save(update_fields=["glass_until"])
    audit.record("GLASS_BROKEN", to=made, by=by)
    return made


@transaction.atomic
def glass_not_found(*, by: Worker) -> None:
    """Somebody tried to break glass by name or number, and there was no such record."""
    audit.record("GLASS_NOT_FOUND", to=by, by=by)


@transaction.atomic
def see_to_glass(*, glass: Glass, note: str, at: datetime, by: Worker) -> Glass:
    """A coordinator has seen who broke the glass, and why."""
    glass = Glass.objects.select_for_update().get(pk=glass.pk)
    if why := rules.why_not_see_to(own=glass.by_id == by.pk, seen_at=glass.seen_at):
        raise CannotSeeTo(why)
    glass.seen_by, glass.seen_at, glass.seen_note = by, at, note.strip()
    glass.save(update_fields=["seen_by", "seen_at", "seen_note"])
    audit.record("GLASS_SEEN", to=glass, by=by)
    return glass


def _set(person: Person, *, restricted: bool) -> None:
    person.restricted = restricted
    person.save(update_fields=["restricted"])
