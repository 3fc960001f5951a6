"""Load the demonstration once, and remember its sign-ins beside the database."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import typer

from alongside.trouble import NoDatabase, NotEmpty

from . import say
from .managing import changes_waiting, migrate, start_django

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


def load_once() -> None:
    """For `alongside serve --demo`: leaves a database with schemes in it as it is."""
    if changes_waiting():
        with say.progress("Making the database"):
            migrate()
    if not has_schemes():
        load(seed=SEED)


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


def load(*, seed: int) -> None:
    """Write the made-up programme, and its sign-ins into the data folder."""
    from django.utils import timezone

    from alongside import demo

    with say.progress("Making up a programme") as step:
        summary = demo.load(seed=seed, today=timezone.localdate(), progress=step)
    kept = [asdict(sign_in) for sign_in in summary.sign_ins]
    sign_ins_file().write_text(json.dumps(kept, indent=1))


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
