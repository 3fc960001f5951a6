"""The report as a tagged PDF (PDF/UA-1), for printing and for screen readers.

What is said is handed over as data, never put into the template's text: nothing that stands in an
extract, such as a scheme's name, can be read as commands.
"""

from __future__ import annotations

import json
from functools import singledispatch
from importlib.resources import as_file, files
from typing import Any

from .document import (
    Bullets,
    Document,
    Formula,
    Heading,
    KeyFinding,
    KeyFindings,
    Link,
    Note,
    Picture,
    Prose,
    Section,
    Sure,
    Table,
)
from .methods import anchor

HERE = "alongside.evaluation.report"
NARROW, BROAD = 6, 40  # how many letters a column is given room for, at least and at most
AROUND = 3  # and beside them


def as_pdf(document: Document) -> bytes:
    """Set a report on A4. The same document gives the same bytes."""
    import typst  # late: it is large, and only a PDF needs it

    with as_file(files(HERE) / "typst") as template, as_file(files(HERE) / "fonts") as fonts:
        made = typst.compile(
            template / "report.typ",
            root=template,
            font_paths=[fonts],
            ignore_system_fonts=True,
            sys_inputs={"report": json.dumps(_document(document))},
            pdf_standards=["ua-1"],
            format="pdf",
        )
    assert isinstance(made, bytes)  # one document; typst's own type also allows a list of pages
    return made


def _document(document: Document) -> dict[str, Any]:
    ids = {section.id for section in document.sections}
    return {
        "title": document.title,
        "lead": document.lead,
        "made": document.made,
        "banner": document.banner,
        "sure": [_sure(one, ids) for one in document.how_sure],
        "links": [_link(one, ids) for one in document.links],
        "headings": {section.id: section.heading for section in document.sections},
        "sections": [_section(section) for section in document.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "heading": section.heading,
        "level": section.level,
        "base": section.base,
        "blocks": [told(block) for block in section.blocks],
    }


def _sure(one: Sure, ids: set[str]) -> dict[str, Any]:
    link = _link(one.link, ids) if one.link else None
    return {"head": one.head, "sentence": one.sentence, "link": link}


def _link(link: Link, ids: set[str]) -> dict[str, str]:
    """Where it leads; nowhere, to a section that this report has not."""
    there = not link.to.startswith("#") or link.to[1:] in ids
    return {"words": link.words, "to": link.to if there else ""}


@singledispatch
def told(block: object) -> dict[str, Any]:
    """A block as the template takes it."""
    raise TypeError(f"A PDF cannot show {type(block).__name__}.")


@told.register
def _(block: KeyFindings) -> dict[str, Any]:
    return {"kind": "key", "items": [_key_finding(item) for item in block.items]}


def _key_finding(item: KeyFinding) -> dict[str, Any]:
    return {
        "big": item.big,
        "unit": item.unit,
        "head": item.head,
        "sentence": item.sentence,
        "few": item.few,
        "method": anchor(item.method),
    }


@told.register
def _(block: Picture) -> dict[str, Any]:
    chart = block.chart
    return {
        "kind": "picture",
        "title": chart.title,
        "base": chart.base,
        "alt": chart.alt,
        "svg": chart.wide,
        "table": told(chart.table),
    }


@told.register
def _(block: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": block.caption,
        "head": block.head,
        "rows": block.rows,
        "numeric": block.numeric,
        "strong": sorted(block.strong),
        "widths": _widths(block),
        "methods": list(dict.fromkeys(map(anchor, block.methods))),
    }


def _widths(table: Table) -> list[int]:
    """Shares of the line for each column, by the longest of its cells; heads may break."""
    columns = zip(*table.rows, strict=True) if table.rows else [() for _ in table.head]
    return [
        AROUND + min(BROAD, max(NARROW, *(len(cell) for cell in column), *map(len, head.split())))
        for head, column in zip(table.head, columns, strict=True)
    ]


@told.register
def _(block: Heading) -> dict[str, Any]:
    return {"kind": "heading", "text": block.text}


@told.register
def _(block: Prose) -> dict[str, Any]:
    return {"kind": "prose", "paragraphs": block.paragraphs}


@told.register
def _(block: Note) -> dict[str, Any]:
    return {"kind": "note", "head": block.head, "paragraphs": block.paragraphs}


@told.register
def _(block: Bullets) -> dict[str, Any]:
    return {"kind": "bullets", "items": block.items}


@told.register
def _(block: Formula) -> dict[str, Any]:
    return {"kind": "formula", "text": block.text, "code": ">>> " in block.text}
