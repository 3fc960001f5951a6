"""SQLite: copied by its own backup interface, which reads one moment while others write."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from alongside.trouble import BadBackup

from .database import Ask, Snapshot, Step, facts
from .parts import PIECE

PAGES_AT_ONCE = 2_000
PATIENCE = 60  # seconds to wait for whoever writes


@dataclass(frozen=True)
class SQLite:
    """The database in this file."""

    path: Path
    kind: ClassVar[str] = "sqlite"
    part: ClassVar[str] = "database.sqlite3"

    def tables(self) -> list[str]:
        if not self.path.exists() or not self.path.stat().st_size:
            return []
        with closing(sqlite3.connect(self.path, timeout=PATIENCE)) as there:
            return _tables(there)

    @contextmanager
    def snapshot(self, step: Step) -> Iterator[Snapshot]:
        """A private copy beside the database, gone when it has been read or when we fail."""
        copy = self.path.with_name(f".backup-{os.getpid()}.sqlite3")
        try:
            self._copy_to(copy, step)
            with closing(sqlite3.connect(copy)) as held:
                found = facts(_asking(held), _tables(held))
            yield Snapshot(_pieces(copy, step), *found)
        finally:
            _remove(copy)

    def _copy_to(self, copy: Path, step: Step) -> None:
        _remove(copy)
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        source = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        with closing(source), closing(sqlite3.connect(copy)) as target:
            source.execute("BEGIN")  # held, so that no write makes the copy begin again
            source.execute("SELECT count(*) FROM sqlite_master").fetchall()
            source.backup(
                target,
                pages=PAGES_AT_ONCE,
                progress=lambda _, left, total: step("Copying the database", total - left, total),
                sleep=0,
            )
            source.execute("ROLLBACK")
            target.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it

    def fill(self, pieces: Iterable[bytes], rows: dict[str, int]) -> None:
        """Written beside its place, looked through, and then given its name."""
        fresh = self.path.with_name(f".restoring-{os.getpid()}.sqlite3")
        try:
            handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as file:
                for piece in pieces:
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            with closing(sqlite3.connect(fresh)) as there:
                _refuse_unsound(there, rows)
            for beside in ("-wal", "-shm"):  # of an empty database that was here before
                _remove(Path(f"{self.path}{beside}"))
            fresh.replace(self.path)
        finally:
            _remove(fresh)


def _refuse_unsound(there: sqlite3.Connection, rows: dict[str, int]) -> None:
    try:
        sound = there.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        whole = sound and facts(_asking(there), _tables(there))[0] == rows
    except sqlite3.DatabaseError:
        whole = False
    if not whole:
        raise BadBackup(
            "The database in this backup is not whole.",
            needed="A database that SQLite finds sound, with all its rows.",
            try_this="Take the backup of the day before; then: alongside doctor, where it was made",
        )


def _asking(there: sqlite3.Connection) -> Ask:
    return lambda asked: there.execute(asked).fetchall()


def _tables(there: sqlite3.Connection) -> list[str]:
    found = there.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' ORDER BY name"
    )
    return [str(name) for (name,) in found]


def _pieces(copy: Path, step: Step) -> Iterator[bytes]:
    total = copy.stat().st_size
    with copy.open("rb") as file:
        while piece := file.read(PIECE):
            step("Locking it", file.tell(), total)
            yield piece


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError):
        path.unlink()
