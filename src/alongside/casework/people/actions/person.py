"""Who a person is and how to reach them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.schemes import queries as schemes
from alongside.casework.schemes.models import Scheme, Worker

from .. import rules
from ..models import ContactPoint, IdentityChange, Person
from ..rules import PointIn

# What a person is known by: what it was before is kept.
IDENTITY = (
    "preferred_name",
    "given_name",
    "family_name",
    "date_of_birth",
    "age_about",
    "gender",
    "gender_words",
    "address",
    "postcode",
    "nhs_number",
    "chi_number",
    "hcn_number",
)


class CannotAdd(Exception):
    """The message is written for the worker and shown as it is."""


class CannotChange(Exception):
    """The message is written for the worker and shown as it is."""


class CannotRecordDeath(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def add(
    *,
    scheme: Scheme,
    fields: dict[str, Any],
    points: Sequence[PointIn],
    by: Worker | None,
    connector: Worker | None = None,
) -> Person:
    """Add somebody to a scheme. The area is found by the postcode where it is not said.

    `connector` is who walks alongside them from now, where no referral comes before it.
    """
    today = timezone.localdate()
    points = _said(points)
    fields = rules.tidy(fields, today)
    reason = rules.why_not_added(
        fields.get("preferred_name", ""), len(points), fields.get("address", "")
    ) or rules.fault(fields, points, today)
    if reason:
        raise CannotAdd(reason)
    if not fields.get("area"):
        fields["area"] = schemes.area_for(scheme, fields.get("postcode", ""))
    person = Person.objects.create(scheme=scheme, **({"connector": connector} | fields))
    _write_points(person, points)
    audit.record("PERSON_ADDED", to=person, by=by)
    return person


@transaction.atomic
def change(
    *,
    person: Person,
    changes: dict[str, Any],
    by: Worker,
    points: Sequence[PointIn] | None = None,
) -> Person:
    """Change what is recorded; of what a person is known by, the earlier value is kept.

    `points` are put in place of the earlier telephones and emails; None leaves those as they are.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    today = timezone.localdate()
    changes = rules.tidy(changes, today)
    if changes.get("age_about", ...) == person.age_about:
        changes.pop("age_about_on", None)  # nobody told us anew how old they are
    ways = person.contact_points.count() if points is None else len(_said(points))
    reason = rules.why_not_added(
        changes.get("preferred_name", person.preferred_name),
        ways,
        changes.get("address", person.address),
    ) or rules.fault(changes, _said(points or ()), today)
    if reason:
        raise CannotChange(reason)
    if changes.get("postcode", person.postcode) != person.postcode and "area" not in changes:
        changes["area"] = schemes.area_for(person.scheme, changes["postcode"]) or person.area
    changed = _write_fields(person, changes, by)
    if points is not None and _replace_points(person, _said(points), by):
        changed.append("contact_points")
    if changed:
        audit.record("PERSON_CHANGED", to=person, by=by, fields=sorted(changed))
    return person


@transaction.atomic
def set_points(*, person: Person, points: Sequence[PointIn], by: Worker) -> None:
    """Put these telephones and emails, in this order, in place of the earlier ones."""
    points = _said(points)
    reason = rules.why_not_added(person.preferred_name, len(points), person.address)
    if reason := reason or rules.fault({}, points, timezone.localdate()):
        raise CannotChange(reason)
    if _replace_points(person, points, by):
        audit.record("PERSON_CONTACT_POINTS_SET", to=person, by=by)


@transaction.atomic
def died(*, person: Person, on: date, by: Worker) -> Person:
    """Record a death. What is computed by date leaves the person out from this moment."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    today = timezone.localdate()
    if reason := rules.why_not_died(person.died_on, person.date_of_birth, on, today):
        raise CannotRecordDeath(reason)
    person.died_on = on
    person.save(update_fields=["died_on"])
    audit.record("PERSON_DIED", to=person, by=by)
    return person


@transaction.atomic
def did_not_die(*, person: Person, by: Worker) -> Person:
    """Take back a death that was recorded by mistake; that it was recorded stays in the history."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.died_on is None:
        raise CannotRecordDeath("No death is recorded here. Nothing was changed.")
    IdentityChange.objects.keep(person, "died_on", person.died_on, None, by)
    person.died_on = None
    person.save(update_fields=["died_on"])
    audit.record("PERSON_DID_NOT_DIE", to=person, by=by)
    return person


def _said(points: Sequence[PointIn]) -> list[PointIn]:
    return [point for point in points if point.value.strip()]


def _write_fields(person: Person, changes: dict[str, Any], by: Worker) -> list[str]:
    """Write what differs, keep what was, and say which fields those were."""
    changed = [name for name, new in changes.items() if getattr(person, name) != new]
    for name in changed:
        if name in IDENTITY:
            IdentityChange.objects.keep(person, name, getattr(person, name), changes[name], by)
        setattr(person, name, changes[name])
    if changed:
        person.save(update_fields=changed)
    return changed


def _replace_points(person: Person, points: Sequence[PointIn], by: Worker) -> bool:
    """Whether anything differed; the earlier telephones and emails go into the history."""
    known = [(p.kind, p.plain, p.value, p.note) for p in person.contact_points.all()]
    if known == [(p.kind, p.plain, p.shown, p.note.strip()) for p in points]:
        return False
    before = _points_words(person)
    person.contact_points.all().delete()
    _write_points(person, points)
    IdentityChange.objects.keep(person, "contact_points", before, _points_words(person), by)
    return True


def _write_points(person: Person, points: Sequence[PointIn]) -> None:
    ContactPoint.objects.bulk_create(
        ContactPoint(
            person=person,
            kind=point.kind,
            value=point.shown,
            note=point.note.strip(),
            order=number,
        )
        for number, point in enumerate(points, start=1)
    )


def _points_words(person: Person) -> str:
    points = person.contact_points.order_by("order", "pk")
    return "; ".join(
        f"{point.value} ({point.note})" if point.note else point.value for point in points
    )
