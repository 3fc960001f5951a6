"""Reads a drawing as somebody looks at it: which words stand where, in which colours."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from alongside.evaluation.report.charts.letters import width_of

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Line:
    """A line of text and the rectangle that its letters fill."""

    text: str
    size: float
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Line) -> bool:
        across = self.left < other.right - 1 and other.left < self.right - 1
        return across and self.top < other.bottom - 1 and other.top < self.bottom - 1


def root(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def size_of(svg: str) -> tuple[float, float]:
    _, _, width, height = (float(each) for each in root(svg).attrib["viewBox"].split())
    return width, height


def lines(svg: str) -> list[Line]:
    """Every line of text, with its place on the drawing."""
    found: list[Line] = []
    _walk(root(svg), 0.0, 0.0, found)
    return found


def texts(svg: str) -> list[str]:
    return [line.text for line in lines(svg)]


def _walk(element: ET.Element, x: float, y: float, found: list[Line]) -> None:
    right, down = _moved(element)
    x, y = x + right, y + down
    if element.tag == f"{SVG}text":
        found.append(_line(element, x, y))
        return
    for child in element:
        _walk(child, x, y, found)


def _moved(element: ET.Element) -> tuple[float, float]:
    said = element.get("transform", "")
    assert not said or "translate" in said or "rotate" in said
    match = re.search(r"translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)", said)
    return (float(match[1]), float(match[2])) if match else (0.0, 0.0)


def _line(element: ET.Element, x: float, y: float) -> Line:
    x, y = x + float(element.get("x", "0")), y + float(element.get("y", "0"))
    size = float(element.attrib["font-size"].removesuffix("px"))
    text = element.text or ""
    wide = width_of(text, size, bold=element.get("font-weight") in ("700", "bold"))
    left = x - {"start": 0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
    return Line(text, size, left, y - size * 0.74, left + wide, y + size * 0.22)


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG has it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    straight = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), straight, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
