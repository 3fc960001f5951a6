"""All that is sealed in the database, column by column, as it stands there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.apps import apps
from django.db import connection, transaction

from .fields import Sealed
from .keys import MARK

BATCH = 500  # rows: a few milliseconds for which others wait
MARKED = len(MARK) + 8  # letters of a sealed text that say with which key
Row: TypeAlias = tuple[Any, str]  # number, sealed text


@dataclass(frozen=True)
class Column:
    """One sealed column of one table."""

    field: Sealed[Any, Any]

    def __str__(self) -> str:
        return f"{self.field.model._meta.label}.{self.field.name}"

    @property
    def _names(self) -> tuple[str, str, str]:
        meta, quote = self.field.model._meta, connection.ops.quote_name
        return quote(meta.db_table), quote(self.field.column), quote(meta.pk.column)

    def by_key(self) -> dict[str, int]:
        """How many texts bear each mark, such as *s1.ab12cd34*. What is not sealed counts as ""."""
        table, column, _ = self._names
        rows = _ask(
            f"SELECT substr({column}, 1, {MARKED}), count(*) FROM {table}"  # noqa: S608 - names of ours
            f" WHERE {column} <> '' GROUP BY 1",
            [],
        )
        counts: Counter[str] = Counter()
        for mark, number in rows:
            counts[mark if mark.startswith(MARK) else ""] += number
        return counts

    def count(self, *, but_for: str) -> int:
        """How many sealed texts do not bear this key."""
        marks = self.by_key().items()
        return sum(texts for mark, texts in marks if mark and mark != MARK + but_for)

    def first(self) -> str | None:
        """One of its sealed texts, where there is any."""
        table, column, _ = self._names
        rows = _ask(
            f"SELECT {column} FROM {table} WHERE {column} LIKE %s LIMIT 1",  # noqa: S608 - as above
            [f"{MARK}%"],
        )
        return str(rows[0][0]) if rows else None

    def batches(self, *, but_for: str = "") -> Iterator[list[Row]]:
        """All its sealed texts, some at a time; without those that bear the key `but_for`."""
        table, column, key = self._names
        after: Any = None
        while True:
            beyond = f" AND {key} > %s" if after is not None else ""
            rows = _ask(
                f"SELECT {key}, {column} FROM {table}"  # noqa: S608 - as above
                f" WHERE {column} LIKE %s AND {column} NOT LIKE %s{beyond}"
                f" ORDER BY {key} LIMIT {BATCH}",
                [f"{MARK}%", f"{MARK}{but_for or '-'}.%", *([after] if beyond else [])],
            )
            if not rows:
                return
            yield rows
            after = rows[-1][0]

    def put(self, changes: list[tuple[str, Any, str]]) -> int:
        """Write (new text, row, old text), each only where the old one still stands there.

        Says how many were written. On PostgreSQL a row that somebody holds is left out: who waits
        for nobody is in nobody's deadlock.
        """
        table, column, key = self._names
        with transaction.atomic(), connection.cursor() as cursor:
            free = self._held([number for _, number, _ in changes])
            cursor.executemany(
                f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s",  # noqa: S608 - as above
                [change for change in changes if free is None or change[1] in free],
            )
            return max(int(cursor.rowcount), 0)

    def _held(self, numbers: list[Any]) -> set[Any] | None:
        """Those of these rows that are ours until the transaction ends; None: all of them."""
        if connection.vendor != "postgresql":
            return None
        table, _, key = self._names
        rows = _ask(
            f"SELECT {key} FROM {table} WHERE {key} = ANY(%s) ORDER BY {key}"  # noqa: S608 - as above
            " FOR UPDATE SKIP LOCKED",
            [numbers],
        )
        return {row[0] for row in rows}


def columns() -> list[Column]:
    """Every sealed column that the database has by now."""
    tables = set(connection.introspection.table_names())
    return [
        Column(found)
        for model in apps.get_models()
        if model._meta.db_table in tables
        for found in model._meta.concrete_fields
        if isinstance(found, Sealed)
    ]


def first_sealed() -> tuple[Column, str] | None:
    """Something that is sealed, and where; None when nothing is yet."""
    for column in columns():
        if (sealed := column.first()) is not None:
            return column, sealed
    return None


def _ask(question: str, given: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(question, given)
        return list(cursor.fetchall())
