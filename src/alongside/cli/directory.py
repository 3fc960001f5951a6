"""Bring another directory in: a file, or an address of the network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer
from typer.core import TyperGroup

from alongside.trouble import NotEmpty, NotReadable, NotValid, Refused

from . import say
from .workers import find_worker, open_database

if TYPE_CHECKING:
    from alongside.background import Step
    from alongside.casework.directory.models import Source
    from alongside.casework.directory.reading import Report
    from alongside.casework.directory.taking_in.running import Spool
    from alongside.casework.directory.taking_in.taking import Counts
    from alongside.casework.schemes.models import Worker

directory = typer.Typer(
    cls=TyperGroup,
    no_args_is_help=True,
    help="What there is nearby, out of other directories.",
)
GUIDE = "docs/guide/directory-in.md"
LINES = 20  # of the report, that are said here; all of them are in the file
EXAMPLES = """[bold]Examples[/bold]

  alongside directory import https://directory.example.org/api/services --dry-run

  alongside directory import services.json --name "City council" --report report.csv

  alongside directory import "warm spaces.csv" --mapping warm-spaces.toml --by tom@example.org

Taken are feeds and files of Open Referral UK (3.0, and the older shape), ZIPs with tables of \
HSDS, and any table as CSV with a mapping that says what its columns are. Bringing it in again \
changes what has changed; what somebody here corrected stays, with what the source says beside it. \
All of it comes in, or nothing. docs/guide/directory-in.md explains mappings and the report."""


@directory.callback()
def group() -> None:
    """So that `import` stays a command of its own."""


@directory.command("import", epilog=EXAMPLES)
def bring_in(
    what: Annotated[str, typer.Argument(help="A file, or an address.", metavar="FILE|URL")],
    mapping: Annotated[
        Path | None,
        typer.Option(
            help="What the columns of a table are, as TOML.",
            exists=True,
            dir_okay=False,
            readable=True,
        ),
    ] = None,
    name: Annotated[
        str, typer.Option(help="What the source is called here; the same name each time.")
    ] = "",
    report: Annotated[
        Path | None, typer.Option(help="Write the report, row by row, here as CSV.")
    ] = None,
    by: Annotated[str, typer.Option(help="In whose name: an email address.")] = "",
    many_gone: Annotated[
        bool,
        typer.Option("--many-gone", help="It is right that most of what was there is gone."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and write nothing.")
    ] = False,
) -> None:
    """Bring activities in from another directory."""
    open_database()
    if report is not None and report.exists():
        raise NotEmpty(
            f"{report} is there already.",
            needed="A name that is free.",
            try_this="Name another file, or move this one away.",
        )
    from alongside.casework.directory.reading import Report

    worker, names = the_worker(by), the_mapping(mapping)
    with say.progress("Reading") as step:
        spool = read(what, names, step)
    source = the_source(name or (names or {}).get("name", "") or name_of(what), what, spool, names)
    lines = Report()
    with say.progress("Comparing" if dry_run else "Writing") as step:
        counts = write(source, spool, lines, worker, step, many_gone=many_gone, dry_run=dry_run)
    tell(lines, report)
    summarise(counts, source, dry_run=dry_run)


def read(what: str, names: dict[str, Any] | None, step: Step) -> Spool:
    """All of the source, before anything is written."""
    from alongside.casework.directory.fetching import NotFetched
    from alongside.casework.directory.reading import CannotRead
    from alongside.casework.directory.taking_in.running import read_address, read_file

    try:
        if what.startswith(("http://", "https://")):
            return read_address(what, names, step)
        with Path(what).open("rb") as file:
            return read_file(file, names)
    except OSError as reason:
        raise NotReadable(
            f"{what[:200]} cannot be opened: {reason.strerror or type(reason).__name__}.",
            needed="A file that is there, or an address that begins with https://.",
            try_this="Look at its name again.",
        ) from reason
    except (CannotRead, NotFetched) as reason:
        raise NotReadable(
            f"{reason} The directory is as it was.",
            needed="Open Referral UK (JSON), tables of HSDS (ZIP), or a table (CSV) and a mapping.",
            try_this=f"Correct what the sentence names, and run this again. See {GUIDE}.",
        ) from reason


def write(
    source: Source,
    spool: Spool,
    lines: Report,
    by: Worker,
    step: Step,
    *,
    many_gone: bool,
    dry_run: bool,
) -> Counts:
    """Write it, or look what writing would do."""
    from django.db import transaction

    from alongside.casework.directory.models import Source, SourceRun
    from alongside.casework.directory.taking_in import CannotTakeIn, running

    about = {name: getattr(source, name) for name in ("shape", "mapping", "address")}
    try:
        with transaction.atomic():  # another command may have made the source meanwhile
            source, _ = Source.objects.update_or_create(name=source.name, defaults=about)
            if dry_run:
                counts = running.look(source=source, spool=spool, report=lines, step=step, by=by)
                transaction.set_rollback(True)
                return counts
            run = SourceRun.objects.create(source=source, by=by)
            return running.bring_in(
                run=run, spool=spool, report=lines, many_gone=many_gone, step=step, by=by
            )
    except CannotTakeIn as reason:
        raise NotValid(
            f"{reason} The directory is as it was.",
            needed="A source that is whole.",
            try_this="Look at it; --many-gone, if it is right that so much is gone.",
        ) from reason


def the_source(name: str, what: str, spool: Spool, names: dict[str, Any] | None) -> Source:
    """The source of this name; not saved where it is new."""
    from alongside.casework.directory.models import Source

    found = Source.objects.filter(name=name[:200]).first() or Source(name=name[:200])
    found.shape, found.mapping = spool.shape, names or {}
    found.address = what[:500] if what.startswith(("http://", "https://")) else ""
    return found


def name_of(what: str) -> str:
    """What a source is called that nobody has named: the host, or the file without its ending."""
    return urlsplit(what).hostname or Path(what).stem or what


def the_mapping(path: Path | None) -> dict[str, Any] | None:
    """The mapping in this file."""
    from alongside.casework.directory.reading import CannotRead, mapping_of

    try:
        return mapping_of(path.read_text(encoding="utf-8")) if path else None
    except (CannotRead, UnicodeDecodeError) as reason:
        words = str(reason) if isinstance(reason, CannotRead) else "It is no text in UTF-8."
        raise NotReadable(
            words, needed="A mapping, in TOML.", try_this=f"See the example in {GUIDE}."
        ) from reason


def the_worker(email: str) -> Worker:
    """In whose name: of this address, or the only administrator or coordinator there is."""
    from django.utils import timezone

    from alongside.casework.directory.roles import BRINGS_IN
    from alongside.casework.schemes.models import Membership

    held = Membership.objects.on(timezone.localdate()).filter(role__in=BRINGS_IN)
    may = {one.worker_id: one.worker for one in held.select_related("worker")}
    if not email and len(may) == 1:
        return next(iter(may.values()))
    found = find_worker(email) if email else None
    if found is None or found.pk not in may:
        there = sorted(one.email for one in may.values())[:5]
        raise Refused(
            f"{found.name} may not bring a directory in." if found else "Nobody is named.",
            needed="A coordinator or administrator, in whose name it is brought in.",
            try_this="--by " + (", or --by ".join(there) or "ADDRESS"),
        )
    return found


# ---- what is said --------------------------------------------------------------------------------
def tell(lines: Report, path: Path | None) -> None:
    """The first lines on standard error; all of them in the file."""
    from alongside.backup.writing import whole_or_not_at_all
    from alongside.casework.directory.reading.report import Level
    from alongside.casework.directory.reading.saying import as_csv, weightiest_first

    if path is not None:
        with whole_or_not_at_all(path.absolute()) as file:
            file.write(as_csv(lines.lines).encode())
    for row, level, their_id, name, field, words in weightiest_first(lines.lines)[:LINES]:
        where = f"row {row:,}, " if row else ""
        of = f" ({field})" if field else ""
        typer.echo(f"{Level(level).words}: {where}{name or their_id}{of}: {words}", err=True)
    if len(lines.lines) > LINES:
        where = f"in {path}" if path else "with --report FILE.csv"
        typer.echo(f"… and {len(lines.lines) - LINES:,} more lines {where}.", err=True)


def summarise(counts: Counts, source: Source, *, dry_run: bool) -> None:
    """What was done, on standard output."""
    from alongside.casework.directory.reading.saying import sentences

    if dry_run:
        typer.echo("Nothing was written. This is what would be done:")
    typer.echo(f"{source.name}: " + " ".join(sentences(counts.as_numbers())))


@directory.command("index", epilog="[bold]Example[/bold]\n\n  alongside directory index")
def index() -> None:
    """Make what the search finds entries by again; needed after writing to the database by hand."""
    open_database()
    from alongside.casework.directory.search.index import rebuild

    with say.progress("Reading entries") as step:
        entries = rebuild(lambda done, of: step("Reading entries", done, of))
    typer.echo(f"{entries:,} {'entry' if entries == 1 else 'entries'} can be found.")
