"""Django's SQLite, opened by many at once.

ENGINE is `alongside.casework.site.sqlite`. A new file is put into its write-ahead mode by the
first who opens it, and SQLite tells any other who opens it in that moment at once that it is
locked, however long the timeout: it waits for rows, not for that. So whoever opens it waits here.
"""

from __future__ import annotations

import sqlite3
import time
from typing import Any

from django.db.backends.sqlite3 import base

PAUSE = 0.05  # seconds


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that waits as long for the file as it would for a row."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file; raise what SQLite says when it is still locked after the timeout."""
        until = time.monotonic() + conn_params.get("timeout", 5)
        while True:
            try:
                return super().get_new_connection(conn_params)
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() >= until:
                    raise
            time.sleep(PAUSE)
