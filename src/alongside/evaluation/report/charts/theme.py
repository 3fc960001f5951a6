"""Colours, letters and sizes of every chart, in one place; the look of the rest of the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .letters import FAMILY

INK = "#1f2528"
SOFT = "#4f5a5e"
PAPER = "#ffffff"
HARBOUR = "#0b5563"
SAND = "#d9cfb8"
BRICK = "#9c2f1f"
LINE = "#ddd6c7"  # rules behind the marks: decoration only
EDGE = "#6b757a"  # thin lines that mean something
BETTER, WORSE, UNCHANGED = "#a9ccd2", "#e3a899", "#ece6da"  # flows

FONTS = f"{FAMILY}, Arial, Helvetica, sans-serif"


@dataclass(frozen=True)
class Size:
    """One of the two drawings of each chart. Letters are in pixels at the width shown."""

    name: str
    width: int
    text: int  # labels
    small: int  # second lines and axes; nothing is smaller
    head: int  # headings within a chart
    line: int  # from one line of text to the next

    @property
    def wide(self) -> bool:
        return self.name == "wide"


WIDE = Size("wide", 1100, text=17, small=16, head=18, line=24)
NARROW = Size("narrow", 360, text=16, small=15, head=17, line=22)
SIZES = (WIDE, NARROW)


def config(*, axis: bool = True) -> dict[str, Any]:
    """How Vega-Lite draws: the same letters, quiet axes, and nothing that only a script needs."""
    return {
        "aria": False,
        "background": "transparent",
        "font": FAMILY,
        "padding": 0,
        "autosize": {"type": "none"},
        "view": {"stroke": None},
        "axis": {
            "domain": False,
            "labels": axis,
            "ticks": False,
            "gridColor": LINE,
            "labelColor": SOFT,
            "titleColor": SOFT,
            "titleFontWeight": "normal",
            "labelPadding": 8,
            "labelOverlap": False,
            "labelFlush": False,
            "labelBound": False,
        },
        "text": {"color": INK, "baseline": "alphabetic"},
    }
