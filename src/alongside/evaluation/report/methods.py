"""Which page of docs/methods tells how a figure is computed, and those pages as parts of a report.

The pages are written once, in docs/methods. An installed package has them beside this file (see
`force-include` in pyproject.toml), so that a report is whole wherever it is made.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .document import Block, Bullets, Formula, Heading, Prose, Section, Table

HERE = Path(__file__).resolve().parent
PAGES = (HERE / "method_pages", HERE.parents[3] / "docs" / "methods")
INLINE = (
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),  # a link keeps its words
    (re.compile(r"\*\*([^*]+)\*\*"), r"\1"),
    (re.compile(r"(?<![\w*])\*(?!\s)([^*]+?)(?<!\s)\*(?![\w*])"), r"\1"),
    (re.compile(r"`([^`]*)`"), r"\1"),
)
KINDS = (
    ("    ", "formula"),
    ("- ", "bullets"),
    ("|", "table"),
    ("#", "heading"),
)


@cache
def _which() -> dict[str, dict[str, str]]:
    return tomllib.loads((HERE / "methods.toml").read_text(encoding="utf-8"))


def method_of(id_: str) -> str:
    """The id of the page that tells of a figure; nothing where there is no page."""
    fitting = [start for start in _which()["figures"] if id_.startswith(start)]
    return _there(_which()["figures"][max(fitting, key=len)]) if fitting else ""


def method_for(part: str) -> str:
    """The same for a part of the report that has no figure's id, such as *schemes*."""
    return _there(_which()["parts"].get(part, ""))


def _there(method: str) -> str:
    return method if method in pages() else ""


@cache
def pages() -> dict[str, Path]:
    """The file of each page that a report of an evaluation needs, by its id."""
    folder = next(path for path in PAGES if path.is_dir())
    wanted = {*_which()["figures"].values(), *_which()["parts"].values()}
    return {path.stem: path for path in sorted(folder.glob("*.md")) if path.stem in wanted}


def sections() -> Iterator[Section]:
    """Each page as a section, in the order of their ids."""
    for method, path in pages().items():
        yield _section(method, path.read_text(encoding="utf-8"))


def anchor(method: str) -> str:
    """Where the page of a method stands in the report."""
    return f"method-{method}" if method else ""


def _section(method: str, text: str) -> Section:
    first, _, rest = text.partition("\n")
    name = plain(first.lstrip("# "))
    return Section(anchor(method), name, "", tuple(_blocks(method, name, rest)), 3)


def _blocks(method: str, name: str, text: str) -> Iterator[Block]:
    """Paragraphs, lists, tables and lines of code, each a block."""
    tables = 0
    for kind, lines in _pieces(text):
        if kind == "formula":
            yield Formula("\n".join(line[4:] for line in lines).rstrip())
        elif kind == "bullets":
            yield Bullets(tuple(plain(item[2:]) for item in _items(lines)))
        elif kind == "table":
            tables += 1
            caption = f"{name}, table {tables}"
            yield _table(f"{anchor(method)}-table-{tables}", caption, lines)
        elif kind == "heading":
            yield from (Heading(plain(line)) for line in lines)
        else:
            yield Prose(tuple(plain(line) for line in lines))


def _pieces(text: str) -> Iterator[tuple[str, list[str]]]:
    """Lines of one kind that stand together."""
    kind, lines = "", list[str]()
    for line in [*text.splitlines(), ""]:
        now = _kind(line, kind)
        if lines and now != kind and line.strip():
            yield kind, lines
            lines = []
        if line.strip():
            kind = now
            lines.append(line)
        elif kind == "formula" and lines:
            lines.append(line)
    yield kind, lines


def _kind(line: str, before: str) -> str:
    for start, kind in KINDS:
        if line.startswith(start):
            return kind
    return "bullets" if before == "bullets" and line.startswith("  ") else "prose"


def _items(lines: list[str]) -> list[str]:
    """Items of a list; a line that is moved in belongs to the one above it."""
    items: list[str] = []
    for line in lines:
        if line.startswith("- "):
            items.append(line)
        else:
            items[-1] += f" {line.strip()}"
    return items


def _table(id_: str, caption: str, lines: list[str]) -> Table:
    head, _, *rows = [
        tuple(plain(cell.strip()) for cell in line.strip().strip("|").split("|")) for line in lines
    ]
    return Table(id_, caption, head, tuple(rows), tuple(False for _ in head))


def plain(text: str) -> str:
    """Words without the signs of Markdown."""
    for pattern, kept in INLINE:
        text = pattern.sub(kept, text)
    return text.lstrip("# ")
