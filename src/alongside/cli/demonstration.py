"""Load the demonstration once, and remember its sign-ins beside the database."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from alongside.trouble import CannotWrite, NoDatabase, NotEmpty

from . import say
from .managing import changes_waiting, migrate, start_django

if TYPE_CHECKING:
    from alongside.demo import DemoSummary

SEED = 1


def load_into_empty(*, seed: int) -> None:
    """For `alongside demo`: refuses a database that already has schemes in it."""
    start_django()
    if changes_waiting():
        migrate()
    if has_schemes():
        raise NotEmpty(
            "There are schemes in this database already.",
            needed="An empty one, so that made-up people never stand among real ones.",
            try_this="Set ALONGSIDE_DATA to another folder, and run this again.",
        )
    load(seed=seed)


def add_published(*, seed: int) -> None:
    """For `alongside demo --published`: adds 2017 to 2018; the living part too, where it is not."""
    start_django()
    if changes_waiting():
        migrate()
    if not has_schemes():
        load(seed=seed)
    elif not made_up():
        raise NotEmpty(
            "There are schemes in this database that are not the demonstration’s.",
            needed="An empty one, or the demonstration’s, so that made-up people never stand among "
            "real ones.",
            try_this="Set ALONGSIDE_DATA to another folder, and run this again.",
        )
    if not load_published(seed=seed):
        typer.echo("2017 to 2018 is here already. Nothing was changed.")


def write_files(folder: Path) -> None:
    """For `alongside demo --files`: what 2017 to 2018 is evaluated with. Needs no database."""
    from alongside.demo.published import beside

    there = [name for name in beside.FILES if (folder / name).exists()]
    if there:
        raise NotEmpty(
            f"There is {' and '.join(there)} in {folder} already.",
            needed="A folder without them, so that nothing of yours is written over.",
            try_this="Give another folder, or move them away.",
        )
    try:
        written = beside.write_beside(folder)
    except OSError as error:
        raise CannotWrite(
            f"{folder} cannot be written ({error.strerror}).",
            needed="A folder that may be made, or written into, and room on the disk.",
            try_this="Give another folder.",
        ) from error
    for path in written:
        typer.echo(path)
    typer.echo("Everybody and every amount in them is made up.")


def load_once() -> None:
    """For `alongside serve --demo`: both parts, each once; other schemes are left as they are."""
    if changes_waiting():
        with say.progress("Making the database"):
            migrate()
    if not has_schemes():
        load(seed=SEED)
    if made_up():
        load_published(seed=SEED)


def has_schemes() -> bool:
    """Whether anybody has set this database up already."""
    from django.db import DatabaseError

    from alongside.casework.schemes.models import Scheme

    try:
        return Scheme.objects.exists()
    except DatabaseError as error:
        raise NoDatabase(
            "The database has no tables of ours.",
            needed="A database that is up to date.",
            try_this="alongside manage migrate",
        ) from error


def made_up() -> bool:
    """Whether nothing but the demonstration is here."""
    from alongside import demo
    from alongside.casework.schemes.models import Programme

    return not Programme.objects.exclude(name__in=demo.programmes()).exists()


def load(*, seed: int) -> None:
    """Write the made-up programme, and its sign-ins into the data folder."""
    from django.utils import timezone

    from alongside import demo

    with say.progress("Making up a programme") as step:
        summary = demo.load(seed=seed, today=timezone.localdate(), progress=step)
    sign_ins_file().unlink(missing_ok=True)  # of a database that is gone
    _keep(summary)


def load_published(*, seed: int) -> bool:
    """Write 2017 to 2018 beside it, once; whether it was written now."""
    from alongside.demo import published

    new = not published.is_there()
    if new:
        with say.progress("2017 to 2018") as step:
            _keep(published.load(seed=seed, progress=step))
    from alongside.demo.published import report

    report.ask_once()  # the process beside the server makes it
    return new


def _keep(summary: DemoSummary) -> None:
    """Remember who can sign in, after those of the other part."""
    file = sign_ins_file()
    before = json.loads(file.read_text()) if file.exists() else []
    new = [asdict(sign_in) for sign_in in summary.sign_ins]
    emails = {one["email"] for one in new}
    kept = [one for one in before if one["email"] not in emails]
    file.write_text(json.dumps([*kept, *new], indent=1))


def sign_ins_file() -> Path:
    """Where the demonstration's sign-ins are kept. They are made up, as is all that they show."""
    from django.conf import settings

    return Path(settings.DATA) / "demonstration.json"


def show_sign_ins() -> None:
    """Print who can sign in to the demonstration, when there is one."""
    if not sign_ins_file().exists() or not has_schemes():
        return
    typer.echo("\nSign in as:")
    for one in json.loads(sign_ins_file().read_text()):
        typer.echo(f"  {one['email']:<32} {one['password']:<24} {one['name']}, {one['role']}")
    typer.echo("Everybody in it is made up.")
