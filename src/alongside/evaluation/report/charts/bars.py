"""Bars by group, each with its name and its number beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .marks import bars as rectangles
from .rows import Plan, Row, plan
from .scale import Scale
from .theme import HARBOUR, INK, Size
from .vega import Layer, Word, across, drawn, layer, words

BAND = 26


@dataclass(frozen=True)
class Bar:
    """One bar from 0."""

    label: str
    value: float
    shown: str
    fill: str = HARBOUR


@dataclass(frozen=True)
class Group:
    """Bars that belong together, under a heading; `note` is a softer line below it."""

    heading: str
    note: str
    bars: tuple[Bar, ...]


def grouped(
    size: Size, groups: Sequence[Group], scale: Scale, name: str, title: str, alt_text: str
) -> str:
    """Draw the groups under each other on one axis, which the direct labels make needless."""
    rows, bars = _rows(groups)
    placed = plan(size, rows, scale, band=BAND, values_follow=True)
    layers = [*_marks(placed, bars), _ground(placed, bars)]
    layers += words([*placed.words, *_values(size, placed, rows, bars)])
    return drawn(layers, placed.plane, name, title, alt_text, axis=False)


def _rows(groups: Sequence[Group]) -> tuple[list[Row], list[Bar | None]]:
    rows: list[Row] = []
    bars: list[Bar | None] = []
    for group in groups:
        if group.heading:
            rows.append(Row(group.heading, note=group.note, heading=True))
            bars.append(None)
        rows += [Row(bar.label, bar.shown) for bar in group.bars]
        bars += group.bars
    return rows, bars


def _marks(placed: Plan, bars: Sequence[Bar | None]) -> list[Layer]:
    fills = dict.fromkeys(bar.fill for bar in bars if bar)
    return [
        rectangles(
            placed,
            [
                (y, 0.0, bar.value)
                for y, bar in zip(placed.rows, bars, strict=True)
                if bar and bar.fill == fill
            ],
            fill=fill,
            band=BAND,
        )
        for fill in fills
    ]


def _ground(placed: Plan, bars: Sequence[Bar | None]) -> Layer:
    """The line that bars begin at, beside the bars and not through the headings."""
    x, half = placed.plane.left, BAND / 2 + 4
    rows = [
        {"x": x, "y": y - half, "y2": y + half}
        for y, bar in zip(placed.rows, bars, strict=True)
        if bar
    ]
    return layer("rule", rows, across(), {"color": INK})


def _values(
    size: Size, placed: Plan, rows: Sequence[Row], bars: Sequence[Bar | None]
) -> list[Word]:
    return [
        Word(placed.plane.at(bar.value) + 8, y + size.text * 0.36, bar.shown, size.text, bold=True)
        for y, bar in zip(placed.rows, bars, strict=True)
        if bar
    ]
