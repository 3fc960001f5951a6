"""What a person can type so that an existing service's spreadsheets come in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """[bold]Examples[/bold]

  alongside import people people.xlsx --dry-run

  alongside import people people.xlsx --skip-bad people-to-correct.csv

  alongside import contacts export.csv --scheme Harbour --mapping contacts.toml \
--by tom@example.org

In this order: people, referrals, episodes, contacts, measures, connections; costs at any time. \
Nothing is written unless every row is good, or --skip-bad is given. Sending a file twice changes \
nothing. Columns, templates, mappings: docs/guide/moving-in.md."""


class Kind(StrEnum):
    """What can be brought in; a test compares it with the room's own list."""

    PEOPLE = "people"
    REFERRALS = "referrals"
    EPISODES = "episodes"
    CONTACTS = "contacts"
    MEASURES = "measures"
    CONNECTIONS = "connections"
    COSTS = "costs"


def add_to(app: typer.Typer) -> None:
    """Teach this command to `alongside`."""
    app.command("import", epilog=EXAMPLES)(import_file)


def import_file(
    kind: Annotated[Kind, typer.Argument(help="What stands in the file.", show_choices=True)],
    file: Annotated[
        Path,
        typer.Argument(help="CSV or XLSX.", exists=True, dir_okay=False, readable=True),
    ],
    scheme: Annotated[
        str, typer.Option(help="The scheme’s name, where there is more than one.")
    ] = "",
    mapping: Annotated[
        Path | None,
        typer.Option(
            help="How somebody else’s export is read: their columns and words, and ours.",
            exists=True,
            dir_okay=False,
            readable=True,
        ),
    ] = None,
    sheet: Annotated[str, typer.Option(help="Which sheet of a workbook.")] = "",
    skip_bad: Annotated[
        Path | None,
        typer.Option(
            help="Bring the good rows in, and write the bad ones here, to correct and send again."
        ),
    ] = None,
    by: Annotated[
        str,
        typer.Option(help="Who brings it in: a coordinator’s address; needed where several are."),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check everything, and write nothing.")
    ] = False,
) -> None:
    """Bring people, referrals, episodes, contacts, measures or connections in from a file."""
    from .bringing_in import bring_in

    bring_in(
        kind_name=kind.value,
        path=file,
        scheme_name=scheme,
        mapping=mapping,
        sheet=sheet,
        bad=skip_bad,
        email=by,
        dry_run=dry_run,
    )
