"""Small made-up records for tests: one call, sensible defaults, everything can be said.

They write models directly, so that a room's tests do not depend on another room's actions.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from alongside.casework.people.models import ContactPoint, Person
from alongside.casework.referrals.models import Referral
from alongside.casework.schemes.models import Membership, Programme, Scheme, Worker
from alongside.casework.support.models import Episode, Plan

LONG_AGO = date(2020, 1, 1)


def scheme(name: str = "Aldermouth Connectors", **fields: Any) -> Scheme:
    programme, _ = Programme.objects.get_or_create(name="Neighbours Together")
    fields = {"public_name": "Out and About Aldermouth", "nation": "england"} | fields
    return Scheme.objects.create(programme=programme, name=name, **fields)


def worker(
    name: str = "Ruth Adeyemi", role: str = "", at: Scheme | None = None, **fields: Any
) -> Worker:
    email = fields.pop("email", f"{name.lower().replace(' ', '.')}@example.org")
    made = Worker.objects.create_user(email, name, "a long walk by the river")
    for field, value in fields.items():
        setattr(made, field, value)
    made.save()
    if role and at is not None:
        give(made, role, at)
    return made


def give(to: Worker, role: str, at: Scheme, **fields: Any) -> Membership:
    to.forget_roles()
    fields = {"started_on": LONG_AGO} | fields
    return Membership.objects.create(worker=to, role=role, scheme=at, **fields)


def person(at: Scheme, called: str = "Peg", family: str = "Hollins", **fields: Any) -> Person:
    telephone = fields.pop("telephone", "07700 900417")
    made = Person.objects.create(scheme=at, preferred_name=called, family_name=family, **fields)
    if telephone:
        ContactPoint.objects.create(person=made, kind="telephone", value=telephone)
    return made


def referral(of: Person, taken_by: Worker, **fields: Any) -> Referral:
    fields = {"received_on": date(2026, 10, 14), "source": "nhs"} | fields
    return Referral.objects.create(scheme=of.scheme, person=of, taken_by=taken_by, **fields)


def hand_over(of: Episode, to: Worker) -> None:
    Person.objects.filter(pk=of.person_id).update(connector=to)
    Episode.objects.filter(pk=of.pk).update(connector=to)


def episode(of: Person, connector: Worker, **fields: Any) -> Episode:
    fields = {
        "allocated_on": date(2026, 10, 16),
        "started_on": date(2026, 10, 22),
        "usual_weeks": of.scheme.usual_weeks,
    } | fields
    Person.objects.filter(pk=of.pk).update(connector=connector)
    of.connector = connector
    made = Episode.objects.create(person=of, scheme=of.scheme, connector=connector, **fields)
    Plan.objects.create(episode=made)
    return made
