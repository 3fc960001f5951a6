"""Making a report: an extract into a private folder, the evaluation of it, and its files.

One way: the extract, `evaluate`, what was found, disclosure control, the report. No row of a
person's gets past the extract, and the extract is removed before anybody can read the report.
"""

from __future__ import annotations

import base64
import shutil
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.utils import timezone

from alongside.casework.extracting.making import make_folder
from alongside.casework.extracting.models import Extract
from alongside.extract import Format
from alongside.trouble import Refused

from . import comparing, place, rules
from .models import FileKind, ReportFile, Run

if TYPE_CHECKING:
    from alongside.evaluation import Evaluation, Findings, Options
    from alongside.evaluation.report.run import Run as MadeWith

STAGES = ("Waiting for its turn", "Taking the numbers from the records", "Computing the figures",
          "Writing the report", "Writing what may be published")  # fmt: skip
PROGRESS = "reports.progress:{}"
SHOWN_FOR = 3_600  # seconds
SUFFIX = {FileKind.COMPARISON: ".csv", FileKind.VALUES: ".toml", FileKind.POPULATION: ".csv"}
Step = Callable[[int], None]


@dataclass(frozen=True)
class Made:
    """What came of a run, to be kept with it."""

    extract: Extract
    counts: dict[str, int]
    beside: list[int]
    said: dict[str, Any]


def step_of(run: Run) -> Step:
    """Keeps which stage it is at, where the page can see it, outside the database."""

    def step(stage: int) -> None:
        cache.set(PROGRESS.format(run.pk), stage, SHOWN_FOR)

    return step


def stage_of(run: Run) -> int:
    """The number of the stage that a run is at, in `STAGES`."""
    return int(cache.get(PROGRESS.format(run.pk)) or 0) if run.state == Run.State.WORKING else 0


def make(run: Run, step: Step) -> Made:
    """Make the report of a run. Its files stand in their place, whole, when this returns.

    Raises `alongside.trouble.Trouble` where a file that was chosen cannot be used.
    """
    work = place.work_of(run.pk)
    shutil.rmtree(work, ignore_errors=True)  # of a process that was killed
    work.mkdir(mode=0o700)
    try:
        step(1)
        extract = _extract(run, work / "extract")
        step(2)
        options = _options(run, work)
        runs = _runs(run, work / "extract", options)
        evaluation = _evaluate(work / "extract", options)
        near, written = list(comparing.published_beside(run)), {}
        for stage, (version, made_with) in enumerate(runs.items(), start=3):
            step(stage)
            beside = [one.counts for one in near]
            written[version] = _write(work / "out" / version, evaluation, made_with, beside)
        place.keep(run.pk, work / "out")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    said = {version: said_of(findings) for version, findings in written.items()}
    counts = counts_of(written[place.FULL])
    return Made(extract, counts, sorted(one.pk for one in near), said)


def _extract(run: Run, folder: Path) -> Extract:
    """The same pseudonymous ids as in every extract, and a line in the register as for others."""
    return make_folder(
        run.choice,
        folder,
        kind=Format.PARQUET,
        replace=True,
        for_whom=f"Report {run.pk} of this service, and removed when it was made",
        by=run.asked_by,
    )


def _options(run: Run, work: Path) -> Options:
    from alongside.evaluation import Options, Period

    return Options(
        period=Period(run.from_on, run.to_on),
        comparison=_unpacked(run.comparison, work),
        values=_unpacked(run.values, work),
        population=_unpacked(run.population, work),
        today=timezone.localdate(),
    )


def _runs(run: Run, extract: Path, options: Options) -> dict[str, MadeWith]:
    """Both versions; what may never be published has one alone."""
    from alongside.evaluation.report.run import run_of

    found = {place.FULL: run_of(extract, options)}
    if not rules.why_not_fixed(run.from_on, run.to_on, options.today):
        found[place.PUBLISHED] = run_of(extract, options, publish=True)
    return found


def _evaluate(extract: Path, options: Options) -> Evaluation:
    from alongside.evaluation import evaluate

    return evaluate(extract, options)


def _write(
    folder: Path, evaluation: Evaluation, made_with: MadeWith, beside: list[dict[str, int]]
) -> Findings:
    from alongside.evaluation.report.folder import write

    # Rows leave the service as an extract, or not at all.
    findings = write(evaluation, folder, made_with, rows=False, beside=beside)
    place.pack(folder)
    return findings


def counts_of(findings: Findings) -> dict[str, int]:
    """The exact counts, by which a later publication is held against this one."""
    from alongside.evaluation.disclosure import as_counts

    return as_counts(findings)


def said_of(findings: Findings) -> dict[str, Any]:
    """What a page says of it: the finding that stands above all, and the key findings."""
    from alongside.evaluation.report.key import key_findings, title

    names = ("big", "unit", "head", "sentence", "few")
    items = key_findings(findings).items
    return {
        "title": title(findings),
        "items": [{name: getattr(one, name) for name in names} for one in items],
    }


# ---- files that were brought for it ------------------------------------------------------------


def packed(content: bytes) -> str:
    """A file as it is kept, before it is sealed."""
    return base64.b64encode(zlib.compress(content)).decode()


def _unpacked(file: ReportFile | None, work: Path) -> Path | None:
    """The file again, under a name of ours. Raises `Refused` where it was removed since."""
    if file is None:
        return None
    if file.removed_at is not None:
        raise Refused(
            f"The file {file.name} was removed before the report was made.",
            needed="The files that a report is asked for with stay until it is made.",
            try_this="Ask for it again, with another file or with none.",
        )
    path = work / f"{file.kind}{SUFFIX[FileKind(file.kind)]}"
    path.write_bytes(zlib.decompress(base64.b64decode(file.content)))
    return path
