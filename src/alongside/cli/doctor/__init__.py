"""Look whether all is well, one thing after the other, and say what to do where it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import typer

from alongside.cli import say
from alongside.cli.exits import Exit
from alongside.cli.managing import start_django
from alongside.trouble import Trouble

from .finding import Finding, mend

Check = Callable[[bool], Iterator[Finding]]


def doctor(*, quick: bool) -> None:
    """Print what was found; ends with `Exit.NOT_WELL` when there is anything to mend."""
    start_django()
    with say.progress("Looking") as step:
        found = list(everything(quick=quick, step=step))
    for finding in found:
        typer.echo(finding.line())
    to_mend = sum(not finding.well for finding in found)
    if to_mend:
        typer.echo(f"\n{to_mend} of {len(found)} to mend.")
        raise typer.Exit(Exit.NOT_WELL)
    typer.echo("\nAll is well.")


def everything(
    *, quick: bool, step: Callable[[str, int, int], None] = lambda stage, done, total: None
) -> Iterator[Finding]:
    """Every finding. A check that fails itself is a finding too, and the next ones go on."""
    checks = _checks()
    for number, (what, check) in enumerate(checks):
        step(f"Looking at: {what}", number, len(checks))
        yield from _looked_at(what, check, quick)


def _looked_at(what: str, check: Check, quick: bool) -> Iterator[Finding]:
    from django.db import OperationalError

    try:
        yield from check(quick)
    except Trouble as reason:
        yield mend(what, f"{reason.found} {reason.needed}", reason.try_this)
    except OperationalError:  # its words hold the database's address
        yield mend(
            what,
            "The database does not answer.",
            "Start it, and look at ALONGSIDE_DATABASE_URL: docs/settings.md",
        )
    except Exception as error:  # its words may hold a person's data: its kind alone is told
        yield mend(
            what,
            f"It could not be looked at ({type(error).__name__}).",
            "Mend what stands above it, and run this again.",
        )


def _checks() -> list[tuple[str, Check]]:
    from . import around, database, protection

    return [
        ("Database", database.answers),
        ("Database, whole", database.whole),
        ("Version", database.up_to_date),
        ("Keys", protection.keys),
        ("Audit", protection.audit),
        ("Backup", around.backup),
        ("Room on the disk", around.room),
        ("Data folder", around.permissions),
        ("Clock", around.clock),
        ("Settings", around.settings),
        ("Longer work", database.longer_work),
    ]
