"""Write a backup of this service, read one through, and put one into an empty place."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typer

from alongside.backup import (
    Lock,
    Place,
    Postgres,
    SQLite,
    keys_lock,
    making,
    passphrase_lock,
    reading,
    restoring,
)
from alongside.backup.lock import PASSPHRASE, SHORTEST
from alongside.backup.place import REMEMBERED
from alongside.backup.writing import whole_or_not_at_all
from alongside.trouble import NotEmpty, Refused, WrongKeys

from . import say
from .managing import start_django

SUFFIX = ".backup"


# ---- backup --------------------------------------------------------------------------------------
def backup(*, file: Path, passphrase: str, with_keys: bool, replace: bool) -> None:
    """Write everything into one locked file."""
    start_django()
    from alongside.sealing import kept

    if with_keys and not passphrase:
        raise Refused(
            "The keys would lie in a box that they alone open.",
            needed="A passphrase, where the keys themselves go into the backup.",
            try_this="alongside backup FILE --with-keys --passphrase",
        )
    now = datetime.now(UTC)
    into = _chosen(file.absolute(), now)
    _refuse_name(into, replace=replace)
    with kept.unchanged(), say.progress("Looking at the database") as step:
        made = making.make(
            this_place(),
            into,
            passphrase_lock(passphrase) if passphrase else _our_keys(),
            version=version("alongside"),
            now=now,
            keys=_keys_written() if with_keys else None,
            step=step,
        )
    _remember(into, made, now)
    typer.echo(f"Written: {into}")
    typer.echo(f"  {_size(made.size)}: {_holds(made.manifest)}")
    typer.echo(f"  Locked with {_locked_with(passphrase, with_keys)}")
    typer.echo(f"Read it through: alongside restore --check {into}")


def _chosen(file: Path, now: datetime) -> Path:
    return file / f"alongside-{now:%Y-%m-%d-%H%M%S}{SUFFIX}" if file.is_dir() else file


def _refuse_name(into: Path, *, replace: bool) -> None:
    from django.conf import settings

    if into.resolve().is_relative_to(Path(settings.DATA).resolve()):
        raise Refused(
            f"{into} is in the data folder.",
            needed="Another place, best on another disk: what takes one must not take both.",
            try_this="Name a folder elsewhere, such as one that is copied to another building.",
        )
    if into.exists() and not replace:
        raise NotEmpty(
            f"There is {into} already.",
            needed="A name that is free, so that no backup is written over by mistake.",
            try_this="Name a folder, and a name is chosen; or say --replace.",
        )


def _remember(into: Path, made: making.Made, now: datetime) -> None:
    """For `alongside doctor`: how old the last one is, and where the audit ended then."""
    from django.conf import settings

    said = {
        "at": now.isoformat(timespec="seconds"),
        "file": str(into),
        "size": made.size,
        "audit_head": made.manifest.audit_head,
    }
    with whole_or_not_at_all(Path(settings.DATA) / REMEMBERED) as out:
        out.write(json.dumps(said).encode())


def _locked_with(passphrase: str, with_keys: bool) -> str:
    if not passphrase:
        return f"the keys{_where_keys()}: nobody can open it without them. Keep them apart from it."
    if with_keys:
        return "the passphrase. The keys are in it too: it is all that anybody needs."
    return "the passphrase. The sealed fields in it need the keys too: keep them, apart from it."


def _where_keys() -> str:
    from alongside.sealing import kept

    return "" if kept.in_environment() else f" in {kept.file()}"


# ---- restore -------------------------------------------------------------------------------------
def check(*, file: Path, passphrase_file: Path | None) -> None:
    """Read it through, and say what is in it."""
    start_django()
    lock = _lock_of(file, passphrase_file)
    with say.progress("Reading it through") as step:
        read = reading.check(file, lock, step=step)
    typer.echo(f"Every byte of {file} is as it was written.")
    typer.echo(f"  Made on {_day(read.label.made_at)} by Alongside {read.label.version}")
    typer.echo(f"  {_size(read.size)}: {_holds(read.manifest)}")
    if read.manifest.audit_head:
        typer.echo(f"  The audit ended there with {read.manifest.audit_head}")


def restore(*, file: Path, passphrase_file: Path | None) -> None:
    """Put it into the empty place that the settings name."""
    start_django()
    place, known = this_place(), _known_migrations()
    restoring.refuse_full(place)
    lock = _lock_of(file, passphrase_file)
    with say.progress("Reading it through") as step:
        read = restoring.restore(place, file, lock, known=known, step=step)
    typer.echo(f"Restored: {_holds(read.manifest)}, as of {_day(read.label.made_at)}.")
    if set(read.label.migrations) < known:
        typer.echo("It is of an earlier version. Bring it up to date: alongside manage migrate")
    typer.echo("Then: alongside doctor, and alongside serve")


def _lock_of(file: Path, passphrase_file: Path | None) -> Lock:
    if reading.what_opens(file) == PASSPHRASE:
        return passphrase_lock(given_passphrase(passphrase_file, ask=True, new=False))
    return _our_keys(there_already=True)


def _known_migrations() -> frozenset[str]:
    from django.db.migrations.loader import MigrationLoader

    found = MigrationLoader(None).disk_migrations or {}
    return frozenset(f"{app}.{name}" for app, name in found)


# ---- what both need ------------------------------------------------------------------------------
def this_place() -> Place:
    """The service that the settings name."""
    from django.conf import settings
    from django.db import connection

    from alongside.sealing import kept

    data, kept_in = Path(settings.DATA), None if kept.in_environment() else kept.file()
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        return Place(data, SQLite(path), database_file=path, keys_file=kept_in)
    return Place(data, Postgres(_words_of_libpq(connection.settings_dict)), keys_file=kept_in)


def _words_of_libpq(named: dict[str, Any]) -> dict[str, Any]:
    from psycopg import pq

    known = {option.keyword.decode() for option in pq.Conninfo.get_defaults()}
    said = {
        "dbname": named["NAME"],
        "user": named["USER"],
        "password": named["PASSWORD"],
        "host": named["HOST"],
        "port": named["PORT"],
        **{name: value for name, value in named["OPTIONS"].items() if name in known},
    }
    return {name: value for name, value in said.items() if value}


def _our_keys(*, there_already: bool = False) -> Lock:
    """Keys are made at first need; but new ones open nothing that is there already."""
    from alongside import sealing
    from alongside.sealing import kept

    if there_already and not kept.in_environment() and not kept.file().exists():
        raise WrongKeys(
            f"This backup is locked with a keys file, and there is none at {kept.file()}.",
            needed="The keys file of the service that made the backup.",
            try_this="Put your copy of it there, or set ALONGSIDE_KEYS_FILE to where it is.",
        )
    return keys_lock(sealing.stable_key("backup"))


def _keys_written() -> bytes:
    from alongside.sealing import kept

    return (kept.HEAD + "\n".join(kept.ring().write()) + "\n").encode()


def given_passphrase(file: Path | None, *, ask: bool, new: bool) -> str:
    """From a file, from the setting, or (where `ask`) from the keyboard; "" when there is none."""
    start_django()
    from django.conf import settings

    words = str(settings.BACKUP_PASSPHRASE)
    if file is not None:
        words = _first_line(file)
    elif ask and not words:
        words = _typed(new=new)
    if words and new and len(words) < SHORTEST:
        raise Refused(
            f"The passphrase has {len(words)} letters.",
            needed=f"At least {SHORTEST}: who has the file can try as long as they like.",
            try_this="Take four or five words that do not belong together.",
        )
    return words


def _first_line(file: Path) -> str:
    try:
        words = file.read_text().partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(
            f"{file} cannot be read ({type(error).__name__}).",
            needed="A file whose first line is the passphrase.",
            try_this="--passphrase-file /root/alongside-passphrase",
        ) from error
    if not words:
        raise Refused(
            f"The first line of {file} is empty.",
            needed="A file whose first line is the passphrase.",
            try_this="--passphrase-file /root/alongside-passphrase",
        )
    return words


def _typed(*, new: bool) -> str:
    if sys.stdin.isatty():
        asked: str = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=new)
        return asked
    return sys.stdin.readline().rstrip("\n")


def _holds(manifest: Any) -> str:
    files = sum(part.name.startswith("files/") for part in manifest.parts)
    more = f", {files} more file{'s'[: files != 1]}" if files else ""
    return f"{manifest.total_rows:,} rows in {len(manifest.rows)} tables{more}"


def _size(number: int) -> str:
    return f"{number / 1_000_000:,.1f} MB" if number > 100_000 else f"{number:,} bytes"


def _day(moment: str) -> str:
    from django.utils import timezone

    return f"{timezone.localtime(datetime.fromisoformat(moment)):%-d %B %Y, %H:%M}"
