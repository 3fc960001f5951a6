"""What a person can type, and the help that teaches it. What each does is in a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from alongside.trouble import Trouble

from . import (
    auditing,
    checking_figures,
    directory,
    finding_out,
    giving_out,
    ground,
    keeping,
    keys,
    moving_in,
    say,
)
from .exits import OF_TROUBLE


class Commands(TyperGroup):
    """A group of commands that ends each kind of trouble with its three lines and its exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Trouble as reason:
            say.trouble(reason)
            raise typer.Exit(OF_TROUBLE[type(reason)]) from reason


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
)
worker = typer.Typer(cls=TyperGroup, no_args_is_help=True, help="Add people who sign in.")
app.add_typer(worker, name="worker")
app.add_typer(auditing.audit, name="audit")
app.add_typer(ground.geography, name="geography")
app.add_typer(directory.directory, name="directory")


def show_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        from importlib.metadata import version

        typer.echo(f"alongside {version('alongside')}")
        raise typer.Exit


@app.callback(
    epilog="""[bold]A first look[/bold], with a made-up programme in it:

  alongside serve --demo

[bold]In earnest[/bold]:

  export ALONGSIDE_DATA=/srv/alongside

  alongside manage migrate

  alongside worker add michael@example.org --name "Michael Osei" --scheme Harbour \
--nation scotland --role administrator

  alongside serve

Settings are read from the environment: docs/settings.md. Exit codes: docs/commands.md."""
)
def alongside(
    version: Annotated[
        bool,
        typer.Option("--version", callback=show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """For services that walk alongside people who want more company."""


@app.command(
    epilog="""[bold]Examples[/bold]

  alongside serve

  alongside serve --demo --port 8080

  ALONGSIDE_DATABASE_URL=postgresql:///alongside alongside serve --workers 4"""
)
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many processes answer.")] = 2,
    demo: Annotated[
        bool,
        typer.Option(
            "--demo",
            help="First bring the database up to date, and load the demonstration once, "
            "both parts of it.",
        ),
    ] = False,
) -> None:
    """Serve the web application until stopped with Ctrl-C."""
    from .serving import serve

    serve(host=host, port=port, workers=workers, with_demonstration=demo)


@app.command()
def work(
    beside: Annotated[int | None, typer.Option(hidden=True)] = None,
) -> None:
    """Do what takes longer than a page may, until stopped; `alongside serve` starts it itself."""
    from .working import work

    work(beside=beside)


@app.command(
    epilog="""[bold]Examples[/bold]

  alongside demo

  alongside demo --published

  ALONGSIDE_DATA=/tmp/look alongside demo --seed 7

[bold]Evaluate 2017 to 2018[/bold], with the published figures:

  alongside demo --published

  alongside demo --files beside

  alongside extract --out years --programme "Open Doors, 2017 to 2018"

  alongside evaluate years --out report --comparison beside/survey.csv \
--values beside/values.toml --population beside/population.csv"""
)
def demo(
    seed: Annotated[int, typer.Option(min=0, help="Another number, other people.")] = 1,
    published: Annotated[
        bool,
        typer.Option(
            "--published",
            help="Add 2017 to 2018: 39 made-up schemes and 5,787 people, "
            "with the figures of a published evaluation.",
        ),
    ] = False,
    files: Annotated[
        Path | None,
        typer.Option(
            "--files",
            metavar="FOLDER",
            help="Load nothing: write what 2017 to 2018 is evaluated with, survey.csv, "
            "values.toml and population.csv.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Load the demonstration into an empty database: three made-up schemes, about 150 people."""
    from .demonstration import add_published, load_into_empty, show_sign_ins, write_files

    if files is not None:
        write_files(files)
        return

    (add_published if published else load_into_empty)(seed=seed)
    show_sign_ins()


@worker.command(
    "add",
    epilog="""[bold]Examples[/bold]

  alongside worker add aisha@example.org --name "Aisha Khan" --scheme Harbour --role connector

  alongside worker add michael@example.org --name "Michael Osei" --scheme Harbour \
--nation scotland --role administrator

  alongside worker add tom@example.org --name "Tom Reid" --scheme Harbour --role coordinator \
--role safeguarding_lead

The password is asked for, and not shown. Roles: connector, coordinator, safeguarding_lead, \
evaluator, commissioner, administrator.""",
)
def add_worker(
    email: Annotated[str, typer.Argument(help="The address that they sign in with.")],
    name: Annotated[str, typer.Option(help="Their name, as the people supported know it.")],
    scheme: Annotated[str, typer.Option(help="The scheme’s name.")],
    role: Annotated[list[str], typer.Option(help="What they do there; can be given again.")],
    nation: Annotated[
        str,
        typer.Option(help="Make the scheme too, in this nation: england, scotland, wales, ..."),
    ] = "",
) -> None:
    """Add somebody who signs in, with their roles in one scheme."""
    from .workers import add_worker

    add_worker(email=email, name=name, scheme=scheme, roles=role, nation=nation)


@worker.command(
    "resolver",
    epilog="""[bold]Examples[/bold]

  alongside worker resolver morag@example.org

  alongside worker resolver morag@example.org --end""",
)
def name_resolver(
    email: Annotated[str, typer.Argument(help="The address that they sign in with.")],
    end: Annotated[bool, typer.Option("--end", help="They are it until today, and no longer.")] = (
        False
    ),
) -> None:
    """Name who looks into it when two schemes may know the same person; or end it."""
    from .workers import end_resolver, name_resolver

    (end_resolver if end else name_resolver)(email=email)


@worker.command(
    "sign-out",
    epilog="""[bold]Examples[/bold]

  alongside worker sign-out ruth@example.org

  alongside worker sign-out --all""",
)
def sign_out(
    email: Annotated[str, typer.Argument(help="The address that they sign in with.")] = "",
    everybody: Annotated[bool, typer.Option("--all", help="Everybody, instead of one.")] = False,
) -> None:
    """End a worker’s sessions on all devices, or everybody’s; they sign in again."""
    from .workers import sign_out

    sign_out(email=email, everybody=everybody)


@app.command(
    context_settings={
        "ignore_unknown_options": True,
        "allow_extra_args": True,
        "help_option_names": [],
    },
    epilog="""[bold]Examples[/bold]

  alongside manage migrate

  alongside manage help""",
)
def manage(context: typer.Context) -> None:
    """Run one of Django’s own commands, such as [bold]alongside manage migrate[/bold]."""
    from .managing import manage

    manage(context.args)


checking_figures.add_to(app)
finding_out.add_to(app)
giving_out.add_to(app)
keeping.add_to(app)
keys.add_to(app)
moving_in.add_to(app)
