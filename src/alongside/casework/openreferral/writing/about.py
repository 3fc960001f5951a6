"""What stands with a service: times, costs, languages, areas, whom to ask."""

from __future__ import annotations

from alongside.casework.directory.models import (
    Contact,
    CostOption,
    Identifier,
    Language,
    Phone,
    ServiceArea,
    Time,
)

from .terms import our_attribute
from .values import Record, written


def time(one: Time) -> Record:
    """A schedule. What could not be read as a rule goes out as it was written."""
    attributes = [
        our_attribute(one.public_id, "not_on", "not_on", day.on.isoformat())
        for day in one.not_on.all()
    ]
    if one.term_time_only:
        attributes.append(our_attribute(one.public_id, "term_time_only", "term_time_only"))
    ours = {
        "id": one.public_id,
        "service_at_location_id": one.at.public_id if one.at else None,
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
        "dtstart": one.dtstart,
        "freq": one.freq,
        "interval": one.interval,
        "byday": one.byday,
        "bymonthday": one.bymonthday,
        "description": one.description or one.as_written,
        "opens_at": one.opens_at,
        "closes_at": one.closes_at,
        "schedule_link": one.schedule_link,
        "attending_type": one.attending_type,
        "notes": one.notes,
        "attributes": attributes,
    }
    return written(ours, one.also)


def cost(one: CostOption) -> Record:
    """What it costs, in pounds."""
    ours = {
        "id": one.public_id,
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
        "option": one.option,
        "amount": one.amount,
        "amount_description": one.amount_description,
    }
    return written(ours, one.also)


def language(one: Language) -> Record:
    """A language, by the names that HSDS has for it."""
    ours = {"id": one.public_id, "name": one.name, "code": one.code, "note": one.note}
    return written(ours, one.also)


def area(one: ServiceArea) -> Record:
    """For where it is."""
    ours = {
        "id": one.public_id,
        "name": one.name,
        "extent": one.extent,
        "extent_type": one.extent_type,
        "uri": one.uri,
    }
    return written(ours, one.also)


def contact(one: Contact) -> Record:
    """A contact point of an organisation, never of a person who is supported."""
    ours = {
        "id": one.public_id,
        "name": one.name,
        "title": one.title,
        "email": one.email,
        "phones": [phone(each) for each in one.phones.all()],
    }
    return written(ours, one.also)


def phone(one: Phone) -> Record:
    """A number to ring."""
    ours = {"id": one.public_id, "number": one.number, "description": one.description}
    return written(ours, one.also)


def identifier(one: Identifier) -> Record:
    """A number by which others know an organisation."""
    ours = {
        "id": one.public_id,
        "identifier_scheme": one.scheme,
        "identifier_type": one.type or one.scheme or "Identifier",
        "identifier": one.identifier,
    }
    return written(ours, one.also)
