"""What stands behind an error of a database or a disk."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError

from alongside.unsaved import Why, why


def of_sqlite(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("words that may hold anything")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (of_sqlite(13), Why.FULL),
        (of_sqlite(10 | (19 << 8)), Why.FULL),  # SQLITE_IOERR_SHMSIZE
        (of_sqlite(8), Why.FULL),
        (of_sqlite(14), Why.AWAY),
        (of_sqlite(5), Why.BUSY),
        (of_sqlite(1), None),
        (psycopg.errors.DiskFull(), Why.FULL),
        (psycopg.errors.ReadOnlySqlTransaction(), Why.FULL),
        (psycopg.errors.TooManyConnections(), Why.AWAY),
        (psycopg.errors.AdminShutdown(), Why.AWAY),
        (psycopg.errors.CannotConnectNow(), Why.AWAY),
        (psycopg.errors.ConnectionFailure(), Why.AWAY),
        (psycopg.OperationalError("connection refused"), Why.AWAY),
        (psycopg.InterfaceError("the connection is closed"), Why.AWAY),
        (psycopg.errors.DeadlockDetected(), Why.BUSY),
        (psycopg.errors.LockNotAvailable(), Why.BUSY),
        (psycopg.errors.UniqueViolation(), None),
        (psycopg.DataError("nothing of the kind"), None),
        (OSError(errno.ENOSPC, "No space left on device"), Why.FULL),
        (OSError(errno.EFBIG, "File too large"), Why.FULL),
        (FileNotFoundError(errno.ENOENT, "gone"), None),
        (ValueError("a mistake of ours"), None),
        (None, None),
    ],
)
def test_each_error_is_of_one_kind(error: BaseException | None, reason: Why | None):
    assert why(error) is reason


def test_what_an_error_was_made_of_counts():
    outer = OperationalError("database or disk is full")
    outer.__cause__ = of_sqlite(13)
    outermost = RuntimeError()
    outermost.__context__ = outer

    assert why(outermost) is Why.FULL


def test_errors_that_go_round_in_a_circle_come_to_an_end():
    one, other = ValueError(), ValueError()
    one.__context__, other.__context__ = other, one

    assert why(one) is None


def test_sqlite_itself_says_so_when_no_page_can_be_added(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "small.sqlite3")) as small:
        small.execute("CREATE TABLE note (words TEXT)")
        small.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError) as error:
            small.execute("INSERT INTO note VALUES (?)", ["x" * 100_000])

    assert why(error.value) is Why.FULL
