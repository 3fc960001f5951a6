"""Values as the standard has them: nothing empty, and what a feed left here only where it fits.

A reader of ours must never get a number where text belongs, because somebody's feed had it so.
"""

from __future__ import annotations

import math
import re
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

Record = dict[str, Any]
Fitting = Callable[[Any], Any]


class Tidy(dict[str, Any]):
    """A record that has been gone through: what it stands in need not do so again."""


IDS = {
    *("id", "service_id", "service_at_location_id", "location_id", "organization_id", "link_id"),
    *("parent_organization_id", "taxonomy_term_id", "taxonomy_id", "parent_id", "phone_id"),
    *("contact_id",),
}
EMPTY: tuple[Any, ...] = (None, "", [], {})
UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
NUMBERS = {"latitude", "longitude", "minimum_age", "maximum_age", "interval", "amount"}
ADDRESSES = {"url", "website", "schedule_link", "term_uri"}
EMAILS = {"email", "assurer_email"}
ONE_OF = {
    "status": frozenset({"active", "inactive", "defunct", "temporarily closed"}),
    "freq": frozenset({"WEEKLY", "MONTHLY"}),
    "location_type": frozenset({"physical", "postal", "virtual"}),
    "address_type": frozenset({"physical", "postal", "virtual"}),
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
    if not also:
        return tidy(ours)
    record = {name: plain(value) for name, value in ours.items()}
    for name, value in also.items():
        if _says_the_same(record.get(name), value):
            record[name] = value
    return tidy(record)


def _says_the_same(known: Any, said: Any) -> bool:
    """Nothing is known, or what was said is it, more exactly."""
    if isinstance(known, int | float) and isinstance(said, int | float):
        return abs(known - said) < 0.01  # parts of a penny
    return known in EMPTY or (isinstance(known, str) and str(said).startswith(known))


def tidy(record: Record) -> Record:
    """Without what is empty, in it and below it, and without what does not fit its name."""
    found = Tidy()
    for name, value in record.items():
        if value is None or value == "":
            continue
        kept = FITTING.get(name, _anything)(plain(value))
        if kept not in EMPTY:
            found[name] = kept
    return found


def plain(value: Any) -> Any:
    """As JSON has it."""
    if isinstance(value, str | dict | list):
        return value
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        case date() | time():
            return value.isoformat()
        case uuid.UUID():
            return str(value)
        case Decimal() | float():
            return _short(float(value))
    return value


# ---- what fits which name: each gives the value as it goes out, or None --------------------------
def is_uuid(value: Any) -> bool:
    """Whether it is an id as the standard has them."""
    return isinstance(value, str) and UUID.fullmatch(value) is not None


def is_address(value: Any) -> bool:
    """Whether it is a whole address of the web."""
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
        return parts is not None and parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _if(fits: Callable[[Any], bool]) -> Fitting:
    return lambda value: value if fits(value) else None


def _text(value: Any) -> Any:
    return value if isinstance(value, str) else None


def _number(value: Any) -> Any:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _anything(value: Any) -> Any:
    if isinstance(value, Tidy):
        return value
    if isinstance(value, dict):
        return tidy(value)
    if isinstance(value, list):
        return [one for one in map(_anything, value) if one not in EMPTY]
    return value


def _list_of(needed: Sequence[str]) -> Fitting:
    def fitting(value: Any) -> Any:
        listed = value if isinstance(value, list) else []
        inner = [_anything(one) for one in listed if isinstance(one, dict)]
        return [one for one in inner if all(map(one.get, needed))]

    return fitting


def _record_with(needed: Sequence[str]) -> Fitting:
    def fitting(value: Any) -> Any:
        found = _anything(value) if isinstance(value, dict) else {}
        return found if all(map(found.get, needed)) else None

    return fitting


def _accessibility(value: Any) -> Any:
    """Two things have this name: a place's records, and the old name of what one of them says."""
    return value if isinstance(value, str) else _list_of(LISTS["accessibility"])(value)


def _one_of(words: frozenset[str]) -> Fitting:
    return _if(lambda value: isinstance(value, str) and value in words)


def _short(value: float) -> float | int | None:
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) else value


FITTING: dict[str, Fitting] = {
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(ADDRESSES, _if(is_address)),
    **dict.fromkeys(EMAILS, _if(lambda value: isinstance(value, str) and "@" in value)),
    **dict.fromkeys(IDS, _if(is_uuid)),
    **{name: _one_of(words) for name, words in ONE_OF.items()},
    **{name: _list_of(needed) for name, needed in LISTS.items()},
    **{name: _record_with(needed) for name, needed in RECORDS.items()},
    "accessibility": _accessibility,
}
