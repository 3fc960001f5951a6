"""What a person can type to find out what an extract says: evaluate."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

EVALUATE_EXAMPLES = """[bold]Examples[/bold]

  alongside evaluate /srv/extracts/2026 --out report

  alongside evaluate spring --out report --from 2026-03-01 --to 2026-05-31 --values values.toml

  alongside evaluate spring --out report --comparison survey.sav --comparison-map survey.toml

  alongside evaluate spring --out for-the-website --publish

  alongside evaluate summer --out summer-report --publish --earlier for-the-website

What stands in the report, and how to read it: docs/guide/evaluating.md. It ends with 2 where a \
file cannot be used, and says which, with column and row; then nothing is written. It needs \
neither the service nor its database."""

ONE_DAY = ["%Y-%m-%d"]


def add_to(app: typer.Typer) -> None:
    """Teach this command to `alongside`."""
    app.command(epilog=EVALUATE_EXAMPLES)(evaluate)


def evaluate(
    extract: Annotated[Path, typer.Argument(help="The folder of an extract, or a zip of one.")],
    out: Annotated[Path, typer.Option(help="The folder to write: empty, or not there yet.")],
    since: Annotated[
        datetime | None,
        typer.Option("--from", formats=ONE_DAY, metavar="DATE", help="First day, as 2026-03-01."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option("--to", formats=ONE_DAY, metavar="DATE", help="Last day; it counts too."),
    ] = None,
    comparison: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="A survey of people who were not supported: CSV, Parquet, .sav or .dta.",
        ),
    ] = None,
    comparison_map: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="What its columns and values are called (TOML)."
        ),
    ] = None,
    values: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="What a change is worth (TOML)."),
    ] = None,
    population: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Who lives there: area, group, count."),
    ] = None,
    benchmark: Annotated[
        float, typer.Option(help="The national mean of SWEMWBS to hold people against, 7 to 35.")
    ] = 25.2,
    seed: Annotated[int, typer.Option(min=0, help="For what is drawn by chance.")] = 1,
    quick: Annotated[
        bool, typer.Option("--quick", help="Leave out the simulation and the shuffles.")
    ] = False,
    no_report: Annotated[
        bool, typer.Option("--no-report", help="Write the files for other programs alone.")
    ] = False,
    no_pdf: Annotated[bool, typer.Option("--no-pdf", help="Leave the PDF out.")] = False,
    publish: Annotated[
        bool, typer.Option("--publish", help="Hide small counts, and all that gives them away.")
    ] = False,
    suppress_below: Annotated[
        int, typer.Option(min=1, help="With --publish: hide counts of people below this.")
    ] = 8,
    round_to: Annotated[
        int, typer.Option(min=1, help="With --publish: round counts of people to this.")
    ] = 5,
    earlier: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FOLDER",
            help="With --publish: an earlier publication, so that the two side by side tell of"
            " nobody. Can be given again.",
            show_default=False,
        ),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Write it in the place of an earlier report.")
    ] = False,
) -> None:
    """Compute every figure from an extract, each with its base and interval, and write a report."""
    from .evaluating import Asked, evaluate

    evaluate(
        Asked(
            extract=extract,
            out=out,
            first=since.date() if since else None,
            last=until.date() if until else None,
            comparison=comparison,
            comparison_map=comparison_map,
            values=values,
            population=population,
            benchmark=benchmark,
            seed=seed,
            quick=quick,
            report=not no_report,
            pdf=not no_pdf,
            publish=publish,
            suppress_below=suppress_below,
            round_to=round_to,
            earlier=tuple(earlier or ()),
            replace=replace,
        )
    )
