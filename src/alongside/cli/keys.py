"""What a person can type about the keys that seal what people said: check, rotate, new."""

from __future__ import annotations

import typer
from typer.core import TyperGroup


def add_to(app: typer.Typer) -> None:
    """Teach these commands to `alongside`."""
    keys = typer.Typer(
        cls=TyperGroup, no_args_is_help=True, help="The keys that seal what people said."
    )
    keys.command(epilog=CHECK_EXAMPLES)(check)
    keys.command(epilog=ROTATE_EXAMPLES)(rotate)
    keys.command(epilog=NEW_EXAMPLES)(new)
    app.add_typer(keys, name="keys")


CHECK_EXAMPLES = """[bold]Example[/bold]

  alongside keys check"""


def check() -> None:
    """Open everything that is sealed, count it by key, and say what is wrong."""
    from .rotating import check

    check()


ROTATE_EXAMPLES = """[bold]Example[/bold]

  alongside keys rotate

Nobody has to stop working. Half a minute at least, and about a minute for each million texts. \
When it was interrupted, run it again. Make a new copy of the keys file after it."""


def rotate() -> None:
    """Seal everything with a new key, and put the old one aside."""
    from .rotating import rotate

    rotate()


NEW_EXAMPLES = """[bold]Example[/bold]

  alongside keys new"""


def new() -> None:
    """Where the keys stand in the environment: print them with a new one in front."""
    from .rotating import new

    new()
