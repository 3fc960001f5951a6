"""Is the audit as it was written? And what its last line is, to be kept somewhere else."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

import typer
from typer.core import TyperGroup

from alongside.trouble import AuditNotWhole, Refused

from . import say
from .workers import open_database

SHOWN = 20
audit = typer.Typer(cls=TyperGroup, no_args_is_help=True, help="Is the audit as it was written?")


@audit.command(
    epilog="""[bold]Examples[/bold]

  alongside audit verify

  alongside audit verify --head 48210-9f2c…"""
)
def verify(
    head: Annotated[
        str, typer.Option(help="A head from before, as [bold]alongside audit head[/bold] printed.")
    ] = "",
) -> None:
    """Say which lines were changed, are missing or were moved since they were written."""
    open_database()
    from alongside.casework.audit import verifying

    before = verifying.Kept.read(head)
    if head and before is None:
        raise Refused(
            "That is no head of an audit.",
            needed="A number, a dash and 64 letters, as alongside audit head prints them.",
            try_this="Copy the whole line again.",
        )
    with say.progress("Reading the audit") as told:
        found = verifying.verify(lambda done, of: told("Reading the audit", done, of), before)
        faults = list(islice(found, SHOWN))
        more = sum(1 for _ in found)
    for fault in faults:
        typer.echo(fault.words)
    if more:
        typer.echo(f"And {more} more.")
    if faults:
        raise AuditNotWhole(
            "The audit is not as it was written.",
            needed="To know who could write to the database, and since when.",
            try_this="Stop the service, keep the database as it is, and compare it with a backup.",
        )
    last = verifying.head()
    typer.echo(f"All {last.number:,} lines are as they were written.")


@audit.command(
    epilog="""[bold]Examples[/bold]

  alongside audit head

  alongside audit head | mail -s "The audit today" keeper@example.org"""
)
def head() -> None:
    """Print the last line’s number and link. Keep it where nobody can change it from here."""
    open_database()
    from alongside.casework.audit import verifying

    typer.echo(str(verifying.head()))
