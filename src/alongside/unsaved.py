"""Why something could not be written or read: what stands behind an error of a database or a disk.

Pure: it looks at the codes that SQLite, PostgreSQL and the system give, and imports none of them.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from enum import Enum


class Why(Enum):
    """What is the matter, in three kinds: each needs other words and another remedy."""

    FULL = "full"  # nothing more fits on the disk, or it cannot be written to
    AWAY = "away"  # the database does not answer
    BUSY = "busy"  # others write, and we waited as long as we may


# https://www.sqlite.org/rescode.html: the kind is the lowest byte
SQLITE = {
    13: Why.FULL,  # SQLITE_FULL
    10: Why.FULL,  # SQLITE_IOERR: what a disk with a fault, or without room for the index, gives
    8: Why.FULL,  # SQLITE_READONLY
    14: Why.AWAY,  # SQLITE_CANTOPEN
    5: Why.BUSY,  # SQLITE_BUSY
    6: Why.BUSY,  # SQLITE_LOCKED
}
# https://www.postgresql.org/docs/15/errcodes-appendix.html: a code, or the class it begins with
POSTGRESQL = {
    "53100": Why.FULL,  # disk_full
    "58030": Why.FULL,  # io_error
    "25006": Why.FULL,  # read_only_sql_transaction
    "53": Why.AWAY,  # insufficient_resources: connections, memory
    "08": Why.AWAY,  # connection_exception
    "57P": Why.AWAY,  # admin_shutdown, crash_shutdown, cannot_connect_now
    "55P03": Why.BUSY,  # lock_not_available
    "57014": Why.BUSY,  # query_canceled
    "40": Why.BUSY,  # transaction_rollback: deadlock, serialization
}
SYSTEM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}


def why(error: BaseException | None) -> Why | None:
    """Which kind it is; None for an error that is no matter of disk or database, but of ours."""
    for one in _with_causes(error):
        if found := _of_sqlite(one) or _of_postgresql(one) or _of_system(one):
            return found
    return None


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _of_sqlite(error: BaseException) -> Why | None:
    code = getattr(error, "sqlite_errorcode", None)
    return SQLITE.get(code & 0xFF) if isinstance(code, int) else None


def _of_postgresql(error: BaseException) -> Why | None:
    if not type(error).__module__.startswith("psycopg"):
        return None
    code = getattr(error, "sqlstate", None)
    if code is None:  # it never came to speak with a server, or was cut off
        return Why.AWAY if type(error).__name__ in ("OperationalError", "InterfaceError") else None
    return next((POSTGRESQL[code[:n]] for n in (5, 3, 2) if code[:n] in POSTGRESQL), None)


def _of_system(error: BaseException) -> Why | None:
    return Why.FULL if isinstance(error, OSError) and error.errno in SYSTEM else None
