"""A service of Open Referral, as HSDS-UK 3.0 writes it, made an entry of ours.

What a field of ours holds goes into it; all else stays under Open Referral's names in `also`, on
the record where it stood: of a place, `addresses` holds those after the first, and `address` what
the first one says that has no field here.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from alongside.casework.schemes.words import day as in_words

from .about import (
    contacts_of,
    costs_of,
    end,
    languages_of,
    phones_of,
    ruled_times,
    tags_of,
    times_of,
    written_times,
)
from .entry import Entry, Row, Thing, mark_of
from .ours import OF_ACTIVITY, OF_ORGANISATION, ours
from .places import places_of
from .plain import plain, visible
from .report import Level, Report
from .values import Say, Values, id_of

STATUS = {
    "active": "active",
    "inactive": "inactive",
    "defunct": "defunct",
    "temporarily closed": "temporarily closed",
    "temporarily_closed": "temporarily closed",
}
COMPANY = {name: name for name in ("group", "one_to_one", "either")}
SORT = {name: name for name in ("activity", "dial_a_ride", "volunteer_drivers")}
OLD = timedelta(days=2 * 365)
SAME_AS_PARENT = ("organization_id", "service_id", "location_id")
OLDEST_LIFE = 150.0


class NoEntry(Exception):
    """Why a record is no activity; words for the report."""


def entry_of(raw: Any, row: int, report: Report, today: date) -> Entry:
    """Read one service.

    Raises:
        NoEntry: it has no name, or is no record.
    """
    if not isinstance(raw, dict):
        raise NoEntry("Is no record.")
    if len(json.dumps(raw, default=str)) > 5_000_000:
        raise NoEntry("Is longer than 5,000,000 letters.")
    their_id = id_of(raw.get("id"))
    name = " ".join(plain(str(raw.get("name") or "")[:500]).split())  # for the report

    def say(level: Level, field: str, words: str) -> None:
        report.say(level, words, row=row, their_id=their_id, name=name, field=field)

    values = Values(raw, say)
    columns = _columns(values, say, today)
    if not columns["name"]:
        raise NoEntry("Has no name.")
    under = f"{their_id or str(raw.get('description', ''))[:200]}\0{mark_of(columns['name'])}"
    columns["public_id"] = values.id(under)
    entry = Entry(row, their_id or columns["public_id"], columns)
    if not their_id:
        say(Level.MENDED, "id", "Had no id; it got one, made of what it says.")
    entry.their_modified = visible(str(values.take("last_modified") or ""))[:60]
    _about(entry, values, say)
    _of_a_table(entry, values, say)
    for parent in SAME_AS_PARENT:
        if entry.organisation is not None or parent != "organization_id":
            values.left.pop(parent, None)
    if values.empty:
        say(Level.MENDED, ", ".join(values.empty), "Empty text taken for no value.")
    columns["also"] = values.rest()
    return entry


def _columns(values: Values, say: Say, today: date) -> Row:
    status = values.choice("status", STATUS, "active")
    columns = {
        "name": values.text("name", 200, line=True).strip(),
        "description": values.text("description"),
        "url": values.uri("url"),
        "email": values.email("email"),
        "status": status,
        "fees": values.text("fees") or values.text("fees_description"),
        "accreditations": values.text("accreditations"),
        "conditions": values.text("eligibility_description"),
        "minimum_age": values.number("minimum_age", 0, OLDEST_LIFE),
        "maximum_age": values.number("maximum_age", 0, OLDEST_LIFE),
        "assured_date": values.day("assured_date") or None,
        "assurer_email": values.email("assurer_email"),
        "alert": values.text("alert"),
    }
    _ages_in_order(columns, values, say)
    _odd_day(columns, values, say, today)
    return columns


def _ages_in_order(columns: Row, values: Values, say: Say) -> None:
    low, high = columns["minimum_age"], columns["maximum_age"]
    if low is not None and high is not None and low > high:
        say(Level.DOUBTED, "minimum_age", f"From {low:g} to {high:g} years is no one's age.")
        values.left |= {"minimum_age": low, "maximum_age": high}
        columns["minimum_age"] = columns["maximum_age"] = None


def _odd_day(columns: Row, values: Values, say: Say, today: date) -> None:
    """When they looked at it last: long ago, or to come, is said."""
    if (written := columns["assured_date"]) is None:
        return
    day = date.fromisoformat(written)
    if day > today:
        say(Level.DOUBTED, "assured_date", f"Checked on {in_words(day)}, which is still to come.")
        values.left["assured_date"], columns["assured_date"] = written, None
    elif day < today - OLD:
        say(
            Level.DOUBTED,
            "assured_date",
            f"Was checked last on {in_words(day)}, by those who keep it.",
        )


def _about(entry: Entry, values: Values, say: Say) -> None:
    under = entry.their_id
    entry.organisation = _organisation(values, say, under)
    entry.places = places_of(values, say, under)
    said, attributes = ours(values.rows("attributes"), OF_ACTIVITY)
    entry.columns |= said
    entry.rows = {
        "times": times_of(values.rows("schedules"), say, under),
        "costs": costs_of(values.rows("cost_options"), say, under),
        "languages": languages_of(values.rows("languages"), say, under),
        "areas": _areas(values.rows("service_areas"), say, under),
        "contacts": contacts_of(values.rows("contacts"), say, under),
        "phones": phones_of(values.rows("phones"), say, under),
        "tags": tags_of(attributes, say, under),
    }
    here = {at["public_id"] for at, _ in entry.places}
    for time in entry.rows["times"]:
        if time.get("at") not in here:
            time.pop("at", None)
    for at, place in entry.places:
        entry.rows["times"] += [one | {"at": at["public_id"]} for one in place.rows.pop("times")]


def _of_a_table(entry: Entry, values: Values, say: Say) -> None:
    """What only a plain table says: hours as people write them, a rule, and fields of ours."""
    values.left.pop("_table", None)
    if hours := plain(str(values.take("_hours") or ""))[:2000]:
        entry.rows["times"] += written_times(hours, say, entry.their_id)
    if rule := values.text("_rule", 500, line=True):
        entry.rows["times"] += ruled_times(rule, say, entry.their_id)
    table = values.take("_ours")
    if isinstance(table, dict):
        inner = Values(table, say)
        for name in ("first_visit", "getting_there", "booking"):
            if name in table:
                entry.columns[name] = inner.text(name)
        for name, allowed in (("company", COMPANY), ("sort", SORT)):
            if name in table and (chosen := inner.choice(name, allowed, "")):
                entry.columns[name] = chosen
        if "met_at_door" in table:
            entry.columns["met_at_door"] = inner.yes_or_no("met_at_door")


def _areas(rows: list[Row], say: Say, under: str) -> list[Row]:
    made = []
    for at, raw in enumerate(rows):
        values = Values(raw, say, "service_areas.")
        made.append(
            {
                "public_id": values.id(f"{under}\0area\0{at}"),
                "name": values.text("name", 200, line=True),
                "extent": values.text("extent"),
                "extent_type": values.text("extent_type", 60, line=True),
                "uri": values.uri("uri"),
            }
            | end(values)
        )
    return made


def _organisation(values: Values, say: Say, under: str) -> Thing | None:
    raw = values.rows("organization")
    if not raw:
        if not values.raw.get("_table") and not values.raw.get("organization"):
            say(Level.DOUBTED, "organization", "Names no organisation; it is kept without one.")
        return None
    inner = Values(raw[0], say, "organization.")
    name = inner.text("name", 200, line=True).strip()
    if not name:
        say(Level.DOUBTED, "organization", "Its organisation has no name; it is kept without one.")
        return None
    public_id = inner.id(f"organisation\0{mark_of(name)}")
    parent = inner.take("parent_organization_id")
    columns: Row = {
        "public_id": public_id,
        "name": name,
        "description": inner.text("description"),
        "website": inner.uri("website") or inner.uri("url"),
        "email": inner.email("email"),
        "logo": inner.uri("logo"),
        "uri": inner.uri("uri"),
    }
    said, attributes = ours(inner.rows("attributes"), OF_ORGANISATION)
    rows = {
        "identifiers": _identifiers(inner.rows("organization_identifiers"), say, public_id),
        "contacts": contacts_of(inner.rows("contacts"), say, public_id),
        "phones": phones_of(inner.rows("phones"), say, public_id),
        "tags": tags_of(attributes, say, public_id),
    }
    columns |= said
    if parent:
        inner.left["parent_organization_id"] = parent
    columns["also"] = inner.rest()
    their_id = id_of(raw[0].get("id")) or public_id
    return Thing(their_id, columns, rows, mark=mark_of(name))


def _identifiers(rows: list[Row], say: Say, under: str) -> list[Row]:
    made = []
    for at, raw in enumerate(rows):
        values = Values(raw, say, "organization_identifiers.")
        row = {
            "public_id": values.id(f"{under}\0identifier\0{at}"),
            "scheme": values.text("identifier_scheme", 100, line=True),
            "type": values.text("identifier_type", 100, line=True),
            "identifier": values.text("identifier", 100, line=True),
        }
        if row["identifier"]:
            made.append(row | end(values))
    return made
