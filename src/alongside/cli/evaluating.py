"""Evaluate an extract, and write what was found into a folder. Needs no Django."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import typer

from alongside.trouble import NotEmpty, NotReadable, Refused

from . import collecting, publishing, say
from .exits import Exit

if TYPE_CHECKING:
    from alongside.evaluation import Findings, Options
    from alongside.evaluation.report.run import Run
    from alongside.extract.hashes import Hashes

LEAST, MOST = 7.0, 35.0  # the ends of SWEMWBS, on which the benchmark lies
FOR_EVERYBODY = 0o755  # a web server is another account, and has to get into what is published
REASONS = 5  # of figures that are not available; figures.json has them all


@dataclass(frozen=True)
class Asked:
    """What somebody asked for; each is an option of `alongside evaluate`."""

    extract: Path
    out: Path
    first: date | None = None
    last: date | None = None
    comparison: Path | None = None
    comparison_map: Path | None = None
    values: Path | None = None
    population: Path | None = None
    benchmark: float = 25.2
    seed: int = 1
    quick: bool = False
    report: bool = True
    pdf: bool = True
    publish: bool = False
    suppress_below: int = 8
    round_to: int = 5
    earlier: tuple[Path, ...] = ()
    replace: bool = False


def evaluate(asked: Asked) -> None:
    """For `alongside evaluate`: all that can be wrong is said before anything is written."""
    with bad_input_is_usage(), collecting.seldom():
        hashes = _hashes(asked.extract)
        _refuse(asked)
        with _folder_of(asked.extract) as folder:
            _evaluate(asked, folder, hashes)


@contextmanager
def bad_input_is_usage() -> Iterator[None]:
    """A file or folder that cannot be used ends the command with 2, as an option does."""
    try:
        yield
    except (NotReadable, NotEmpty, Refused) as reason:
        say.trouble(reason)
        raise typer.Exit(Exit.USAGE) from reason


def _hashes(extract: Path) -> Hashes | None:
    """Of the files of a folder, begun before the evaluation is loaded, which takes as long."""
    from alongside.extract import read
    from alongside.extract.hashes import Hashes

    try:
        return Hashes(read(extract).files.values())
    except NotReadable:  # a zip, or what is refused in its turn
        return None


def _evaluate(asked: Asked, folder: Path, hashes: Hashes | None) -> None:
    from alongside.evaluation import evaluate
    from alongside.evaluation.report import folder as report
    from alongside.evaluation.report.run import run_of
    from alongside.extract.places import CLOSED

    options = _options(asked)
    earlier = publishing.read_earlier(asked.earlier)
    say.stage("Reading and computing")
    run = run_of(
        folder,
        options,
        publish=asked.publish,
        suppress_below=asked.suppress_below,
        round_to=asked.round_to,
        earlier=[folder.resolve().name for folder in asked.earlier],
        hashes=hashes,
    )
    evaluation = evaluate(folder, options)
    exact = publishing.exact_counts(evaluation) if asked.publish else {}
    publishing.hold_against(exact, asked.earlier, earlier, asked.suppress_below)
    kept = report.kept_as(asked.out, replace=asked.replace)
    with publishing.keeping_counts(exact, asked.out) if asked.publish else nullcontext():
        findings = report.write(
            evaluation,
            asked.out,
            run,
            report=asked.report,
            pdf=asked.pdf,
            replace=asked.replace,
            mode=FOR_EVERYBODY & ~_mask() if asked.publish else CLOSED,
            beside=earlier,
            step=say.stage,
        )
    if kept:
        say.note(f"Not all that stood in {asked.out} was of a report. It is kept as {kept}.")
    _note(asked, run)
    _tell(asked, findings)


def _note(asked: Asked, run: Run) -> None:
    for note in run.notes:
        say.note(note)
    if asked.publish:
        private = publishing.counts_file(asked.out)
        say.note(f"{private.name}, beside it, holds exact counts. Keep it, and publish it nowhere.")
    if asked.publish and not asked.earlier:
        say.note(publishing.NOT_HELD_AGAINST)


def _mask() -> int:
    """What this account takes from the rights of its new files. It can only be read by a change."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _options(asked: Asked) -> Options:
    from alongside.evaluation import Options, Period

    return Options(
        period=Period(asked.first, asked.last),
        comparison=asked.comparison,
        comparison_map=asked.comparison_map,
        values=asked.values,
        population=asked.population,
        benchmark=asked.benchmark,
        seed=asked.seed,
        quick=asked.quick,
    )


# ---- Before any work -----------------------------------------------------------------------------


