"""A value that somebody else gives, beside the one that stands: said in words, and taken over.

A value is text for the fields of `fields.py` and for an entry's own columns. For what an entry has
several of (times, costs, …), it is a list of rows, each {column: value} as JSON has them.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models

from . import fields, provenance
from .models import Activity, CostOption, Language, Phone, ServiceArea, Time
from .times import weekdays_bits, words_of

ROWS: dict[str, tuple[type[models.Model], str]] = {
    "times": (Time, "When it is on"),
    "costs": (CostOption, "What it costs"),
    "languages": (Language, "Languages"),
    "areas": (ServiceArea, "For whom by where they live"),
    "phones": (Phone, "Telephone"),
}
OURS = {"id", "public_id", "activity", "weekdays"}  # columns that nobody else gives


def standing(activity: Activity, name: str) -> Any:
    """What the entry says now, as JSON has it."""
    if name in fields.FIELDS:
        return fields.read(activity, name)
    if name in ROWS:
        return [_row(row) for row in ROWS[name][0]._base_manager.filter(activity=activity)]
    return _plain(getattr(activity, _column(name).attname)) if _is_column(name) else None


def take(activity: Activity, name: str, value: Any) -> None:
    """Put it in the place of what stands. What is no field of an entry is left alone."""
    if name in fields.FIELDS:
        fields.write(activity, name, str(value or "")[: fields.FIELDS[name].longest])
    elif name in ROWS:
        _take_rows(activity, ROWS[name][0], value)
    elif _is_column(name):
        column = _column(name)
        setattr(activity, column.attname, column.to_python(value))
        activity.save(update_fields=[column.name])


def label(name: str) -> str:
    """What it is called on a page."""
    if name in ROWS:
        return ROWS[name][1]
    return fields.label(name)


def in_words(name: str, value: Any) -> str:
    """A value as people read it."""
    if name == "times" and isinstance(value, list):
        return "\n".join(words_of(_made(Time, row)) for row in value if isinstance(row, dict))
    if isinstance(value, list):
        return "\n".join(_said(row) for row in value)
    return "" if value is None else str(value)


def given_back(activity: Activity, name: str) -> None:
    """It may change with its source again."""
    provenance.given_back(activity, name)


def _said(row: Any) -> str:
    if not isinstance(row, dict):
        return str(row)
    return ", ".join(str(value) for value in row.values() if value not in (None, "", {}, []))


def _take_rows(activity: Activity, model: type[models.Model], value: Any) -> None:
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    made = [_made(model, row) for row in rows]
    for one in made:
        one.activity = activity
        if isinstance(one, Time):
            one.weekdays = weekdays_bits(one)
    model._base_manager.filter(activity=activity).delete()
    model._base_manager.bulk_create(made)


def _made(model: type[models.Model], row: dict[str, Any]) -> Any:
    columns = {field.name: field for field in model._meta.concrete_fields}
    said = {
        name: columns[name].to_python(value)
        for name, value in row.items()
        if name in columns and name not in OURS and not columns[name].is_relation
    }
    return model(**said)


def _row(row: models.Model) -> dict[str, Any]:
    return {
        field.name: _plain(value)
        for field in row._meta.concrete_fields
        if field.name not in OURS
        and not field.is_relation
        and (value := field.value_from_object(row)) not in (None, "", {})
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


NOT_TAKEN = {"id", "public_id", "standing", "only_for", "merged_into", "created_at", "modified_at"}


def _is_column(name: str) -> bool:
    names = {field.name for field in Activity._meta.concrete_fields if not field.is_relation}
    return name in names - NOT_TAKEN


def _column(name: str) -> Any:
    return Activity._meta.get_field(name)
