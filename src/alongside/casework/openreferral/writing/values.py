"""Values as the standard has them: nothing empty, and what a feed left here only where it fits.

A reader of ours must never get a number where text belongs, because somebody's feed had it so.
"""

from __future__ import annotations

import math
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

Record = dict[str, Any]

NUMBERS = {"latitude", "longitude", "minimum_age", "maximum_age", "interval", "amount"}
ADDRESSES = {"url", "website", "schedule_link", "term_uri"}
EMAILS = {"email", "assurer_email"}
ONE_OF = {
    "status": {"active", "inactive", "defunct", "temporarily closed"},
    "freq": {"WEEKLY", "MONTHLY"},
    "location_type": {"physical", "postal", "virtual"},
    "address_type": {"physical", "postal", "virtual"},
}
TEXTS = {
    *("name", "description", "fees", "accreditations", "assured_date", "alert", "valid_from"),
    *("valid_to", "dtstart", "byday", "bymonthday", "opens_at", "closes_at", "attending_type"),
    *("notes", "extent", "extent_type", "service_area", "external_identifier", "attention"),
    *("external_identifier_type", "address_1", "city", "region", "state_province", "postal_code"),
    *("country", "link_type", "taxonomy", "term", "details", "accessibility", "logo", "source"),
    *("identifier_scheme", "identifier_type", "identifier", "option", "amount_description"),
    *("title", "uri"),
}
# Records that the standard has in lists, with what each cannot be without
LISTS = {
    "schedules": ("id",),
    "service_areas": ("id",),
    "languages": ("id",),
    "funding": ("id",),
    "cost_options": ("id",),
    "contacts": ("id",),
    "attributes": ("id",),
    "accessibility": ("id",),
    "organization_identifiers": ("id", "identifier_type", "identifier"),
    "service_at_locations": ("id",),
    "addresses": (
        *("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    ),
}
# Records that stand alone in another
RECORDS = {
    "location": ("id", "location_type"),
    "organization": ("id", "name", "description"),
    "service": ("id", "name", "status"),
    "taxonomy_term": ("id", "name", "description"),
}


def written(ours: Record, also: Record | None = None) -> Record:
    """One record: what we know, and what a feed said that has no field here.

    What we know stands before what a feed said, but for the same thing said more exactly: a day
    with its hour.
    """
    record = {name: plain(value) for name, value in ours.items()}
    for name, value in (also or {}).items():
        if _says_the_same(record.get(name), value):
            record[name] = value
    return tidy(record)


def _says_the_same(known: Any, said: Any) -> bool:
    """Nothing is known, or what was said is it, more exactly."""
    if isinstance(known, int | float) and isinstance(said, int | float):
        return abs(known - said) < 0.01  # parts of a penny
    return _is_empty(known) or (isinstance(known, str) and str(said).startswith(known))


def tidy(record: Record) -> Record:
    """Without what is empty, in it and below it, and without what does not fit its name."""
    found = {name: _tidied(name, value) for name, value in record.items()}
    return {name: value for name, value in found.items() if not _is_empty(value)}


def plain(value: Any) -> Any:
    """As JSON has it."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        case date() | time():
            return value.isoformat()
        case uuid.UUID():
            return str(value)
        case Decimal():
            return _number(float(value))
        case float():
            return _number(value)
    return value


def _tidied(name: str, value: Any) -> Any:
    if name in LISTS:
        inner = [tidy(one) for one in value if isinstance(one, dict)] if _is_list(value) else []
        return [one for one in inner if all(map(one.get, LISTS[name]))]
    if name in RECORDS:
        record = tidy(value) if isinstance(value, dict) else {}
        return record if all(map(record.get, RECORDS[name])) else None
    if not _fits(name, value):
        return None
    if isinstance(value, dict):
        return tidy(value)
    if _is_list(value):
        inner = [tidy(one) if isinstance(one, dict) else one for one in value]
        return [one for one in inner if not _is_empty(one)]
    return value


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _fits(name: str, value: Any) -> bool:
    if _is_empty(value):
        return True
    if name in NUMBERS:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if name in ONE_OF:
        return isinstance(value, str) and value in ONE_OF[name]
    if name == "id" or name.endswith("_id"):
        return is_uuid(value)
    checks: list[tuple[set[str], Callable[[Any], bool]]] = [
        (ADDRESSES, is_address),
        (EMAILS, lambda one: isinstance(one, str) and "@" in one),
        (TEXTS, lambda one: isinstance(one, str)),
    ]
    return all(check(value) for names, check in checks if name in names)


def is_uuid(value: Any) -> bool:
    """Whether it is an id as the standard has them."""
    try:
        return bool(str(uuid.UUID(value)) == value.lower())
    except (ValueError, AttributeError, TypeError):
        return False


def is_address(value: Any) -> bool:
    """Whether it is a whole address of the web."""
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
        return parts is not None and parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _number(value: float) -> float | int | None:
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) else value


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)
