"""A value that somebody else gives, beside the one that stands: said in words, and taken over.

A value is text for the fields of `fields.py` and for an entry's own columns. For what an entry has
several of (times, costs, …), it is a list of rows as `taking_in.children` writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import models

from . import fields
from .models import Activity, Organisation, Place, Time
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
}
SAID_OF_A_ROW = {  # what of a row is said on a page, in this order
    "costs": ("amount", "option", "amount_description"),
    "languages": ("name", "code", "note"),
    "areas": ("name", "extent"),
    "contacts": ("name", "title", "email"),
    "phones": ("number", "description"),
}
ORGANISATION = "organisation_id"
NOT_TAKEN = {"id", "public_id", "standing", "created_at", "modified_at"}


def standing(activity: Activity, name: str) -> Any:
    """What the entry says now, as JSON has it."""
    if name in fields.FIELDS:
        return fields.read(activity, name)
    if name in GROUPS:
        rows = MODELS[name]._base_manager.filter(activity=activity).order_by("pk")
        return [_row(row) for row in rows]
    return _plain(getattr(activity, name)) if _is_column(name) else None


def in_order(names: Iterable[str]) -> list[str]:
    """As an entry's own pages have them; PostgreSQL keeps what was sent in an order of its own."""
    known = [*fields.FIELDS, *GROUPS]
    return sorted(
        names, key=lambda name: (known.index(name) if name in known else len(known), name)
    )


def take(activity: Activity, values: Mapping[str, Any]) -> None:
    """Put them in the place of what stands. What is no field of an entry is left alone."""
    columns = []
    for name, value in values.items():
        if name in fields.FIELDS:
            fields.write(activity, name, str(value or "")[: fields.FIELDS[name].longest])
        elif name in GROUPS:
            _take_rows(activity, name, value)
        elif _is_column(name):
            column = _column(name)
            setattr(activity, name, value if column.is_relation else column.to_python(value))
            columns.append(column.name)
    if columns:  # together: of two ages, one alone may not go with the other that stands
        activity.save(update_fields=columns)


def label(name: str) -> str:
    """What it is called on a page."""
    if name == ORGANISATION:
        return "Who runs it"
    return GROUPS.get(name) or fields.label(name)


def in_words(name: str, value: Any) -> str:
    """A value as people read it."""
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


def _take_rows(activity: Activity, group: str, value: Any) -> None:
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    if group == "at":  # or their times would go with the places
        activity.times.update(at=None)
    Children.delete("activity", [activity.pk], group)
    children = Children()
    children.add("activity", activity.pk, group, rows)
    children.write()


def _row(row: models.Model) -> dict[str, Any]:
    said = {
        field.attname: _plain(field.value_from_object(row))
        for field in row._meta.concrete_fields
        if field.attname not in ("id", "activity_id")
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


def _is_column(name: str) -> bool:
    columns = {field.attname: field for field in Activity._meta.concrete_fields}
    if name not in columns or name in NOT_TAKEN:
        return False
    return name == ORGANISATION or not columns[name].is_relation


def _column(name: str) -> Any:
    return next(one for one in Activity._meta.concrete_fields if one.attname == name)
