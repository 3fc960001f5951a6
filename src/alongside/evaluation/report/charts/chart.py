"""A chart: two drawings of one finding, its words, and the same numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass

from ..document import Table


@dataclass(frozen=True)
class Chart:
    """`title` states the finding and `base` says on how many; both stand above the drawing and are
    not in it. `wide` and `narrow` are whole SVG elements, 1,100 and 360 pixels wide, that can stand
    side by side in one page: every id in them begins with the chart's id and the drawing's name."""

    id: str
    title: str
    base: str
    alt: str
    wide: str
    narrow: str
    table: Table
