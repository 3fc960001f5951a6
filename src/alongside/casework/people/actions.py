"""Writing to a person's record: who they are, how to reach them, what to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.schemes import queries as schemes
from alongside.casework.schemes.models import Scheme, Worker

from . import rules
from .models import (
    ContactPoint,
    IdentityChange,
    ImportantPerson,
    Person,
    Risk,
    RisksKnown,
    TransitionAnswer,
)

# What a person is known by: what it was before is kept.
IDENTITY = (
    "preferred_name",
    "given_name",
    "family_name",
    "date_of_birth",
    "age_about",
    "gender",
    "address",
    "postcode",
    "nhs_number",
    "chi_number",
    "hcn_number",
)
NUMBERS = {
    "nhs_number": rules.nhs_number_fault,
    "chi_number": rules.chi_fault,
    "hcn_number": rules.hcn_fault,
}


class CannotAdd(Exception):
    """The message is written for the worker and shown as it is."""


class CannotChange(Exception):
    """The message is written for the worker and shown as it is."""


class CannotRecordDeath(Exception):
    """The message is written for the worker and shown as it is."""


@dataclass(frozen=True)
class PointIn:
    """A telephone number or an email address as it was typed."""

    kind: str  # "telephone" or "email"
    value: str
    note: str = ""

    @property
    def plain(self) -> str:
        normal = rules.normal_telephone if self.kind == "telephone" else rules.normal_email
        return normal(self.value)


@transaction.atomic
def add(
    *, scheme: Scheme, fields: dict[str, Any], points: Sequence[PointIn], by: Worker | None
) -> Person:
    """Add somebody to a scheme. The area is found by the postcode where it is not said."""
    points = [point for point in points if point.value.strip()]
    fields = _tidy(fields)
    reason = rules.why_not_added(
        fields.get("preferred_name", ""), len(points), fields.get("address", "")
    ) or _fault(fields, points)
    if reason:
        raise CannotAdd(reason)
    if not fields.get("area"):
        fields["area"] = schemes.area_for(scheme, fields.get("postcode", ""))
    person = Person.objects.create(scheme=scheme, **fields)
    _write_points(person, points)
    audit.record("PERSON_ADDED", to=person, by=by)
    return person


@transaction.atomic
def change(*, person: Person, changes: dict[str, Any], by: Worker) -> Person:
    """Change what is recorded; of what a person is known by, the earlier value is kept."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    changes = _tidy(changes)
    reason = _fault(changes, [])
    if "preferred_name" in changes and not changes["preferred_name"]:
        reason = reason or rules.why_not_added("", 1, "")
    if reason:
        raise CannotChange(reason)
    changed = {name: new for name, new in changes.items() if getattr(person, name) != new}
    for name in changed:
        if name in IDENTITY:
            _keep(person, name, getattr(person, name), changed[name], by)
    for name, new in changed.items():
        setattr(person, name, new)
    if changed:
        person.save(update_fields=list(changed))
        audit.record("PERSON_CHANGED", to=person, by=by, fields=sorted(changed))
    return person


@transaction.atomic
def set_points(*, person: Person, points: Sequence[PointIn], by: Worker) -> None:
    """Put these telephones and emails, in this order, in place of the earlier ones."""
    points = [point for point in points if point.value.strip()]
    if reason := rules.why_not_added("x", len(points), person.address) or _fault({}, points):
        raise CannotChange(reason)
    before = _points_words(person)
    person.contact_points.all().delete()
    _write_points(person, points)
    _keep(person, "contact_points", before, _points_words(person), by)
    audit.record("PERSON_CONTACT_POINTS_SET", to=person, by=by)


@transaction.atomic
def add_important(*, person: Person, name: str, by: Worker, **fields: Any) -> ImportantPerson:
    """Add somebody who matters to the person, or is to be rung in an emergency."""
    if not name.strip():
        raise CannotChange("Enter a name, or who they are: her son, next door.")
    made = ImportantPerson.objects.create(person=person, name=name.strip(), **fields)
    audit.record("IMPORTANT_PERSON_ADDED", to=made, by=by)
    return made


@transaction.atomic
def remove_important(*, important: ImportantPerson, by: Worker) -> None:
    """Take somebody off; what was recorded goes into the history."""
    was = ", ".join(filter(None, [important.name, important.relation, important.telephone]))
    _keep(important.person, "important_people", was, "", by)
    audit.record("IMPORTANT_PERSON_REMOVED", to=important, by=by)
    important.delete()


