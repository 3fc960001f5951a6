"""Django from the command line: setting it up, its own commands, and its database."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

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

    sys.argv[0] = "alongside manage"  # what Django's help shows
    execute_from_command_line([sys.argv[0], *words])


def changes_waiting() -> int:
    """How many migrations the database has not had yet. Needs Django started."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    from alongside.trouble import NoDatabase

    try:
        executor = MigrationExecutor(connection)
        return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        raise NoDatabase(
            f"The database does not answer ({type(error).__name__}).",  # its words hold its address
            needed="A database that is running, and an account that may use it.",
            try_this="Check ALONGSIDE_DATABASE_URL, or leave it out for SQLite in the data folder.",
        ) from error


def migrate() -> None:
    """Bring the database up to date."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
