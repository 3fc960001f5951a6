"""The folder of a report: every file of it, and it appears whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.extract import places
from alongside.extract.places import Sort, in_place, refuse_what_is_there

from ..evaluate import Evaluation
from ..findings import Findings, findings_of
from . import plain_files
from .run import Run

if TYPE_CHECKING:
    from .document import Document

RUN = "run.json"
SAID = frozenset({"version", "contract", "made_on", "seed", "options", "inputs", "notes"})
FILES = (
    *("figures.json", "figures.csv", "quality.json", "sensitivity.csv", RUN),
    *("schemes.csv", "reach.csv", "analysis.parquet", "tables.xlsx", "report.html", "report.pdf"),
)
CHARTS = (
    *("scores", "three-shares", "flow", "wellbeing", "factors", "balance", "comparison"),
    *("sources", "destinations", "population", "tornado"),
    "funnel-loneliness-change-less",
    "funnel-loneliness-completion",
    "funnel-loneliness-lonely-to-not",
    "funnel-signposts-people-share",
    "funnel-wellbeing-change-improved",
)
REPORT = Sort(
    "report",
    RUN,
    says=lambda told: set(told) >= SAID,
    files=lambda: (
        frozenset(FILES)
        | {f"charts/{name}{size}.svg" for name in CHARTS for size in ("", "-narrow")}
    ),
)
Step = Callable[[str], None]


def refuse(out: Path, *, replace: bool) -> None:
    """Raise `NotEmpty` where nothing may be written, before any work is done."""
    refuse_what_is_there(out.resolve(), replace=replace, sort=REPORT)


def kept_as(out: Path, *, replace: bool) -> Path | None:
    """Where what is in the folder now will be kept, when not all of it is of a report."""
    return places.kept_as(out, replace=replace, sort=REPORT)


def _was_published(out: Path) -> bool:
    """Whether a report stands there that everybody may see."""
    try:
        told = json.loads((out / RUN).read_text(encoding="utf-8"))
        return bool(told["options"]["publish"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def write(
    evaluation: Evaluation,
    out: Path,
    run: Run,
    *,
    report: bool = True,
    pdf: bool = True,
    rows: bool = True,
    replace: bool = False,
    mode: int = places.CLOSED,
    beside: Iterable[Mapping[str, int]] = (),
    step: Step = lambda words: None,
) -> Findings:
    """Write a report into a folder, and give back what stands in it.

    With `run.publish` every file is under disclosure control and there is no row of a person;
    `beside` are the `disclosure.as_counts` of what was published before.
    `report=False` leaves the files for other programs, which is quick; `rows=False` leaves out the
    table with one row an episode. `step` is told in words what
    is being done. A new folder has the mode, in the place of an earlier report the mode of that; a
    full report is never as open as a published one was. Raises `NotEmpty` and `CannotWrite`; then
    nothing is written.
    """
    findings = shown(evaluation, run, beside)
    keep_mode = run.publish or not _was_published(out)
    with in_place(out, replace=replace, sort=REPORT, mode=mode, keep_mode=keep_mode) as filling:
        step("Writing the figures")
        plain_files.write_records(filling, findings, run)
        if report:
            _write_report(filling, findings, run, pdf=pdf, step=step)
            if rows and not findings.published:
                plain_files.write_episodes(filling / "analysis.parquet", evaluation.episodes)
    return findings


def shown(evaluation: Evaluation, run: Run, beside: Iterable[Mapping[str, int]] = ()) -> Findings:
    """What may be shown: all that was found or, to be published, what disclosure control leaves."""
    findings = findings_of(evaluation)
    if not run.publish:
        return findings
    from ..disclosure import controlled

    return controlled(
        findings, suppress_below=run.suppress_below, round_to=run.round_to, beside=beside
    )


def _write_report(filling: Path, findings: Findings, run: Run, *, pdf: bool, step: Step) -> None:
    from .compose import compose
    from .html import as_html
    from .pdf import as_pdf
    from .workbook import as_workbook

    step("Drawing the charts")
    document = compose(findings, run)
    plain_files.write_parts(filling, findings)
    _write_charts(filling / "charts", document)
    step("Writing the tables")
    (filling / "tables.xlsx").write_bytes(as_workbook(document, findings))
    (filling / "report.html").write_text(as_html(document), encoding="utf-8")
    if pdf:
        step("Writing the PDF")
        (filling / "report.pdf").write_bytes(as_pdf(document))


def _write_charts(folder: Path, document: Document) -> None:
    """Each picture twice: for a page, and for a phone or half a page."""
    from .document import Picture

    folder.mkdir()
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Picture):
                chart = block.chart
                (folder / f"{chart.id}.svg").write_text(chart.wide, encoding="utf-8")
                (folder / f"{chart.id}-narrow.svg").write_text(chart.narrow, encoding="utf-8")
