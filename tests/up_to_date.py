"""An empty service's database, up to date, for whoever needs one: made once, and copied.

To make one goes through every migration, which takes twenty seconds. It is made again when the
code has changed by one letter.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

import alongside

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build" / "up_to_date"


def put_into(data: Path) -> None:
    """The file of an empty service, into this data folder."""
    data.mkdir(parents=True, exist_ok=True)
    copy_to(data / "alongside.sqlite3")


def copy_to(path: Path) -> None:
    """The same, as this file."""
    kept = KEPT / f"{of_the_code()}.sqlite3"
    with one_at_a_time():
        if not kept.exists():
            for old in KEPT.glob("*.sqlite3"):
                old.unlink()
            with TemporaryDirectory(dir=KEPT) as data:
                _migrate(data, "")
                (Path(data) / "alongside.sqlite3").rename(kept)
        shutil.copy(kept, path)
    path.chmod(0o600)


@cache
def postgres_database(server: str) -> str:
    """The name of a database on this server, to `CREATE DATABASE … TEMPLATE` of."""
    name = f"up_to_date_{of_the_code()}"
    with one_at_a_time(), psycopg.connect(server, autocommit=True) as there:
        made = there.execute("SELECT datname FROM pg_database WHERE datname ~ '^up_to_date_'")
        old = {each for (each,) in made.fetchall()}
        if name not in old:
            for each in old:
                there.execute(f'DROP DATABASE "{each}" WITH (FORCE)'.encode())
            there.execute('CREATE DATABASE "up_to_date_soon"')
            with TemporaryDirectory(dir=KEPT) as data:
                _migrate(data, server.rpartition("/")[0] + "/up_to_date_soon")
            there.execute(f'ALTER DATABASE "up_to_date_soon" RENAME TO "{name}"'.encode())
    return name


def _migrate(data: str, url: str) -> None:
    """As whoever sets up a service does."""
    ours = {n: v for n, v in os.environ.items() if not n.startswith(("ALONGSIDE", "DJANGO"))}
    ours |= {"ALONGSIDE_DATA": data} | ({"ALONGSIDE_DATABASE_URL": url} if url else {})
    command = [sys.executable, "-m", "alongside.cli", "manage", "migrate", "-v0"]
    subprocess.run(command, env=ours, cwd=ROOT, check=True)


@cache
def of_the_code() -> str:
    """What tells one state of the code, and of what it is built on, from another."""
    said = hashlib.sha256(f"{version('django')} {version('django-allauth')}".encode())
    ours = Path(alongside.__file__).parent
    for path in sorted(ours.rglob("*.py")):
        said.update(f"{path.relative_to(ours)}\n".encode() + path.read_bytes())
    return said.hexdigest()[:16]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """The tests' other processes wait, and then find what was made."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
