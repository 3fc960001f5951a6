"""A value that somebody else gives, beside the one that stands: said in words, and taken over.

An entry is an activity, an organisation or a place. A value is text for the fields of `fields.py`
and for an entry's own columns. For what an entry has
several of (times, costs, …), it is a list of rows as `taking_in.children` writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import models

from . import details, fields
from .geography import point_of
from .models import Activity, Organisation, Place, Said, Source, Time
from .provenance import KIND, Thing
from .taking_in.children import MODELS, Children
from .taking_in.plain_values import into
from .times import words_of

GROUPS = {
    "at": "Where it is",
    "times": "When it is on",
    "costs": "What it costs",
    "languages": "Languages",
    "areas": "For whom by where they live",
    "contacts": "Whom to ask",
    "phones": "Telephone",
    "tags": "Words that it is found by",
    "access": "What is written about getting in",
    "identifiers": "Numbers that others know it by",
}
SAID_OF_A_ROW = {  # what of a row is said on a page, in this order
    "costs": ("amount", "option", "amount_description"),
    "languages": ("name", "code", "note"),
    "areas": ("name", "extent"),
    "contacts": ("name", "title", "email"),
    "phones": ("number", "description"),
    "access": ("description", "details"),
    "identifiers": ("scheme", "identifier"),
}
OF_PLACE = {
    "name": "What the place is called",
    "description": "What the place is like",
    "location_type": "What sort of place",
    "attention": "For the attention of",
    "address_1": "Address",
    "city": "Town",
    "state_province": "County",
    "postcode": "Postcode",
} | details.ACCESS
OF_ORGANISATION = {
    "name": "What it is called",
    "description": "What it does",
    "kind": "What sort of organisation",
    "uri": "Its page elsewhere",
}
ORGANISATION = "organisation_id"
POINT = ("latitude", "longitude")  # they go with the postcode
NOT_TAKEN = {"id", "public_id", "standing", "created_at", "modified_at", "address_id", "also"}
NOT_TAKEN |= {*POINT}


def standing(thing: Thing, name: str) -> Any:
    """What the entry says now, as JSON has it."""
    if isinstance(thing, Activity) and name in fields.FIELDS:
        return fields.read(thing, name)
    if _is_group(thing, name):
        rows = MODELS[name]._base_manager.filter(**{KIND[type(thing)]: thing}).order_by("pk")
        return [_row(row) for row in rows]
    return _plain(getattr(thing, name)) if _is_column(thing, name) else None


def in_order(names: Iterable[str]) -> list[str]:
    """As an entry's own pages have them; PostgreSQL keeps what was sent in an order of its own."""
    known = list(dict.fromkeys([*fields.FIELDS, *OF_PLACE, *GROUPS]))
    return sorted(
        names, key=lambda name: (known.index(name) if name in known else len(known), name)
    )


def take(thing: Thing, values: Mapping[str, Any], source: Source | None = None) -> None:
    """Put them in the place of what stands. What is no field of an entry is left alone.

    With a postcode from a source, a place goes where that source says that it is.
    """
    columns = []
    for name, value in values.items():
        if isinstance(thing, Activity) and name in fields.FIELDS:
            fields.write(thing, name, str(value or "")[: fields.FIELDS[name].longest])
        elif _is_group(thing, name):
            _take_rows(thing, name, value)
        elif _is_column(thing, name):
            column = _columns(thing)[name]
            setattr(thing, name, value if column.is_relation else column.to_python(value))
            columns.append(column.name)
    if isinstance(thing, Place) and "postcode" in values:
        _to_where_it_is(thing, source)
        columns += POINT
    if columns:  # together: of two ages, one alone may not go with the other that stands
        thing.save(update_fields=columns)


def label(name: str, of: type[Thing] = Activity) -> str:
    """What it is called on a page."""
    if name == ORGANISATION:
        return "Who runs it"
    own = {Place: OF_PLACE, Organisation: OF_ORGANISATION}.get(of, {})
    return own.get(name) or GROUPS.get(name) or fields.label(name)


def in_words(name: str, value: Any, of: type[Thing] = Activity) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if chosen := dict(_choices(of, name)).get(value if isinstance(value, str) else ""):
        return str(chosen)
    if name == ORGANISATION and value:
        return str(Organisation.objects.filter(pk=value).first() or "")
    if isinstance(value, list):
        rows = [row for row in value if isinstance(row, dict)]
        return "\n".join(said for row in rows if (said := _said(name, row)))
    return "" if value is None else str(value)


def _said(group: str, row: dict[str, Any]) -> str:
    if group == "times":
        return words_of(Time(**into(Time, _own(row))))
    if group == "at":
        return str(Place.objects.filter(pk=row.get("place_id") or 0).first() or "")
    if group == "tags":
        term = row.get("term")
        return str(row.get("name") or (term.get("name") if isinstance(term, dict) else "") or "")
    parts = [str(row.get(name) or "") for name in SAID_OF_A_ROW.get(group, ())]
    parts += [str(phone.get("number", "")) for phone in row.get("phones", [])]
    return ", ".join(part for part in parts if part)


def _own(row: dict[str, Any]) -> dict[str, Any]:
    """Without what ties it to others."""
    return {name: value for name, value in row.items() if name not in ("at", "activity_id", "id")}


def _take_rows(thing: Thing, group: str, value: Any) -> None:
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    if group == "at" and isinstance(thing, Activity):  # or their times would go with the places
        thing.times.update(at=None)
    kind = KIND[type(thing)]
    Children.delete(kind, [thing.pk], group)
    children = Children()
    children.add(kind, thing.pk, group, rows)
    children.write()


def _to_where_it_is(place: Place, source: Source | None) -> None:
    """Where the source says that this postcode is; else where its postcode is."""
    rows = Said.objects.filter(place=place, source=source).values_list("field", "value")
    said: dict[str, Any] = dict(rows) if source is not None else {}
    place.latitude = place.longitude = None
    if said.get("postcode") == place.postcode and None not in (said.get(one) for one in POINT):
        place.latitude, place.longitude = (float(said[one]) for one in POINT)
    elif place.postcode and (point := point_of(place.postcode)):
        place.latitude, place.longitude = point.latitude, point.longitude


def _row(row: models.Model) -> dict[str, Any]:
    owners = {"id", *(f"{kind}_id" for kind in KIND.values())} - {"place_id"}
    said = {
        field.attname: _plain(field.value_from_object(row))
        for field in row._meta.concrete_fields
        if field.attname not in owners
    }
    phones = getattr(row, "phones", None)
    if phones is not None:
        said["phones"] = [_row(phone) for phone in phones.all()]
    term = getattr(row, "term", None)
    return said | ({"name": term.name} if term is not None else {})


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | dict | list):
        return value
    return str(value)


def _is_group(thing: Thing, name: str) -> bool:
    """Whether such an entry has several of it."""
    rows = MODELS[name]._meta.concrete_fields if name in GROUPS else ()
    return any(field.name == KIND[type(thing)] for field in rows)


def _is_column(thing: Thing, name: str) -> bool:
    columns = _columns(thing)
    if name not in columns or name in NOT_TAKEN:
        return False
    return name == ORGANISATION or not columns[name].is_relation


def _columns(thing: Thing) -> dict[str, Any]:
    return {field.attname: field for field in thing._meta.concrete_fields}


def _choices(of: type[Thing], name: str) -> Iterable[Any]:
    columns = {field.attname: field for field in of._meta.concrete_fields}
    return (columns[name].choices if name in columns else None) or ()
