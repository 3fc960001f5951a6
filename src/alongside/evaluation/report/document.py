"""The document that page and PDF are both made from: words and numbers, not how they look.

`compose.compose` makes one; `html.as_html`, `pdf.as_pdf` and `workbook.as_workbook` show it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .charts.chart import Chart


@dataclass(frozen=True)
class Table:
    """Numbers in rows. `numeric` says of each column whether it is set to the right; `strong` holds
    the places of the rows that add the others up. `methods`, where there are any, has for each row
    the method that its numbers come from (the id of a page of docs/methods), or nothing."""

    id: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    strong: frozenset[int] = frozenset()
    methods: tuple[str, ...] = ()


@dataclass(frozen=True)
class KeyFinding:
    """One finding: `big` and `unit` are the number (*69%*, *of 820 people*), `head` says what was
    found, `sentence` with its base and interval. `few` warns of a small base."""

    big: str
    unit: str
    head: str
    sentence: str
    few: bool
    method: str


@dataclass(frozen=True)
class KeyFindings:
    """The findings that come first."""

    items: tuple[KeyFinding, ...]


@dataclass(frozen=True)
class Picture:
    """A chart with its title, its base and its table."""

    chart: Chart


@dataclass(frozen=True)
class Heading:
    """A heading within a section, one level below the section's own."""

    text: str


@dataclass(frozen=True)
class Prose:
    """Plain paragraphs."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """Paragraphs that stand apart, with a heading of their own."""

    head: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Formula:
    """A formula, or lines to be shown as they are typed."""

    text: str


Block = KeyFindings | Picture | Table | Heading | Prose | Note | Bullets | Formula


@dataclass(frozen=True)
class Section:
    """A part of the report. `id` is where links lead; `base` says on how many it rests, or nothing.
    `level` is the heading's: 2, or 3 for a part of the section before (a method)."""

    id: str
    heading: str
    base: str
    blocks: tuple[Block, ...]
    level: int = 2


@dataclass(frozen=True)
class Link:
    """Words that lead to a section (`#methods`) or to a file beside the report (`tables.xlsx`)."""

    words: str
    to: str


@dataclass(frozen=True)
class Sure:
    """One thing that the findings cannot say, in a few words, and where more is said about it."""

    head: str
    sentence: str
    link: Link | None = None


@dataclass(frozen=True)
class Document:
    """A whole report. `banner` belongs on every page (made-up people; not for publication), `made`
    at the foot: what it was made with, and when."""

    title: str
    lead: str
    made: str
    banner: str
    sections: tuple[Section, ...]
    how_sure: tuple[Sure, ...] = ()
    links: tuple[Link, ...] = ()
