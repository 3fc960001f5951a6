"""The report as one page that works from a file: no script, and nothing that is fetched."""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .document import Block, Document, Section
from .methods import anchor

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = files("alongside.evaluation.report")
FONTS = ("Regular", "Bold")
NO_PUBLICATION = "Not for publication"


def as_html(document: Document) -> str:
    """The whole page, with its styles, its fonts and its pictures in it. The same document gives
    the same page."""
    template = _environment().get_template("report.html.jinja")
    return template.render(
        document=document,
        title=re.split(r"(?<=\.) ", document.title),
        navigation=[section for section in document.sections if section.level == 2],
        chapters=_chapters(document.sections),
        css=_css(),
        inside=NO_PUBLICATION if NO_PUBLICATION in document.banner else "",
    )


def _chapters(sections: tuple[Section, ...]) -> list[tuple[Section, list[Section]]]:
    """Each section with the parts of it that follow."""
    found: list[tuple[Section, list[Section]]] = []
    for section in sections:
        if section.level == 2:
            found.append((section, []))
        else:
            found[-1][1].append(section)
    return found


def kind(block: Block) -> str:
    """The name of the macro that shows a block."""
    return type(block).__name__.lower()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # late: start-up is quick

    found = Environment(
        loader=FileSystemLoader(str(HERE / "page")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"kind": kind, "anchor": anchor}
    found.tests["method"] = lambda section: section.id.startswith(anchor(" ").strip())
    return found


@cache
def _css() -> str:
    """The styles, with the fonts in them."""
    letters = {}
    for weight in FONTS:
        font = (HERE / "fonts" / f"AtkinsonHyperlegible-{weight}.ttf").read_bytes()
        letters[f"url({weight})"] = f"url(data:font/ttf;base64,{base64.b64encode(font).decode()})"
    text = (HERE / "page" / "report.css").read_text(encoding="utf-8")
    for name, data in letters.items():
        text = text.replace(name, data)
    return text
