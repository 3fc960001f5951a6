"""Who said what, a row for each value that a source gives: twenty of each service."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

AT_ONCE = 200
SQL = 'INSERT INTO directory_said ({column}, field, value, source_id, "on") VALUES '
ROW = "(%s, %s, %s, %s, %s)"


def write(column: str, rows: Sequence[tuple[int, str, Any]], source: int, on: date) -> None:
    """Rows of a thing's number, a field and its value; `column` is the one of that kind of thing.

    By hand, because there are so many: made one by one they are half of what an import takes.
    """
    with connection.cursor() as cursor:
        for at in range(0, len(rows), AT_ONCE):
            some = rows[at : at + AT_ONCE]
            values = [
                each
                for number, name, value in some
                for each in (number, name, json.dumps(value), source, on)
            ]
            sql = SQL.format(column=column) + ", ".join([ROW] * len(some))
            cursor.execute(sql, values)
