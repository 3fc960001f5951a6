"""Wellbeing at the start and at the end, against the benchmark."""

from __future__ import annotations

from ...figure import Figure
from ...findings import Findings
from ..document import Table
from ..numbers import clear, interval, people, shown
from .chart import Chart
from .marks import Mark, points
from .rows import Row, plan
from .scale import NUMBER, Scale
from .theme import BRICK, EDGE, HARBOUR, NARROW, WIDE, Size
from .vega import Word, drawn, grid, line_at, words
from .wording import all_there, available, few_words, joined

ID = "wellbeing"
SCALE = Scale(7, 35, (7, 14, 21, 28, 35), NUMBER)  # lowest to highest score of SWEMWBS
TIMES = (("start", "At the start"), ("end", "At the end"))


def wellbeing(findings: Findings) -> Chart | None:
    """Average scores with their intervals on the whole scale, and a line at the benchmark."""
    both = all_there(findings, "wellbeing.start.mean", "wellbeing.end.mean")
    if both is None:
        return None
    title, alt = _title(findings, both), _alt(findings, both)
    pictures = [_drawn(size, findings, both, title, alt) for size in (WIDE, NARROW)]
    base = _base(both)
    return Chart(ID, title, base, alt, pictures[0], pictures[1], _table(findings, both))


def _title(findings: Findings, both: list[Figure]) -> str:
    end, line = both[1], f"the benchmark of {findings.benchmark:g}"
    stands = {
        1: f"was above {line} at the end",
        0: f"was close to {line} at the end",
        -1: f"was still below {line} at the end"
        if clear(both[0], findings.benchmark) < 0
        else f"was below {line} at the end",
    }[clear(end, findings.benchmark) if end.ci_low is not None else _side(end, findings)]
    change = available(findings, "wellbeing.change.mean")
    if change is None or not clear(change):
        return f"Average wellbeing {stands}"
    moved = "rose" if clear(change) > 0 else "fell"
    joint = "but" if (clear(change) > 0) != (clear(end, findings.benchmark) > 0) else "and"
    return f"Wellbeing {moved}, {joint} {stands.replace('was ', 'was on average ', 1)}"


def _side(end: Figure, findings: Findings) -> int:
    return 1 if (end.value or 0.0) >= findings.benchmark else -1


def _base(both: list[Figure]) -> str:
    counts = [
        f"{people(figure.n)} {when.lower()}"
        for figure, (_, when) in zip(both, TIMES, strict=True)
        if figure.n is not None
    ]
    said = "Average score of SWEMWBS, from 7 to 35; more is better. Lines are 95% intervals."
    on = f" {joined(counts)}." if counts else ""
    smallest = min((figure.n for figure in both if figure.n is not None), default=None)
    return said + on + few_words(smallest)


def _above(findings: Findings, time: str) -> Figure | None:
    return available(findings, f"wellbeing.{time}.at_or_above_national")


def _alt(findings: Findings, both: list[Figure]) -> str:
    said = []
    for figure, (time, when) in zip(both, TIMES, strict=True):
        above = _above(findings, time)
        share = f", {shown(above)} at or above the benchmark" if above is not None else ""
        said.append(f"{when} {shown(figure)} ({interval(figure)}){share}")
    return f"Average wellbeing. {'. '.join(said)}. The benchmark is {findings.benchmark:g}."


def _drawn(size: Size, findings: Findings, both: list[Figure], title: str, alt: str) -> str:
    rows = []
    for figure, (time, when) in zip(both, TIMES, strict=True):
        above = _above(findings, time)
        note = f"{shown(above)} at or above the benchmark" if above is not None else ""
        rows.append(Row(when, f"{shown(figure)} ({interval(figure)})", note))
    placed = plan(size, rows, SCALE, band=26, head=24)
    plane = placed.plane
    fills = (EDGE, HARBOUR)
    layers = [grid(plane), line_at(plane, findings.benchmark, dash=True, fill=BRICK)]
    for y, figure, fill in zip(placed.rows, both, fills, strict=True):
        mark = Mark(y, figure.value or 0.0, figure.ci_low, figure.ci_high)
        layers += points(placed, [mark], fill=fill, hollow=fill == EDGE)
    label = f"Benchmark {findings.benchmark:g}"
    x = plane.at(findings.benchmark)
    above_line = Word(x, plane.top - 6, label, size.small, fill=BRICK, anchor="middle")
    layers += words([*placed.words, above_line])
    return drawn(layers, plane, f"{ID}-{size.name}", title, alt)


def _table(findings: Findings, both: list[Figure]) -> Table:
    rows = []
    for figure, (time, when) in zip(both, TIMES, strict=True):
        above = _above(findings, time)
        counted = "" if figure.n is None else f"{figure.n:,}"
        share = (shown(above), interval(above)) if above is not None else ("", "")
        rows.append((when, counted, shown(figure), interval(figure), *share))
    return Table(
        f"{ID}-table",
        f"Wellbeing against the benchmark of {findings.benchmark:g}",
        ("When", "People", "Average", "95% interval", "At or above the benchmark", "95% interval"),
        tuple(rows),
        (False, True, True, True, True, True),
        frozenset(),
    )
