"""Data quality: what was found in the rows and what was done; and what is not shown."""

from __future__ import annotations

from ...figure import Status
from ...findings import Findings
from ..document import Block, Note, Prose, Section, Table
from ..labels import check
from ..run import Run

NOTHING = "Nothing was found that had to be put right or left out."
HEAD = ("What was found", "Table", "Rows", "What was done")


def section(findings: Findings, run: Run) -> Section:
    """Every finding about the data with its count; then what disclosure control hid, and why."""
    blocks: list[Block] = [Prose((NOTHING,))]
    if findings.quality:
        rows = tuple(
            (check(one.check), one.table, f"{one.rows:,} of {one.of:,}", one.effect)
            for one in findings.quality
        )
        numeric = (False, False, True, False)
        blocks = [Table("data-quality-table", "Findings about the data", HEAD, rows, numeric)]
    blocks += [Prose((note,)) for note in run.notes]
    blocks.append(hidden(findings) if findings.published else Note(*NOT_FOR_PUBLICATION))
    base = "Nothing is filled in silently: what is left out is counted here."
    return Section("data-quality", "Data quality", base, tuple(blocks))


NOT_FOR_PUBLICATION = (
    "Not for publication",
    (
        "Nothing is hidden in this report. Small numbers in it can tell of one person. Keep it"
        " inside the service and its evaluators; make the published report to pass it on.",
    ),
)


def hidden(findings: Findings) -> Note:
    """What was hidden, how, and why."""
    most, step = findings.suppress_below - 1, findings.round_to
    gone = sum(figure.status is Status.SUPPRESSED for figure in findings.figures.values())
    return Note(
        "What is not shown, and why",
        (
            f"So that nobody can be found in it, counts of 1 to {most} people are hidden, and with"
            " them every share and mean that rests on them, and as much beside them as keeps them"
            f" from being worked out. Other counts of people are rounded to the nearest {step};"
            " shares and intervals are made from the rounded counts.",
            f"{gone:,} of {len(findings.figures):,} figures are hidden here. They are marked"
            " “too few to show”.",
        ),
    )