@transaction.atomic
def add_risk(*, person: Person, what: str, since: date, by: Worker, detail: str = "") -> Risk:
    """Record a risk; the record then says that there are some."""
    if not what.strip():
        raise CannotChange("Say what the risk is, in a few words: unsteady on steps.")
    risk = Risk.objects.create(
        person=person, what=what.strip(), detail=detail.strip(), since=since, recorded_by=by
    )
    _set_risks_known(person, RisksKnown.SOME)
    audit.record("RISK_ADDED", to=risk, by=by)
    return risk


@transaction.atomic
def end_risk(*, risk: Risk, on: date, by: Worker) -> Risk:
    """The risk is there no longer; it stays in the history."""
    risk = Risk.objects.select_for_update().get(pk=risk.pk)
    if risk.ended_on is not None:
        raise CannotChange("That risk was ended already.")
    risk.ended_on = max(on, risk.since)
    risk.save(update_fields=["ended_on"])
    if not risk.person.risks.filter(ended_on=None).exists():
        _set_risks_known(risk.person, RisksKnown.NONE_KNOWN)
    audit.record("RISK_ENDED", to=risk, by=by)
    return risk


@transaction.atomic
def none_known(*, person: Person, by: Worker) -> None:
    """*None known* is an answer: somebody asked. Refused while a risk stands."""
    if person.risks.filter(ended_on=None).exists():
        raise CannotChange("A risk is recorded. End it first, if it is there no longer.")
    _set_risks_known(person, RisksKnown.NONE_KNOWN)
    audit.record("RISKS_NONE_KNOWN", to=person, by=by)


@transaction.atomic
def answer_transitions(
    *, person: Person, answers: dict[str, bool | None], on: date, by: Worker
) -> None:
    """Record yes or no to life transitions; None takes the answer back to *not asked*."""
    for transition, is_so in answers.items():
        if is_so is None:
            person.transitions.filter(transition=transition).delete()
        else:
            TransitionAnswer.objects.update_or_create(
                person=person,
                transition=transition,
                defaults={"is_so": is_so},
                create_defaults={"is_so": is_so, "asked_on": on},
            )
    audit.record("TRANSITIONS_ANSWERED", to=person, by=by)


@transaction.atomic
def died(*, person: Person, on: date, by: Worker) -> Person:
    """Record a death. What is computed by date leaves the person out from this moment."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if reason := rules.why_not_died(person.died_on, on, timezone.localdate()):
        raise CannotRecordDeath(reason)
    person.died_on = on
    person.save(update_fields=["died_on"])
    audit.record("PERSON_DIED", to=person, by=by)
    return person


def _tidy(fields: dict[str, Any]) -> dict[str, Any]:
    tidy = {
        name: value.strip() if isinstance(value, str) else value for name, value in fields.items()
    }
    if tidy.get("postcode"):
        tidy["postcode"] = rules.normal_postcode(tidy["postcode"])
    for name in NUMBERS:
        if tidy.get(name):
            tidy[name] = rules.normal_number(tidy[name])
    if "age_about" in tidy:
        known = tidy["age_about"] is not None
        tidy["age_about_on"] = (tidy.get("age_about_on") or timezone.localdate()) if known else None
    if tidy.get("gp_not_wanted"):
        tidy |= {"gp_practice": "", "gp_ods_code": ""}
    return tidy


def _fault(fields: dict[str, Any], points: Sequence[PointIn]) -> str:
    faults = [rules.postcode_fault(fields.get("postcode", ""))]
    faults += [check(fields.get(name, "")) for name, check in NUMBERS.items()]
    faults.append(rules.birth_fault(fields.get("date_of_birth"), timezone.localdate()))
    faults += [rules.telephone_fault(point.value) for point in points if point.kind == "telephone"]
    return next(filter(None, faults), "")


def _write_points(person: Person, points: Sequence[PointIn]) -> None:
    ContactPoint.objects.bulk_create(
        ContactPoint(
            person=person,
            kind=point.kind,
            value=point.value.strip(),
            plain=point.plain,
            note=point.note.strip(),
            order=number,
        )
        for number, point in enumerate(points, start=1)
    )


def _points_words(person: Person) -> str:
    return "; ".join(person.contact_points.order_by("order", "pk").values_list("value", flat=True))


def _keep(person: Person, field: str, was: Any, became: Any, by: Worker) -> None:
    before, after = ("" if value is None else str(value) for value in (was, became))
    if before != after:
        IdentityChange.objects.create(person=person, field=field, was=before, became=after, by=by)


def _set_risks_known(person: Person, known: str) -> None:
    person.risks_known = known
    person.save(update_fields=["risks_known"])