def _refuse(asked: Asked) -> None:
    from alongside.evaluation.report import folder as report

    if asked.first and asked.last and asked.first > asked.last:
        raise Refused(
            f"The first day, {asked.first}, is after the last, {asked.last}.",
            needed="A first day that is not after the last.",
            try_this="--from 2026-03-01 --to 2026-05-31",
        )
    if asked.comparison_map and not asked.comparison:
        raise Refused(
            "There is a map for a comparison, and no comparison.",
            needed="The file that it is the map of.",
            try_this=f"--comparison survey.csv --comparison-map {asked.comparison_map}",
        )
    if not LEAST <= asked.benchmark <= MOST:  # neither is true of what is no number
        raise Refused(
            f"The benchmark {asked.benchmark:g} is not on the scale of SWEMWBS.",
            needed=f"A number from {LEAST:g} to {MOST:g}.",
            try_this="--benchmark 25.2",
        )
    report.refuse(asked.out, replace=asked.replace)
    publishing.refuse(
        asked.out, publish=asked.publish, earlier=asked.earlier, replace=asked.replace
    )
    _refuse_to_write_over(asked)


def _refuse_to_write_over(asked: Asked) -> None:
    """What is read may not lie where the report goes: --replace would take it away."""
    out = asked.out.resolve()
    files = (asked.extract, asked.comparison, asked.comparison_map, asked.values, asked.population)
    for path in files:
        if path and path.resolve().is_relative_to(out):
            raise NotEmpty(
                f"{path} lies in {asked.out}, where the report would be written.",
                needed="A folder of its own for the report.",
                try_this="Name another folder with --out.",
            )


# ---- A zip of an extract -------------------------------------------------------------------------


@contextmanager
def _folder_of(extract: Path) -> Iterator[Path]:
    """The folder itself; of a zip, a folder with its files for as long as this lasts."""
    if not zipfile.is_zipfile(extract):
        yield extract
        return
    with tempfile.TemporaryDirectory(prefix="alongside-") as place:
        _unpack(extract, Path(place))
        yield Path(place)


def _unpack(extract: Path, place: Path) -> None:
    """Only files of the contract's names are taken, by their names alone: no path leads out."""
    from alongside.extract import Format, tables
    from alongside.extract.contract import DESCRIPTION

    wanted = {one.file_name(kind) for one in tables().values() for kind in Format} | {DESCRIPTION}
    try:
        with zipfile.ZipFile(extract) as packed:
            members = [one for one in packed.namelist() if PurePosixPath(one).name in wanted]
            _refuse_two_of_one(extract, members)
            for member in members:
                name = PurePosixPath(member).name
                with packed.open(member) as source, (place / name).open("wb") as target:
                    shutil.copyfileobj(source, target)
    except (zipfile.BadZipFile, RuntimeError) as error:  # RuntimeError: it has a password
        raise NotReadable(
            f"{extract.name} cannot be unpacked.",
            needed="A whole zip file of an extract, without a password.",
            try_this="Copy it again, or unpack it and name the folder.",
        ) from error


def _refuse_two_of_one(extract: Path, members: Iterable[str]) -> None:
    """Two extracts in one zip: one alone would be read, or tables of both.

    The same table as CSV and as Parquet in one folder is read as from a folder that is no zip.
    """
    seen: list[PurePosixPath] = []
    for path in map(PurePosixPath, members):
        other = next((one for one in seen if one.stem == path.stem), path)
        seen.append(path)
        if other.parent != path.parent or seen.count(path) > 1:
            raise NotReadable(
                f"{extract.name} has {path.name} more than once: {other} and {path}.",
                needed="A zip of one extract, with each table once.",
                try_this="Unpack it, and name the folder of the extract that you mean.",
            )


# ---- At the end ----------------------------------------------------------------------------------


def _tell(asked: Asked, findings: Findings) -> None:
    """Where it is, on how many people it rests, the main finding, what there is not."""
    typer.echo(f"{asked.out}: {_people(findings)}.")
    typer.echo(_main_finding(findings))
    missing = [one for one in findings.figures.values() if one.status == "not_available"]
    hidden = sum(one.status == "suppressed" for one in findings.figures.values())
    typer.echo(f"{len(findings.figures) - len(missing) - hidden} figures were computed.")
    if missing:
        typer.echo(f"{len(missing)} are not available:")
    for why, many in Counter(one.why for one in missing).most_common(REASONS):
        typer.echo(f"  {many:>3}: {why}")
    if hidden:
        typer.echo(f"{hidden} are hidden, so that nobody can be made out.")
    if not findings.published:
        typer.echo("It is not for publication: small counts are in it. See --publish.")


def _people(findings: Findings) -> str:
    from alongside.evaluation.report.numbers import shown

    people, episodes = (findings[id_] for id_ in ("people.count", "episodes.count"))
    if people.value is None or episodes.value is None:
        return "there are too few people to say how many"
    return f"{shown(people)} people, {shown(episodes)} episodes of support"


def _main_finding(findings: Findings) -> str:
    from alongside.evaluation.report.numbers import interval, shown

    less = findings["loneliness.change.less"]
    if less.value is None:
        return "How many were less lonely at the end cannot be said."
    return (
        f"{shown(less)} were less lonely at the end, of {less.base:,} people who were asked at"
        f" the start and at the end. The 95% interval is {interval(less)}."
    )
