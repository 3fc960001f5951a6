"""Values of columns, between the database and JSON."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models


def as_json(value: Any) -> Any:
    """As JSON has it."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value


def into(model: type[models.Model], row: dict[str, Any]) -> dict[str, Any]:
    """Keywords for a record: what of a row is a column, as the database has it."""
    columns = {field.attname: field for field in model._meta.concrete_fields}
    return {
        name: columns[name].to_python(value) if not columns[name].is_relation else value
        for name, value in row.items()
        if name in columns
    }


def same(a: Any, b: Any) -> bool:
    """Nothing is the same in whichever way it is written; 12 and 12.0 are, too."""
    if a in (None, "", [], {}) and b in (None, "", [], {}):
        return True
    return bool(a == b)
