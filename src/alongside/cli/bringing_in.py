"""Check a file, say everything about it, and bring it in: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from alongside.backup.writing import whole_or_not_at_all
from alongside.trouble import NotEmpty, NotReadable, NotValid, Refused

from . import say
from .workers import find_scheme, find_worker, open_database

if TYPE_CHECKING:
    from alongside.background import Step
    from alongside.casework.importing.actions import Done
    from alongside.casework.importing.checking import Checked
    from alongside.casework.importing.kinds import Kind
    from alongside.casework.importing.mapping import Names
    from alongside.casework.importing.parsing import Parsed
    from alongside.casework.schemes.models import Scheme, Worker

GUIDE = "docs/guide/moving-in.md"


def bring_in(
    *,
    kind_name: str,
    path: Path,
    scheme_name: str,
    mapping: Path | None,
    sheet: str,
    bad: Path | None,
    email: str,
    dry_run: bool,
) -> None:
    """For `alongside import`. Faults go to standard error, what was done to standard output."""
    open_database()
    from alongside.casework.importing.kinds import KINDS

    kind = KINDS[kind_name]
    if bad is not None and bad.exists():
        raise NotEmpty(
            f"{bad} is there already.",
            needed="A name that is free: bad rows are never written over those of another time.",
            try_this="Name another file, or move this one away.",
        )
    scheme = the_scheme(scheme_name)
    by = who_brings_in(email, scheme, kind)
    names = the_names(mapping, kind).with_sheet(sheet) if sheet else the_names(mapping, kind)
    with say.progress("Opening") as step:
        parsed = read_file(path, kind, names, step)
        checked = check_all(parsed, scheme, by, step)
    tell(checked)
    refuse_bad(checked, may_skip=bad is not None)
    if dry_run:
        typer.echo(f"{kind.count(len(checked.planned))} would be brought in. Nothing was written.")
        return
    with say.progress("Writing") as step:
        done = write_all(parsed, scheme, by, bad, step)
    summarise(done, kind, bad)


def read_file(path: Path, kind: Kind, names: Names, step: Step) -> Parsed:
    """Read the file; what cannot be opened is refused in three lines."""
    from django.utils import timezone

    from alongside.casework.importing import parsing, reading

    try:
        with path.open("rb") as file:
            return parsing.read(file, kind, names, timezone.localdate(), step)
    except reading.CannotOpen as reason:
        raise NotReadable(
            str(reason),
            needed=f"A table of {kind.many}, as CSV or XLSX.",
            try_this=f"Correct what the sentence names, and run this again. See {GUIDE}.",
        ) from reason


def check_all(parsed: Parsed, scheme: Scheme, by: Worker, step: Step) -> Checked:
    """Against what is here, and with a look for people who may be known."""
    from django.utils import timezone

    from alongside.casework.importing.checking import check
    from alongside.casework.importing.place import Place

    place = Place(scheme, by, timezone.localdate(), parsed)
    return check(parsed, place, doubles=True, step=step)


def write_all(parsed: Parsed, scheme: Scheme, by: Worker, bad: Path | None, step: Step) -> Done:
    """In one transaction; the bad rows are on the disk before it ends."""
    from django.db import transaction
    from django.utils import timezone

    from alongside.casework.importing import actions, bad_rows

    try:
        with transaction.atomic():
            done = actions.bring_in(
                parsed=parsed,
                scheme=scheme,
                today=timezone.localdate(),
                skip_bad=bad is not None,
                step=step,
                by=by,
            )
            if bad is not None and done.left_out:
                with whole_or_not_at_all(bad.absolute()) as file:
                    file.write(bad_rows.as_text(parsed, done.checked.faults).encode())
    except actions.CannotBringIn as reason:  # somebody else has written in between
        raise NotValid(
            str(reason), needed="Rows that are all good.", try_this="Run this again."
        ) from reason
    return done


# ---- whose, and how it is read -------------------------------------------------------------------
def the_scheme(name: str) -> Scheme:
    """The scheme of this name; without one, the only scheme there is."""
    from alongside.casework.schemes.models import Scheme

    there = list(Scheme.objects.values_list("name", flat=True)[:20])
    found = find_scheme(name) if name else (Scheme.objects.first() if len(there) == 1 else None)
    if found is None:
        what = f"There is no scheme called {name}." if name else "No scheme is named."
        raise Refused(
            what,
            needed=f"One of those that are here: {', '.join(there) or 'there is none yet'}.",
            try_this="--scheme NAME" if there else "alongside worker add --help, which makes one",
        )
    return found


def who_brings_in(email: str, scheme: Scheme, kind: Kind) -> Worker:
    """Who stands in the audit: the worker of this address, or the only one who may."""
    from django.utils import timezone

    from alongside.casework.schemes.queries import workers_in

    today = timezone.localdate()
    may = {one.pk: one for role in kind.roles for one in workers_in(scheme, role, today)}
    roles = " or ".join(role.replace("_", " ") for role in kind.roles)
    if not email and len(may) == 1:
        return next(iter(may.values()))
    found = find_worker(email) if email else None
    if found is None or found.pk not in may:
        several = f"{scheme} has {len(may) or 'no'} such workers"
        raise Refused(
            f"{found.name} may not bring this into {scheme}." if found else f"{several}.",
            needed=f"A {roles} of {scheme}, in whose name it is brought in.",
            try_this="--by " + (", or --by ".join(one.email for one in may.values()) or "ADDRESS"),
        )
    return found


def the_names(path: Path | None, kind: Kind) -> Names:
    """The mapping in this file; without one, our own names and those that are well known."""
    from alongside.casework.importing import mapping

    if path is None:
        return mapping.Names()
    try:
        return mapping.from_toml(path.read_text(encoding="utf-8"), kind)
    except (mapping.CannotMap, UnicodeDecodeError) as reason:
        words = str(reason) if isinstance(reason, mapping.CannotMap) else "It is no text in UTF-8."
        raise NotReadable(
            words,
            needed=f"A mapping for {kind.many}, in TOML.",
            try_this=f"See the example in {GUIDE}.",
        ) from reason


# ---- what is said --------------------------------------------------------------------------------
def tell(checked: Checked) -> None:
    """Everything that was found, mended or is wrong, on standard error."""
    parsed = checked.parsed
    read = ", ".join(
        theirs if theirs == ours else f"{theirs} as {ours}" for theirs, ours in parsed.columns.pairs
    )
    _lines("", [f"{rows(parsed.count)}. Columns read: {read or 'none'}."])
    _lines("Columns left out: ", [", ".join([*parsed.columns.unknown, *parsed.columns.left_out])])
    _lines("", parsed.said)
    _lines("Put right: ", [mend.sentence for mend in parsed.mends])
    _lines(
        "May be known already: ",
        [f"row {one.row:,}, {one.who}: {one.known_as} ({one.why})." for one in checked.doubles],
    )
    _lines("", [_differs(one.row, one.columns) for one in checked.differs])
    _lines("", [fault.sentence for fault in checked.faults])


def _differs(row: int, columns: Sequence[str]) -> str:
    return (
        f"Row {row:,} is here already, and the file says something else than when it was brought in"
        f" ({', '.join(columns)}). It was left as it is here: change the record itself."
    )


def _lines(before: str, lines: Iterable[str]) -> None:
    for line in lines:
        if line:
            typer.echo(f"{before}{line}", err=True)


def refuse_bad(checked: Checked, *, may_skip: bool) -> None:
    """Stop where nothing may be written."""
    bad = len(checked.bad_rows)
    if checked.all_wrong or (checked.faults and not may_skip):
        of = f"of {rows(checked.parsed.count)}"
        count = f"{bad:,} {of} {'is' if bad == 1 else 'are'} not right; each is named above."
        raise NotValid(
            count if bad else "The file cannot be read as it is; why is named above.",
            needed="Rows that are all good. Nothing was written.",
            try_this="Correct them; or --skip-bad BAD.csv, which brings the others in."
            if bad
            else f"Correct the file, or give a mapping: {GUIDE}.",
        )


def summarise(done: Done, kind: Kind, bad: Path | None) -> None:
    """What was done, on standard output."""
    typer.echo(f"{kind.count(done.written)} brought in.")
    if done.already:
        typer.echo(f"{kind.count(done.already)} already here.")
    if done.differs:
        typer.echo(f"{done.differs:,} already here and left as they are, though the file differs.")
    if done.again:
        typer.echo(f"{rows(done.again)} said what another one of the file says.")
    if done.left_out:
        typer.echo(f"{rows(done.left_out)} left out, and written to {bad}.")


def rows(number: int) -> str:
    """*1 row*, *300 rows*."""
    return f"{number:,} row{'' if number == 1 else 's'}"
