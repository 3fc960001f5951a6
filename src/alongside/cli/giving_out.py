"""What a person can type so that evaluators get what they need: extract, check-extract."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

EXTRACT_EXAMPLES = """[bold]Examples[/bold]

  alongside extract --out /srv/extracts/2026 --for "Hill University, the yearly evaluation"

  alongside extract --out spring --format parquet --from 2026-03-01 --to 2026-05-31

  alongside extract --out harbour --scheme Harbour --scheme "Glen Torran" --by eva@example.org

  alongside extract --out years --programme "Open Doors, 2017 to 2018"

What is in it, and how it must be kept: docs/guide/evaluators.md."""

CHECK_EXAMPLES = """[bold]Examples[/bold]

  alongside check-extract /srv/extracts/2026

It ends with 0 when all is as it should be, and with 12 when there are faults. It needs neither \
the service nor its database."""


class Format(StrEnum):
    """The forms of a table's file; a test compares them with the package's own."""

    CSV = "csv"
    PARQUET = "parquet"


def add_to(app: typer.Typer) -> None:
    """Teach these commands to `alongside`."""
    app.command(epilog=EXTRACT_EXAMPLES)(extract)
    app.command("check-extract", epilog=CHECK_EXAMPLES)(check_extract)


def extract(
    out: Annotated[Path, typer.Option(help="The folder to write: empty, or not there yet.")],
    format: Annotated[Format, typer.Option(help="What each table is written as.")] = Format.CSV,
    since: Annotated[
        str, typer.Option("--from", metavar="DATE", help="The first day, as 2026-03-01.")
    ] = "",
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day.")] = "",
    scheme: Annotated[
        list[str] | None,
        typer.Option(
            help="A scheme’s name or code; can be given again. Without: all.", show_default=False
        ),
    ] = None,
    programme: Annotated[
        list[str] | None,
        typer.Option(help="All schemes of this programme; can be given again.", show_default=False),
    ] = None,
    for_whom: Annotated[
        str, typer.Option("--for", metavar="WHO", help="Who gets it, and what for.")
    ] = "",
    by: Annotated[
        str, typer.Option(metavar="EMAIL", help="Who asked for it: the address of a worker.")
    ] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Write it in the place of an earlier extract.")
    ] = False,
) -> None:
    """Write the de-identified data package that evaluators get, and enter it in the register."""
    from .extracting import extract

    extract(
        out=out,
        kind=format.value,
        since=since,
        until=until,
        names=scheme or [],
        programmes=programme or [],
        for_whom=for_whom,
        email=by,
        replace=replace,
    )


def check_extract(
    folder: Annotated[Path, typer.Argument(help="The folder of an extract.")],
) -> None:
    """Hold an extract against its contract, and say each fault in a sentence."""
    from .extracting import check_extract

    check_extract(folder)
