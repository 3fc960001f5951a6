"""PostgreSQL: copied by its own pg_dump, from a snapshot that we hold and count the rows of."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, ClassVar

import psycopg
from psycopg.conninfo import make_conninfo

from alongside.trouble import BadBackup, NoDatabase, NotInstalled

from .database import Ask, Snapshot, Step, facts
from .parts import PIECE

DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Postgres:
    """The database that these words of libpq name: host, port, dbname, user, password …"""

    to: Mapping[str, Any] = field(repr=False)  # it may hold a password
    kind: ClassVar[str] = "postgresql"
    part: ClassVar[str] = "database.pgdump"

    def tables(self) -> list[str]:
        with self._connect() as there:
            return _tables(there)

    @contextmanager
    def snapshot(self, step: Step) -> Iterator[Snapshot]:
        with self._connect() as there:
            there.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            there.read_only = True
            found = facts(_asking(there), _tables(there))
            row = there.execute("SELECT pg_export_snapshot()").fetchone()
            held = str(row[0]) if row else ""
            dump = find_program("pg_dump", at_least=there.info.server_version // 10_000)
            yield Snapshot(self._dump(dump, held, step), *found)

    def _dump(self, program: Path, held: str, step: Step) -> Iterator[bytes]:
        words = ["--format=custom", "--compress=0", "--no-owner", "--no-privileges"]
        command = [str(program), *words, f"--snapshot={held}", f"--dbname={self._open_words()}"]
        with tempfile.TemporaryFile() as said:
            with subprocess.Popen(  # noqa: S603 - PostgreSQL's own program, by its path
                command, stdout=subprocess.PIPE, stderr=said, env=self._environment()
            ) as process:
                written = 0
                while piece := _of(process.stdout).read(PIECE):
                    written += len(piece)
                    step("Copying and locking the database", written, 0)
                    yield piece
            if process.returncode:
                raise _failed("pg_dump", said)

    def fill(self, pieces: Iterable[bytes], rows: dict[str, int]) -> None:
        with self._connect() as there:
            program = find_program("pg_restore", at_least=there.info.server_version // 10_000)
        words = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
        command = [str(program), *words, f"--dbname={self._open_words()}"]
        with tempfile.TemporaryFile() as said:
            with subprocess.Popen(  # noqa: S603 - PostgreSQL's own program, by its path
                command, stdin=subprocess.PIPE, stderr=said, env=self._environment()
            ) as process:
                _pour(pieces, process)
            if process.returncode:
                raise _failed("pg_restore", said)
        with self._connect() as there:
            if facts(_asking(there), _tables(there))[0] != rows:
                raise BadBackup(
                    "Not every row of this backup arrived in the database.",
                    needed="As many rows in each table as were copied.",
                    try_this="Empty the database, and restore the backup of the day before.",
                )

    def _connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        try:
            return psycopg.connect(make_conninfo(**self.to))
        except psycopg.OperationalError as error:
            raise NoDatabase(
                "The database does not answer.",  # its own words hold its address
                needed="A database that is running, and an account that may use it.",
                try_this="Check ALONGSIDE_DATABASE_URL, or leave it out for SQLite.",
            ) from error

    def _open_words(self) -> str:
        """What may stand in the list of processes: all but the password."""
        return make_conninfo(**{name: word for name, word in self.to.items() if name != "password"})

    def _environment(self) -> dict[str, str]:
        password = self.to.get("password")
        return os.environ | ({"PGPASSWORD": str(password)} if password else {})


def find_program(name: str, *, at_least: int) -> Path:
    """PostgreSQL's program of the server's version, or else of the next newer one that is here."""
    debian = {int(path.parts[-3]): path for path in DEBIAN.glob(f"[0-9]*/bin/{name}")}
    for version in sorted(debian):
        if version >= at_least:
            return debian[version]
    if (found := shutil.which(name)) and _version(found) >= at_least:
        return Path(found)
    raise NotInstalled(
        f"There is no {name} of PostgreSQL {at_least} or newer on this machine.",
        needed=f"PostgreSQL’s own programs, at least as new as the server, which is {at_least}.",
        try_this=f"apt-get install postgresql-client-{at_least}",
    )


def _version(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - as above
    found = re.search(r"(\d+)", said.stdout)
    return int(found[1]) if found else 0


def _pour(pieces: Iterable[bytes], process: subprocess.Popen[bytes]) -> None:
    """Hand it over; when there is something wrong with the pieces, the program must not commit."""
    into = _of(process.stdin)
    try:
        for piece in pieces:
            into.write(piece)
        into.close()
    except BrokenPipeError:
        pass  # it has given up, and says why
    except BaseException:
        process.kill()
        raise


def _of(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:  # pragma: no cover - we asked for a pipe
        raise RuntimeError("a pipe is missing")
    return pipe


def _failed(program: str, said: IO[bytes]) -> NoDatabase:
    said.seek(0)
    first = (said.read(2_000).decode(errors="replace").splitlines() or ["no words"])[0]
    return NoDatabase(
        f"{program} gave up: {first.removeprefix(f'{program}: error: ')}",
        needed="A database that answers, with room on its disk.",
        try_this="Mend what it says, and run this again; nothing is half done.",
    )


def _asking(there: psycopg.Connection[tuple[Any, ...]]) -> Ask:
    return lambda asked: there.execute(asked.encode()).fetchall()


def _tables(there: psycopg.Connection[tuple[Any, ...]]) -> list[str]:
    found = there.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    )
    return [str(name) for (name,) in found]
