"""Marks that stand on rows: points with their intervals, bars, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .letters import width_of
from .rows import Plan
from .theme import HARBOUR, PAPER, Size
from .vega import Layer, Word, across, layer, words

POINT = 150  # square pixels


@dataclass(frozen=True)
class Mark:
    """A value at the middle of a row, with its interval where there is one."""

    y: float
    value: float
    low: float | None = None
    high: float | None = None


def _dot(fill: str, *, hollow: bool = False, shape: str = "circle") -> dict[str, Any]:
    return {
        "shape": shape,
        "size": POINT,
        "filled": True,
        "fill": PAPER if hollow else fill,
        "stroke": fill,
        "strokeWidth": 2.5,
        "opacity": 1,
    }


def points(
    plan: Plan, marks: Sequence[Mark], *, fill: str = HARBOUR, hollow: bool = False
) -> list[Layer]:
    """Points on their intervals; an interval that leaves the axis ends in an arrow."""
    rows = [{"x": plan.plane.scale.inside(mark.value), "y": mark.y} for mark in marks]
    dots = layer("point", rows, plan.plane.x(), _dot(fill, hollow=hollow))
    return [*_lines(plan, marks, fill), *_arrows(plan, marks, fill), dots]


def _lines(plan: Plan, marks: Sequence[Mark], fill: str) -> Iterable[Layer]:
    scale = plan.plane.scale
    rows = [
        {"x": scale.inside(mark.low), "x2": scale.inside(mark.high), "y": mark.y}
        for mark in marks
        if mark.low is not None and mark.high is not None
    ]
    if rows:
        yield layer("rule", rows, plan.plane.x(), {"color": fill, "strokeWidth": 3})


def _arrows(plan: Plan, marks: Sequence[Mark], fill: str) -> Iterable[Layer]:
    scale = plan.plane.scale
    low = [mark for mark in marks if mark.low is not None and mark.low < scale.low]
    high = [mark for mark in marks if mark.high is not None and mark.high > scale.high]
    for shape, cut, x in (("left", low, scale.low), ("right", high, scale.high)):
        if cut:
            style = {"shape": f"triangle-{shape}", "size": 90, "filled": True, "fill": fill}
            rows = [{"x": x, "y": mark.y} for mark in cut]
            yield layer("point", rows, plan.plane.x(), style | {"opacity": 1})


def bars(
    plan: Plan,
    ends: Sequence[tuple[float, float, float]],
    *,
    fill: str = HARBOUR,
    band: float = 24,
) -> Layer:
    """Bars: the middle of the row, and the two values that each lies between."""
    inside = plan.plane.scale.inside
    rows = [
        {"x": inside(low), "x2": inside(high), "y": y - band / 2, "y2": y + band / 2}
        for y, low, high in ends
    ]
    return layer("rect", rows, plan.plane.x(), {"fill": fill, "cornerRadius": 3})


@dataclass(frozen=True)
class Key:
    """What a mark means, said once beside one of it."""

    label: str
    fill: str
    hollow: bool = False
    shape: str = "circle"


def key(size: Size, entries: Sequence[Key], x: float, y: float) -> list[Layer]:
    """The entries beside each other, from x on; `y` is where their words stand."""
    layers: list[Layer] = []
    lines = []
    for entry in entries:
        rows = [{"x": x + 8, "y": y - size.text * 0.34}]
        style = _dot(entry.fill, hollow=entry.hollow, shape=entry.shape)
        layers.append(layer("point", rows, across(), style))
        lines.append(Word(x + 22, y, entry.label, size.text))
        x += 22 + width_of(entry.label, size.text) + 24
    return [*layers, *words(lines)]
