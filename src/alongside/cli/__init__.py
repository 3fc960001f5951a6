"""One command, `alongside`. Django is imported only inside the commands that need it."""

from __future__ import annotations

import os
import sys

import typer

app = typer.Typer(
    name="alongside",
    help="Alongside, for services that walk alongside lonely and isolated people.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)


@app.callback()
def alongside() -> None:
    """Alongside, for services that walk alongside lonely and isolated people."""


@app.command(
    context_settings={
        "ignore_unknown_options": True,
        "allow_extra_args": True,
        "help_option_names": [],
    }
)
def manage(context: typer.Context) -> None:
    """Run one of Django's own commands, such as `alongside manage migrate`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.casework.site.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line([f"{sys.argv[0]} manage", *context.args])
