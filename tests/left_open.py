"""What a test has left open keeps no other from going on.

A page that is closed may send a last request, which its test does not wait for. Before tables are
emptied PostgreSQL would wait for its transaction, and if that never ends, so would the whole run.
"""

from __future__ import annotations

import time
import warnings

import psycopg
from django.db import connection

PATIENCE = 20  # seconds, for a busy machine
OTHERS = """
SELECT pid, state, wait_event, left(query, 300) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND backend_type = 'client backend' AND xact_start IS NOT NULL
"""


def end_what_was_left_open() -> None:
    """On PostgreSQL: waits for others to end; who does not is sent away, and a warning says so."""
    until = time.monotonic() + PATIENCE
    while left := _others():
        if time.monotonic() > until:
            warnings.warn(f"Left open after a test, and ended: {left}", stacklevel=2)
            with connection.cursor() as cursor:
                for pid, *_ in left:
                    cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
            return
        time.sleep(0.1)


def _others() -> list[tuple[int, str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        return list(cursor.fetchall())


def drop(server: str, database: str) -> None:
    """Take a database away that a test has made. If that takes for ever it stays, and is told."""
    with psycopg.connect(server, autocommit=True) as there:
        try:
            there.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)'.encode())
        except psycopg.errors.QueryCanceled:  # the server goes too, with all that is in it
            warnings.warn(f"{database} could not be dropped", stacklevel=2)
