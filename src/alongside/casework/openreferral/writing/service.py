"""An activity as a service; at a place, as a service_at_location."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch

from alongside.casework.directory.models import (
    Activity,
    ActivityPlace,
    Organisation,
    Tag,
    Time,
)

from .about import area, contact, cost, identifier, language, phone, time
from .place import place_full, place_listed
from .terms import our_attribute, tag
from .values import Record, written

LISTED = ("organisation", "organisation__parent")  # for select_related
TERMS = Tag.objects.select_related("term__taxonomy", "term__parent")
FULL: tuple[Any, ...] = (  # for prefetch_related: one query each, however many entries
    *("organisation__identifiers", "organisation__contacts__phones", "organisation__phones"),
    Prefetch("organisation__tags", TERMS),
    *("at__place__access", "at__place__phones"),
    Prefetch("at__place__tags", TERMS),
    Prefetch("times", Time.objects.select_related("at")),
    *("times__not_on", "costs", "languages", "areas", "contacts__phones", "phones"),
    Prefetch("tags", TERMS),
)
TEXTS = ("booking", "first_visit", "getting_there")


def minimal(public_id: Any, modified_at: Any) -> Record:
    """The least that tells whether somebody has it, and has it as it is now."""
    return written({"id": public_id, "modified_date": modified_at})


def service_listed(one: Activity) -> Record:
    """Without what belongs to it."""
    also = {name: v for name, v in one.also.items() if not isinstance(v, list | dict)}
    organisation = _organisation_flat(one.organisation) if one.organisation else None
    return written(_flat(one) | {"organization": organisation}, also)


def service_full(one: Activity, *, places: bool = True) -> Record:
    """All of it."""
    ours = _flat(one) | {
        "schedules": [time(each) for each in one.times.all()],
        "service_areas": [area(each) for each in one.areas.all()],
        "service_at_locations": [_at(each) for each in one.at.all()] if places else [],
        "languages": [language(each) for each in one.languages.all()],
        "organization": _organisation(one.organisation) if one.organisation else None,
        "cost_options": [cost(each) for each in one.costs.all()],
        "contacts": [contact(each) for each in one.contacts.all()],
        "phones": [phone(each) for each in one.phones.all()],
        "attributes": [*(tag(each) for each in one.tags.all()), *_ours(one)],
    }
    return written(ours, one.also)


def at_place_listed(one: ActivityPlace) -> Record:
    """An activity at a place, both without what belongs to them."""
    ours = {
        "id": one.public_id,
        "description": one.description,
        "location": place_listed(one.place),
        "service": service_listed(one.activity),
    }
    also = {name: v for name, v in one.also.items() if not isinstance(v, list | dict)}
    return written(ours, also)


def at_place_full(one: ActivityPlace) -> Record:
    """An activity at a place, with all of both."""
    return _at(one) | {"service": service_full(one.activity, places=False)}


def _at(one: ActivityPlace) -> Record:
    ours = {
        "id": one.public_id,
        "description": one.description,
        "location": place_full(one.place),
    }
    return written(ours, one.also)


def _flat(one: Activity) -> Record:
    checked = [day for day in (one.checked_on, one.assured_date) if day]
    return {
        "id": one.public_id,
        "name": one.name,
        "description": one.description,
        "url": one.url,
        "email": one.email,
        "status": one.status,
        "fees": one.fees,
        "accreditations": one.accreditations,
        "eligibility_description": one.conditions,
        "minimum_age": one.minimum_age,
        "maximum_age": one.maximum_age,
        "assured_date": max(checked, default=None),
        "assurer_email": one.assurer_email,
        "alert": one.alert,
        "last_modified": one.modified_at,
    }


def _ours(one: Activity) -> Iterator[Record]:
    if one.is_transport:
        yield our_attribute(one.public_id, "sort", one.sort)
    if one.company:
        yield our_attribute(one.public_id, "company", one.company)
    if one.met_at_door is not None:
        code = "met_at_door" if one.met_at_door else "not_met_at_door"
        yield our_attribute(one.public_id, "met_at_door", code)
    for field in TEXTS:
        if text := getattr(one, field):
            yield our_attribute(one.public_id, field, field, text)
    if one.doubtful_since:
        since = one.doubtful_since.isoformat()
        yield our_attribute(one.public_id, "doubtful_since", "doubtful_since", since)


def _organisation_flat(one: Organisation) -> Record:
    ours = {
        "id": one.public_id,
        "name": one.name,
        "description": one.description or one.name,  # the standard asks for one
        "email": one.email,
        "website": one.website,
        "logo": one.logo,
        "uri": one.uri,
        "parent_organization_id": one.parent.public_id if one.parent else None,
    }
    also = {name: v for name, v in one.also.items() if not isinstance(v, list | dict)}
    return written(ours, also)


def _organisation(one: Organisation) -> Record:
    kind = [our_attribute(one.public_id, "kind", one.kind)] if one.kind else []
    ours = _organisation_flat(one) | {
        "organization_identifiers": [identifier(each) for each in one.identifiers.all()],
        "contacts": [contact(each) for each in one.contacts.all()],
        "phones": [phone(each) for each in one.phones.all()],
        "attributes": [*(tag(each) for each in one.tags.all()), *kind],
    }
    return written(ours, one.also)
