"""Who came, against who lives there: ratios on a logarithmic axis."""

from __future__ import annotations

from ...figure import Figure, Unit
from ...findings import Findings
from ...population import Reach
from ..document import Table
from ..numbers import capital, interval, people, shown
from .chart import Chart
from .marks import Mark, points
from .names import KINDS, group, in_a_sentence, named
from .rows import Row, plan
from .scale import ratios
from .theme import INK, NARROW, WIDE, Size
from .vega import drawn, grid, line_at, words
from .wording import few_words, finite

ID = "population"


def population(findings: Findings) -> Chart | None:
    """Each group's share of the people supported over its share of the population."""
    found = [
        one
        for one in findings.reach
        if finite(one.ratio, one.ci_low, one.ci_high) and min(one.ratio, one.ci_low) > 0
    ]
    if not found:
        return None
    title, alt = _title(found), _alt(found)
    pictures = [_drawn(size, found, title, alt) for size in (WIDE, NARROW)]
    return Chart(ID, title, _base(found), alt, pictures[0], pictures[1], _table(found))


def _title(found: list[Reach]) -> str:
    over = [one for one in found if one.ci_low > 1]
    under = [one for one in found if one.ci_high < 1]
    most = max(over, key=lambda one: one.ratio, default=None)
    least = min(under, key=lambda one: one.ratio, default=None)
    share = "than their share of those who live there"
    if most and least:
        return f"For how many live there, {_who(most)} came most and {_who(least)} least"
    if most:
        return f"{capital(_who(most))} came more {share}"
    if least:
        return f"{capital(_who(least))} came less {share}"
    return "Who came was much like who lives there"


def _who(one: Reach) -> str:
    return in_a_sentence(one.kind, one.group)


def _figure(one: Reach) -> Figure:
    """As a figure, so that it is written by the same rule as every other ratio."""
    return Figure(
        f"reach.{one.kind}.{one.group}",
        group(one.kind, one.group),
        one.ratio,
        Unit.RATIO,
        ci_low=one.ci_low,
        ci_high=one.ci_high,
    )


def _said(one: Reach) -> str:
    return f"{shown(_figure(one))} ({interval(_figure(one))})"


def _base(found: list[Reach]) -> str:
    counts = [one.of_supported for one in found if finite(one.of_supported)]
    on = f" {people(max(counts))} supported.{few_words(max(counts))}" if counts else ""
    said = "Share of those supported over share of the population; 1 is as many as live there."
    return f"{said} Lines are 95% intervals.{on}"


def _alt(found: list[Reach]) -> str:
    said = [f"{group(one.kind, one.group)}: {_said(one)}" for one in found]
    return f"Share of those supported over share of the population. {'; '.join(said)}."


def _drawn(size: Size, found: list[Reach], title: str, alt: str) -> str:
    rows, marked = _rows(found)
    values = [value for one in found for value in (one.ratio, one.ci_low, one.ci_high)]
    scale = ratios(values, few=not size.wide)
    placed = plan(size, rows, scale, band=22, ends=("Fewer than live there", "More"))
    marks = [
        Mark(y, one.ratio, one.ci_low, one.ci_high)
        for y, one in zip(placed.rows, marked, strict=True)
        if one
    ]
    layers = [grid(placed.plane), line_at(placed.plane, 1, fill=INK), *points(placed, marks)]
    layers += words(placed.words)
    return drawn(layers, placed.plane, f"{ID}-{size.name}", title, alt)


def _rows(found: list[Reach]) -> tuple[list[Row], list[Reach | None]]:
    """A heading for each kind of group, and a row for each group."""
    rows: list[Row] = []
    marked: list[Reach | None] = []
    for kind in dict.fromkeys(one.kind for one in found):
        rows.append(Row(named(KINDS, kind), heading=True))
        marked.append(None)
        for one in found:
            if one.kind == kind:
                rows.append(Row(group(kind, one.group), _said(one)))
                marked.append(one)
    return rows, marked


def _table(found: list[Reach]) -> Table:
    rows = [
        (
            named(KINDS, one.kind),
            group(one.kind, one.group),
            _count(one.supported),
            _count(one.population),
            shown(_figure(one)),
            interval(_figure(one)),
        )
        for one in found
    ]
    return Table(
        f"{ID}-table",
        "Who came, against who lives there",
        ("Of", "Group", "Supported", "Population", "Ratio", "95% interval"),
        tuple(rows),
        (False, False, True, True, True, True),
        frozenset(),
    )


def _count(n: int) -> str:
    return f"{n:,}" if finite(n) else "Not shown"
