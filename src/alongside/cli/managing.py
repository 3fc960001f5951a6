"""Django from the command line: setting it up, its own commands, and its database."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from alongside.trouble import NoDatabase

SETTINGS = "alongside.casework.site.settings"


def start_django() -> None:
    """Read the settings and load the rooms. What it makes is for this account's eyes alone."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


def manage(words: Sequence[str]) -> None:
    """Hand the words over to Django."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    sys.argv[0] = "alongside manage"  # what Django's help shows
    try:
        execute_from_command_line([sys.argv[0], *words])
    except OperationalError:
        refuse_unreachable_database()
        raise  # it answers, so this is another failure


def refuse_unreachable_database() -> None:
    """Say in words that the database does not answer; nothing where it does."""
    from django.db import DatabaseError, connection

    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise no_answer(error) from error


def no_answer(error: Exception) -> NoDatabase:
    """What is told of it; the error's own words would hold the database's address."""
    return NoDatabase(
        f"The database does not answer ({type(error).__name__}).",
        needed="A database that is running, and an account that may use it.",
        try_this="Check ALONGSIDE_DATABASE_URL, or leave it out for SQLite in the data folder.",
    )


def changes_waiting() -> int:
    """How many migrations the database has not had yet. Needs Django started."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        raise no_answer(error) from error


def migrate() -> None:
    """Bring the database up to date."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
