"""Bring in what others publish of the ground: public stops, postcodes, names of councils' areas."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from alongside.trouble import NotReadable

from . import say
from .workers import open_database

geography = typer.Typer(
    cls=TyperGroup,
    no_args_is_help=True,
    help="Public stops, and more about postcodes than comes along.",
)
EXAMPLES = """[bold]Examples[/bold]

  alongside geography import Stops.csv

  alongside geography import ONSPD_AUG_2025_UK.csv --only BT

  alongside geography import "Local Authority District names and codes.csv"

Where postcodes of Great Britain are is known already. What a file is, is told by its headings: \
public stops (NaPTAN, as CSV), the ONS Postcode Directory (districts, wards; Northern Ireland), \
names of councils’ areas. The same file again changes nothing. docs/guide/geography.md says where \
they are published, and under which licence."""


@geography.callback()
def group() -> None:
    """So that `import` stays a command of its own."""


@geography.command("import", epilog=EXAMPLES)
def bring_in(
    file: Annotated[
        Path,
        typer.Argument(help="A table as CSV.", exists=True, dir_okay=False, readable=True),
    ],
    only: Annotated[
        str,
        typer.Option(help="Of postcodes, only those that begin so: BT, or BS16.", metavar="START"),
    ] = "",
) -> None:
    """Bring public stops, postcodes or names of areas in from a file."""
    open_database()
    from alongside.casework.directory.actions.ground import AT_ONCE, Written, bring_in_ground
    from alongside.casework.directory.geography.bringing_in import CannotRead, GroundFile

    try:
        with say.progress("Reading") as step:
            ground = GroundFile(file, lambda rows: step(f"Reading, {rows:,} rows", rows, 0), only)
    except CannotRead as reason:
        raise NotReadable(
            f"{file.name}: {reason} Nothing was written.",
            needed="NaPTAN’s stops, the ONS Postcode Directory, or its names and codes, as CSV.",
            try_this="Unpack it, or fetch it again. See docs/guide/geography.md.",
        ) from reason
    written, done = Written(), 0
    with say.progress("Writing") as step:
        for rows, gone in ground.batches(AT_ONCE):
            written += bring_in_ground(kind=ground.kind, rows=rows, gone=gone, by=None)
            done += len(rows)
            step("Writing", done, ground.reading.good)
    reading = ground.reading
    for line in reading.named:
        typer.echo(line)
    if reading.bad > len(reading.named):
        typer.echo(f"And {reading.bad - len(reading.named):,} more rows that cannot be read.")
    typer.echo(
        f"{file.name}: {ground.kind.many}. {written.added:,} added, {written.changed:,} changed, "
        f"{written.same:,} as before, {written.removed:,} removed. "
        f"Rows that cannot be read: {reading.bad:,}; that are not needed here: "
        f"{reading.not_for_us:,}."
    )
