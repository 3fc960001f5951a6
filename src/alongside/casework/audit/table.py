"""Lines into the table, thousands with one statement: made by hand, as fast as the database is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from .models import Event

COLUMNS = (
    "number",
    "link",
    "at",
    "action",
    "worker_number",
    "thing_label",
    "thing_number",
    "person_number",
    "scheme_number",
    "page",
    "detail",
)
SQLITE = (
    'INSERT INTO "audit_event" (number, link, at, action, worker_number, thing_label, thing_number,'
    " person_number, scheme_number, page, detail)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
POSTGRESQL = (
    'INSERT INTO "audit_event" (number, link, at, action, worker_number, thing_label, thing_number,'
    " person_number, scheme_number, page, detail) SELECT * FROM unnest(%s::bigint[], %s::text[],"
    " %s::timestamptz[], %s::text[], %s::bigint[], %s::text[], %s::bigint[], %s::bigint[],"
    " %s::bigint[], %s::text[], %s::jsonb[]) RETURNING id"
)
LINK = (
    'UPDATE "audit_event" SET number = new.number, link = new.link'
    " FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS new (id, number, link)"
    " WHERE audit_event.id = new.id"
)


def insert(connection: BaseDatabaseWrapper, events: Sequence[Event]) -> None:
    """Write new lines. On PostgreSQL, and where it is one, they know the number of their row."""
    columns = [_column(connection, name, events) for name in COLUMNS]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL, columns)
            rows: Sequence[int] = [row for (row,) in cursor.fetchall()]
        else:
            cursor.executemany(SQLITE, list(zip(*columns, strict=True)))
            rows = _last_rows(cursor, len(events))
    for event, row in zip(events, rows, strict=True):
        event.pk = row
        event._state.adding = False


def _last_rows(cursor: Any, count: int) -> range:
    """SQLite gives numbers in a row, and nobody else writes at the same time."""
    cursor.execute("SELECT max(id) FROM audit_event")
    last: int = cursor.fetchone()[0]
    return range(last - count + 1, last + 1)


def keep_links(connection: BaseDatabaseWrapper, events: Sequence[Event]) -> None:
    """Write number and link of lines that had none, which PostgreSQL alone has."""
    columns = [[getattr(event, name) for event in events] for name in ("pk", "number", "link")]
    with connection.cursor() as cursor:
        cursor.execute(LINK, columns)


def _column(connection: BaseDatabaseWrapper, name: str, events: Sequence[Event]) -> list[Any]:
    """What stands in one column, as the database takes it."""
    values = [getattr(event, name) for event in events]
    if name == "detail":
        return [json.dumps(value) if value else "{}" for value in values]
    if name == "at":
        moments = {value: connection.ops.adapt_datetimefield_value(value) for value in set(values)}
        return [moments[value] for value in values]
    return values
