"""SVG by hand: the little that the drawings need which Vega-Lite cannot do."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from .theme import FONTS, INK

Attribute = str | float | int


def element(tag: str, content: str = "", **attributes: Attribute) -> str:
    """One element; `_` in a name stands for `-`, and numbers are written to two decimals."""
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_written(value)}"'
        for name, value in attributes.items()
    )
    return f"<{tag}{said}>{content}</{tag}>" if content else f"<{tag}{said}/>"


def _written(value: Attribute) -> str:
    return escape(value) if isinstance(value, str) else number(value)


def number(value: float) -> str:
    """A coordinate: two decimals at most."""
    return f"{round(value, 2) + 0.0:.10g}"


def text(
    x: float,
    y: float,
    words: str,
    size: float,
    *,
    bold: bool = False,
    fill: str = INK,
    anchor: str = "start",
) -> str:
    """A line of text."""
    more: dict[str, Attribute] = {"font_weight": 700} if bold else {}
    if anchor != "start":
        more["text_anchor"] = anchor
    return element("text", escape(words), x=x, y=y, font_size=size, fill=fill, **more)


def whole(
    name: str, title: str, alt: str, width: float, height: float, content: Iterable[str]
) -> str:
    """The outermost element, with the name and the description that a screen reader says."""
    named = element("title", escape(title), id=f"{name}-title")
    told = element("desc", escape(alt), id=f"{name}-desc")
    return element(
        "svg",
        named + told + "".join(content),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        font_family=FONTS,
    )
