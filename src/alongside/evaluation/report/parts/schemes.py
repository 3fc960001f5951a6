"""Schemes side by side, so that small ones are not ranked by luck."""

from __future__ import annotations

from collections.abc import Iterator

from ...figure import Figure, Unit
from ...findings import Findings
from ...schemes import MAIN, Part
from ..charts import funnel
from ..charts.names import nation
from ..document import Block, Heading, Picture, Prose, Section, Table
from ..methods import method_for
from ..numbers import interval, percent

HOW = (
    "Each point is a scheme. Small schemes lie further from the middle by luck alone: the lines"
    " show how far. By luck, 19 of 20 schemes lie between the inner lines (95%), and all but one in"
    " 500 between the outer ones (99.8%). Between those these numbers cannot tell a scheme from the"
    " others, so schemes are not put in an order. A scheme outside them is worth asking about; it"
    " may have other people, or count in another way."
)


def section(findings: Findings) -> Section:
    """A funnel for each main figure, and the nations in a table."""
    drawn = [chart for main in MAIN if (chart := funnel(findings, main.id))]
    blocks: list[Block] = [Prose((HOW,))] if drawn else [Prose((_why_none(findings),))]
    blocks += map(Picture, drawn)
    nations = list(_nations(findings))
    if len({part.name for part in nations}) > 1:
        blocks += [Heading("Nations"), _table(nations)]
    named = len(findings.schemes)
    base = f"{named:,} scheme{'' if named == 1 else 's'}." if named else ""
    return Section("schemes", "Schemes side by side", base, tuple(blocks))


def _why_none(findings: Findings) -> str:
    if findings.published:
        return "No scheme has enough people to be shown beside the others."
    return "There are not two schemes with people to hold side by side."


def _nations(findings: Findings) -> Iterator[Part]:
    for main in MAIN:
        yield from (
            part for part in findings.parts if part.kind == "nation" and part.figure == main.id
        )


def _table(parts: list[Part]) -> Table:
    labels = {main.id: main.label for main in MAIN}
    rows = tuple(
        (
            labels[part.figure],
            nation(part.name),
            f"{part.n:,} of {part.base:,}",
            percent(part.value),
            interval(_figure(part)),
        )
        for part in parts
    )
    head = ("Figure", "Nation", "People", "Share", "95% interval")
    numeric = (False, False, True, True, True)
    method = method_for("schemes")
    return Table(
        "nations", "Main figures by nation", head, rows, numeric, methods=(method,) * len(rows)
    )


def _figure(part: Part) -> Figure:
    return Figure(part.figure, "", part.value, Unit.SHARE, ci_low=part.ci_low, ci_high=part.ci_high)
