"""Drawing with Vega-Lite: places in pixels, our letters, and SVG that may stand in any page.

What Vega-Lite is told is written here as the data that it is. Altair would write the same, in more
time than the drawing takes; the tests let Altair check it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from .scale import Scale
from .svg import number, whole
from .theme import FONTS, INK, LINE, Size, config

UNWANTED = re.compile(r' (?:role|aria-[a-z]+|class|style|pointer-events)="[^"]*"')
AXIS = 34  # pixels under the plot for the ticks' labels
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"  # a name; nothing is fetched from it
Layer = dict[str, Any]
Channel = dict[str, Any]
ALIGN = {"start": "left", "middle": "center", "end": "right"}


@dataclass(frozen=True)
class Word:
    """A line of text at a place, in pixels from the top left."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    fill: str = INK
    anchor: str = "start"

    @property
    def look(self) -> tuple[float, bool, str, str]:
        return self.size, self.bold, self.fill, self.anchor


@dataclass(frozen=True)
class Plane:
    """Where numbers lie: the plot's edges in pixels, and what its axis counts. `spans` are the
    heights that lines may cross; where none are said, all of it."""

    size: Size
    left: float
    right: float
    top: float
    bottom: float
    scale: Scale
    spans: tuple[tuple[float, float], ...] = ()

    def at(self, value: float) -> float:
        """The place of a value across, in pixels."""
        return self.left + self.scale.share(self.scale.inside(value)) * (self.right - self.left)

    def x(self, *, axis: bool = False) -> Channel:
        """Across by the scale; with the axis' labels below the plot, which one layer has."""
        scale = {
            "type": "log" if self.scale.log else "linear",
            "domain": [self.scale.low, self.scale.high],
            "range": [self.left, self.right],
            "nice": False,
            "zero": False,
            "clamp": True,
        }
        if self.scale.log:
            del scale["zero"]
        return _field("x", scale=scale, axis=self._axis() if axis else None)

    def _axis(self) -> dict[str, Any]:
        return {
            "values": list(self.scale.ticks),
            "format": self.scale.format,
            "labelFontSize": self.size.small,
            "orient": "bottom",
            "grid": False,
            "title": None,
        }


def _field(name: str, **more: Any) -> Channel:
    return {"field": name, "type": "quantitative", **more}


def across() -> Channel:
    """Across, in pixels."""
    return _field("x", scale=None, axis=None)


def layer(
    mark: str, rows: Iterable[dict[str, Any]], x: Channel, style: dict[str, Any] | None = None
) -> Layer:
    """One kind of mark, with its rows in it. `x` says how `x` and `x2` of a row are placed; `y` and
    `y2` are pixels down; `t` is a text."""
    values = list(rows)
    there = values[0].keys() if values else ()
    encoding: dict[str, Any] = {"x": x, "y": _field("y", scale=None, axis=None)}
    encoding |= {end: {"field": end} for end in ("x2", "y2") if end in there}
    if "t" in there:
        encoding["text"] = {"field": "t", "type": "nominal"}
    return {
        "data": {"values": values},
        "mark": {"type": mark, **(style or {})},
        "encoding": encoding,
    }


def words(lines: Sequence[Word]) -> list[Layer]:
    """Layers of text at places in pixels, one for each look."""
    return [_words([line for line in lines if line.look == look]) for look in _looks(lines)]


def _looks(lines: Sequence[Word]) -> Iterable[tuple[float, bool, str, str]]:
    return dict.fromkeys(line.look for line in lines)


def _words(lines: Sequence[Word]) -> Layer:
    size, bold, fill, anchor = lines[0].look
    style = {
        "fontSize": size,
        "fontWeight": 700 if bold else 400,
        "color": fill,
        "align": ALIGN[anchor],
        "baseline": "alphabetic",
    }
    rows = [{"x": line.x, "y": line.y, "t": line.text} for line in lines]
    return layer("text", rows, across(), style)


def grid(plane: Plane) -> Layer:
    """The axis, and quiet lines behind the marks, one a tick."""
    rows = [row for tick in plane.scale.ticks for row in _line(plane, tick)]
    return layer("rule", rows, plane.x(axis=True), {"color": LINE})


def line_at(plane: Plane, value: float, *, dash: bool = False, fill: str = INK) -> Layer:
    """A line from top to bottom of the plot at one value."""
    style: dict[str, Any] = {"color": fill, "strokeWidth": 1.5}
    if dash:
        style["strokeDash"] = [5, 4]
    return layer("rule", _line(plane, value), plane.x(), style)


def _line(plane: Plane, value: float) -> list[dict[str, Any]]:
    """From top to bottom, but not through words."""
    spans = plane.spans or ((plane.top, plane.bottom),)
    return [{"x": value, "y": top, "y2": bottom} for top, bottom in spans]


def specification(
    layers: Sequence[Layer], plane: Plane, *, axis: bool = True, below: float = 0
) -> dict[str, Any]:
    """What Vega-Lite is told: every place is ours, so it moves nothing."""
    bottom = below + (AXIS if axis else 4)
    return {
        "$schema": SCHEMA,
        "width": plane.size.width,
        "height": plane.bottom,
        "padding": {"left": 0, "top": 0, "right": 0, "bottom": bottom},
        "autosize": {"type": "none"},
        "layer": list(layers),
        "resolve": {"scale": {"x": "independent"}},
        "config": config(axis=axis),
    }


def drawn(
    layers: Sequence[Layer],
    plane: Plane,
    name: str,
    title: str,
    alt_text: str,
    *,
    axis: bool = True,
    below: float = 0,
) -> str:
    """The layers as one SVG element; `name` stands before every id in it. `below` is the height
    that words of its own need under the axis."""
    import vl_convert

    _with_our_letters()
    told = specification(layers, plane, axis=axis, below=below)
    return cleaned(vl_convert.vegalite_to_svg(told), name, title, alt_text)


@cache
def _with_our_letters() -> None:
    """Let the converter measure text by the font that the report is read in."""
    import vl_convert

    vl_convert.register_font_directory(str(files("alongside.evaluation.report") / "fonts"))


def cleaned(svg: str, name: str, title: str, alt_text: str) -> str:
    """Vega's SVG without what only its own script needs, with ids of ours, named and described."""
    opening, inside = svg.split(">", 1)
    inside = inside.rsplit("</svg>", 1)[0]
    inside = re.sub(r"<[^>]*>", lambda tag: _tag(tag[0], name), inside)
    width, height = re.findall(r' (?:width|height)="([\d.]+)"', opening)[:2]
    return whole(name, title, alt_text, float(width), float(height), [inside])


def _tag(tag: str, name: str) -> str:
    tag = UNWANTED.sub("", tag)
    tag = re.sub(r'font-family="[^"]*"', f'font-family="{FONTS}"', tag)
    tag = re.sub(r'\bid="([^"]*)"', rf'id="{name}-\1"', tag)
    tag = re.sub(r"url\(#([^)]*)\)", rf"url(#{name}-\1)", tag)
    return re.sub(r"-?\d+\.\d{3,}", lambda digits: number(float(digits[0])), tag)
