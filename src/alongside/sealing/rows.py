"""All that is sealed in the database, field by field."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection

from .fields import _Sealed, sealed_fields
from .keys import MARK


def places() -> Iterator[_Sealed]:
    """Every sealed field of every model."""
    for model in apps.get_models():
        yield from sealed_fields(model)


def first_sealed() -> str | None:
    """Something that is sealed, or None when nothing is yet."""
    tables = set(connection.introspection.table_names())
    for field in places():
        table, column = field.model._meta.db_table, field.column
        if table not in tables:
            continue
        quote = connection.ops.quote_name
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {quote(column)} FROM {quote(table)} WHERE {quote(column)} LIKE %s LIMIT 1",  # noqa: S608 - names of ours
                [f"{MARK}%"],
            )
            if row := cursor.fetchone():
                return str(row[0])
    return None


def any_sealed() -> bool:
    """Whether there is anything in the database that only the keys can open."""
    return first_sealed() is not None


def faults() -> list[str]:
    """What is wrong with the keys, in sentences; none when all is well."""
    return []
