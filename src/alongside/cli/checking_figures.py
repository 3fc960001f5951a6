"""Hold published percentages, counts and bases against one another. No database, no extract."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alongside.trouble import NotReadable, NotValid

from . import say
from .exits import Exit

EXAMPLES = """[bold]Examples[/bold]

  alongside check-figures report.csv

  alongside check-figures report.csv --all

The file has the columns statement, percentage, count and base; some cells may be empty. Rows \
named “Follow-up: less lonely”, “Follow-up: the same” and “Follow-up: more lonely” are the parts \
of a row “Follow-up: total”; or a fifth column, whole, has the same words in each.

It ends with 0 when all can be true, with 12 when not, and with 2 when the file cannot be read. \
What it looks for: docs/methods/readers-check.md."""


def add_to(app: typer.Typer) -> None:
    """Teach this command to `alongside`."""
    app.command("check-figures", epilog=EXAMPLES)(check_figures)


def check_figures(
    file: Annotated[Path, typer.Argument(help="A CSV file of statements.", show_default=False)],
    every: Annotated[
        bool, typer.Option("--all", help="Also list what each other row allows.")
    ] = False,
) -> None:
    """Say which published percentages, counts and bases cannot all be true."""
    from alongside.evaluation.reader import check, read_statements, what_it_allows

    try:
        statements = read_statements(file)
    except NotReadable as reason:
        say.trouble(reason)
        raise typer.Exit(Exit.USAGE) from reason
    if every:
        for each in statements:
            for words in what_it_allows(each):
                typer.echo(f"Row {each.row}, {each.text}: {words}")
    faults = check(statements)
    for fault in faults:
        typer.echo(str(fault))
    if faults:
        raise _not_valid(len(faults), file)
    many = "statement" if len(statements) == 1 else "statements"
    typer.echo(f"{file}: {len(statements):,} {many}, and all of them can be true together.")


def _not_valid(many: int, file: Path) -> NotValid:
    found = "1 thing" if many == 1 else f"{many:,} things"
    return NotValid(
        f"{found} in {file} that cannot be true.",
        needed="Percentages, counts and bases that can all be true together.",
        try_this="Ask the authors which of the numbers is a slip; any one of them may be.",
    )
