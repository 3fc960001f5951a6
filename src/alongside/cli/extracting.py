"""Write an extract, or check one. Checking needs no Django."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from alongside.trouble import NotValid, Refused

from . import say
from .workers import find_worker, open_database

if TYPE_CHECKING:
    from alongside.casework.extracting.models import Extract
    from alongside.casework.schemes.models import Scheme, Worker

NOT_SAID = "not said"


def extract(
    *,
    out: Path,
    kind: str,
    since: str,
    until: str,
    names: Iterable[str],
    programmes: Iterable[str],
    for_whom: str,
    email: str,
    replace: bool,
) -> None:
    """For `alongside extract`: all that can be wrong is said before anything is written."""
    open_database()
    from alongside.casework.extracting.choice import Choice
    from alongside.casework.extracting.making import make_folder
    from alongside.extract import Format
    from alongside.extract.places import kept_as

    choice = Choice(the_schemes(names, programmes), *the_period(since, until))
    by = the_worker(email, choice.schemes)
    kept = kept_as(out, replace=replace)
    with say.progress("Reading") as step:
        made = make_folder(
            choice,
            out,
            kind=Format(kind),
            replace=replace,
            for_whom=for_whom.strip() or NOT_SAID,
            by=by,
            progress=step,
        )
    if kept:
        say.note(f"Not all that stood in {out} was of an extract. It is kept as {kept}.")
    tell(made, out)


def the_schemes(names: Iterable[str], programmes: Iterable[str]) -> tuple[Scheme, ...]:
    """The schemes of these names or codes, and these programmes’; all where none is named."""
    from alongside.casework.extracting.ids import Ids
    from alongside.casework.schemes.models import Scheme

    every = list(Scheme.objects.order_by("pk"))
    if not every:
        raise Refused(
            "There is no scheme in this database.",
            needed="A service with at least one scheme.",
            try_this="Look whether ALONGSIDE_DATA and ALONGSIDE_DATABASE_URL are right.",
        )
    ids = Ids()
    codes = {scheme.pk: ids.of_scheme(scheme.pk) for scheme in every}
    chosen = {the_one(name, every, codes) for name in names}
    chosen |= {scheme for name in programmes for scheme in of_programme(name, every)}
    return tuple(scheme for scheme in every if scheme in chosen or not chosen)


def of_programme(name: str, every: list[Scheme]) -> list[Scheme]:
    """The schemes of the programme that is called so; capitals do not matter."""
    from alongside.casework.schemes.models import Programme

    there = {each.name: each.pk for each in Programme.objects.order_by("name")}
    wanted = [pk for called, pk in there.items() if called.lower() == name.strip().lower()]
    found = [scheme for scheme in every if scheme.programme_id in wanted]
    if found:
        return found
    raise Refused(
        f"{'No scheme is in the programme' if wanted else 'No programme is called'} “{name}”.",
        needed=f"The name of a programme with schemes: {', '.join(there)}.",
        try_this=f'--programme "{next(iter(there))}"',
    )


def the_one(name: str, every: list[Scheme], codes: dict[int, str]) -> Scheme:
    """The scheme that is called so, by its name, its public name or its code."""
    wanted = name.strip().lower()
    found = [
        scheme
        for scheme in every
        if wanted in (scheme.name.lower(), scheme.public_name.lower(), codes[scheme.pk])
    ]
    if len(found) == 1:
        return found[0]
    there = ", ".join(f"{scheme.name} ({codes[scheme.pk]})" for scheme in found or every)
    raise Refused(
        f"{'More than one scheme' if found else 'No scheme'} is called “{name}”.",
        needed=f"A name or a code of: {there}.",
        try_this=f"--scheme {codes[(found or every)[0].pk]}",
    )


def the_period(since: str, until: str) -> tuple[date | None, date | None]:
    """The two days, each None where it was left out."""
    from django.utils import timezone

    from alongside.casework.extracting import rules

    first, last = the_day(since, "--from"), the_day(until, "--to")
    if reason := rules.why_not_period(first, last, timezone.localdate()):
        raise Refused(
            reason,
            needed="A first day that is not after the last, nor after today.",
            try_this="--from 2026-03-01 --to 2026-05-31",
        )
    return first, last


def the_day(text: str, option: str) -> date | None:
    """A day as 2026-11-19."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refused(
            f"“{text}” is no day.",
            needed="Year, month and day, with two hyphens.",
            try_this=f"{option} 2026-03-01",
        ) from error


def the_worker(email: str, schemes: tuple[Scheme, ...]) -> Worker | None:
    """Who asked for it, when an address is given: somebody with a role in all that is in it."""
    if not email:
        return None
    worker = find_worker(email)
    without = [scheme.name for scheme in schemes if not worker.has_role(scheme=scheme)]
    if without:
        raise Refused(
            f"{worker.name} has no role in {', '.join(without)} today.",
            needed="Somebody who has a role in every scheme of the extract.",
            try_this="Name those schemes alone with --scheme, or somebody else with --by.",
        )
    return worker


def tell(made: Extract, out: Path) -> None:
    """What stands in the folder, what does not, and how to go on."""
    from alongside.casework.extracting import queries

    schemes = made.schemes.count()
    of = f"{schemes} schemes" if schemes > 1 else "1 scheme"
    typer.echo(f"{out}: extract {made.pk} of {of}. {queries.period(made)}.")
    for part in queries.parts(made):
        typer.echo(f"  {part.file:<26}{part.rows:>10,}")
    for words in queries.left_out(made):
        typer.echo(f"Not in it: {words}.")
    typer.echo("It stands in the register, with the hash of each file.")
    typer.echo(f"To check it: alongside check-extract {out}")


def check_extract(folder: Path) -> None:
    """For `alongside check-extract`: faults on standard output, one a line."""
    from alongside import extract as package

    with say.progress("Reading") as step:

        def read(table: str, rows: int) -> None:
            step(f"{table}, {rows:,} rows", 0, 0)

        checked = package.check(folder, progress=read)
    for fault in checked.faults:
        typer.echo(str(fault))
    if checked.not_listed:
        typer.echo(f"And {checked.not_listed:,} more of the same kinds.")
    for table in checked.stopped:
        typer.echo(f"The rest of {table} was not read: it has too many faults.")
    total = len(checked.faults) + checked.not_listed
    if total:
        raise NotValid(
            f"{total:,} {'fault' if total == 1 else 'faults'} in {folder}.",
            needed="Every file as the contract has it.",
            try_this="Put right what is listed, or ask for a new extract.",
        )
    rows = sum(checked.rows.values())
    typer.echo(f"{folder} is a valid extract: {len(checked.rows)} tables, {rows:,} rows.")
