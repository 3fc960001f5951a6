"""The database: does it answer, is it whole, is it of this version, is nothing left lying."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from .finding import Finding, mend, well

NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs"}
WAITED_LONG = timedelta(minutes=10)


def ask(words: str) -> list[tuple[Any, ...]]:
    """Rows of a question that is written here."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(words)
        return list(cursor.fetchall())


def answers(quick: bool) -> Iterator[Finding]:
    """That it can be reached at all, and where SQLite's file lies."""
    from django.db import connection

    connection.ensure_connection()
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    version = ".".join(str(part) for part in connection.get_database_version())
    yield well("Database", f"{name} {version} answers.")
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        kind = kind_of_disk(path)
        if kind in NETWORK:
            yield mend(
                "Database",
                f"Its file lies on a network disk ({kind}), where SQLite’s locks do not hold.",
                "Move the data folder to a disk of this machine, or use PostgreSQL.",
            )


def kind_of_disk(path: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The kind of file system that a path is on, as the system names it; "" where it does not."""
    if not mounts.exists():
        return ""
    found, longest = "", -1
    for line in mounts.read_text().splitlines():
        _, point, kind, *_ = line.split(" ")
        if path.resolve().is_relative_to(point) and len(point) > longest:
            found, longest = kind, len(point)
    return found


def whole(quick: bool) -> Iterator[Finding]:
    """That nothing in it is damaged."""
    from django.db import connection

    faults = list((_sqlite_faults if connection.vendor == "sqlite" else _postgres_faults)(quick))
    for fault in faults:
        yield mend(
            "Database, whole",
            fault,
            "Stop the service, keep a copy of what is there, and restore the last good backup:"
            " docs/guide/backing-up.md",
        )
    if not faults:
        looked = "its structure" if quick else "every page of it"
        yield well("Database, whole", f"Nothing is damaged; {looked} was read.")


def _sqlite_faults(quick: bool) -> Iterator[str]:
    check = "quick_check" if quick else "integrity_check"
    said = [str(row[0]) for row in ask(f"PRAGMA {check}(20)")]
    if said != ["ok"]:
        yield f"SQLite finds {len(said)} fault{'s'[: len(said) != 1]} in its structure."
    for table, count in _counted(ask("PRAGMA foreign_key_check")).items():
        yield f"{count} rows of {table} point at rows that are not there."


def _counted(rows: list[tuple[Any, ...]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for table, *_ in rows:
        found[str(table)] = found.get(str(table), 0) + 1
    return found


def _postgres_faults(quick: bool) -> Iterator[str]:
    bad = ask("SELECT coalesce(sum(checksum_failures), 0) FROM pg_stat_database")[0][0]
    if bad:
        yield f"PostgreSQL has met {bad} pages whose checksum was wrong."
    for (name,) in ask("SELECT conname FROM pg_constraint WHERE NOT convalidated"):
        yield f"The rule {name} was never checked on the rows that are there."
    for (name,) in ask("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"):
        yield f"The index {name} is not valid."
    if not quick:
        yield from _every_row()


def _every_row() -> Iterator[str]:
    """Reading all of it is what finds a damaged page where amcheck is not installed."""
    from django.db import DatabaseError, connection, transaction

    amcheck = bool(ask("SELECT 1 FROM pg_extension WHERE extname = 'amcheck'"))
    tables = ask("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    for (table,) in tables:
        name = connection.ops.quote_name(table)
        try:
            with transaction.atomic():
                ask(f"SELECT count(row.*), sum(length(row::text)) FROM {name} AS row")  # noqa: S608 - from its catalogue
                if amcheck and ask(f"SELECT * FROM verify_heapam('{name}')"):  # noqa: S608 - as above
                    yield f"PostgreSQL finds damaged rows in {table}."
        except DatabaseError as error:
            yield f"The table {table} cannot be read to its end ({type(error).__name__})."


def up_to_date(quick: bool) -> Iterator[Finding]:
    """That the database and this version belong together."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    ahead = sorted(set(loader.applied_migrations) - set(loader.disk_migrations or {}))
    waiting = set(loader.disk_migrations or {}) - set(loader.applied_migrations)
    if ahead:
        yield mend(
            "Version",
            f"The database has had {len(ahead)} changes of which this version knows nothing.",
            "Install the version of Alongside that was used last.",
        )
    elif waiting:
        yield mend(
            "Version",
            f"The database waits for {len(waiting)} changes that this version needs.",
            "alongside backup FILE, and then: alongside manage migrate",
        )
    else:
        yield well("Version", "The database is that of this version.")


def longer_work(quick: bool) -> Iterator[Finding]:
    """That somebody does what is asked for: imports, extracts."""
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    from alongside.background import is_alive

    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - WAITED_LONG).count()
    running = list(DBTaskResult.objects.running())
    alive = [one for one in running if one.worker_ids and is_alive(one.worker_ids[-1])]
    if late and not alive:
        yield mend(
            "Longer work",
            f"{late} piece{'s'[: late != 1]} of work waited longer than ten minutes.",
            "alongside serve, which has a process for it; or: alongside work",
        )
    elif len(alive) < len(running):
        yield mend(
            "Longer work",
            "A piece of work was left half done: its process is gone.",
            "Start alongside serve again, or alongside work: it takes it up again.",
        )
    else:
        yield well("Longer work", "Nothing waits." if not running else "It goes on.")
