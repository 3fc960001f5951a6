"""Who said what, a row for each value that a source gives: twenty of each service.

By hand, because there are so many: made one by one they are half of what an import takes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

SQLITE = """
INSERT INTO directory_said ({column}, field, value, source_id, "on") VALUES (%s, %s, %s, %s, %s)
"""
POSTGRESQL = 'COPY directory_said ({column}, field, value, source_id, "on") FROM STDIN'


def write(column: str, rows: Sequence[tuple[int, str, Any]], source: int, on: date) -> None:
    """Rows of a thing's number, a field and its value; `column` is that of the kind of thing."""
    values = [(number, name, json.dumps(value), source, on) for number, name, value in rows]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(POSTGRESQL.format(column=column)) as copy:
                for row in values:
                    copy.write_row(row)
        else:
            cursor.executemany(SQLITE.format(column=column), values)
