"""The report's tables as a spreadsheet: a sheet a section, and one with every figure.

Numbers are numbers, shown as the report says them; words are never formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from alongside.cells import safe_cell

from ..findings import Findings
from .document import Document, Picture, Section, Table
from .plain_files import FIGURE, figure_rows

if TYPE_CHECKING:
    from openpyxl import Workbook

GENERAL = "General"
NUMBER = re.compile(  # as numbers.py writes them
    r"(?P<sign>[+−-]?)(?P<pound>£?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>\.\d+)?"
    r"(?P<unit>%| points?)?"
)
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME = 31  # letters of a sheet's name
NARROWEST, BROADEST = 9, 60  # letters of a column


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and the format in which a spreadsheet program shows it."""

    value: Any
    format: str = GENERAL


@dataclass
class Sheet:
    """Rows of one sheet, which of them are bold, and how many stay in sight."""

    rows: list[list[Cell]] = field(default_factory=list)
    bold: set[int] = field(default_factory=set)
    frozen: int = 1

    def add(self, *values: Any, bold: bool = False) -> None:
        """One row more."""
        if bold:
            self.bold.add(len(self.rows))
        self.rows.append([one if isinstance(one, Cell) else Cell(one) for one in values])


def as_workbook(document: Document, findings: Findings) -> bytes:
    """The bytes of an XLSX file, with all that the document's tables and charts hold."""
    from openpyxl import Workbook  # late: only this file needs it

    book = Workbook(write_only=True)
    names: set[str] = set()
    _put(book, _name("About", names), _about(document))
    for section in document.sections:
        if tables := list(_tables(section)):
            _put(book, _name(section.heading, names), _of_section(section, tables))
    _put(book, _name("All figures", names), _figures(findings))
    into = BytesIO()
    book.save(into)
    return into.getvalue()


# ---- What stands in each sheet -------------------------------------------------------------------


def _about(document: Document) -> Sheet:
    sheet = Sheet()
    sheet.add(document.title, bold=True)
    for words in (document.made, document.banner, document.lead):
        if words:
            sheet.add(words)
    return sheet


def _of_section(section: Section, tables: list[tuple[Table, str]]) -> Sheet:
    """The head of a sheet's only table stays in sight; of several, the section's heading."""
    sheet = Sheet()
    sheet.add(section.heading, bold=True)
    if section.base:
        sheet.add(section.base)
    for table, base in tables:
        if table.caption != section.heading:
            sheet.add(table.caption, bold=True)
        if base:
            sheet.add(base)
        sheet.add(*table.head, bold=True)
        if len(tables) == 1:
            sheet.frozen = len(sheet.rows)
        _add_rows(sheet, table)
        sheet.add()
    return sheet


def _add_rows(sheet: Sheet, table: Table) -> None:
    for place, row in enumerate(table.rows):
        cells = zip(row, table.numeric, strict=True)
        sheet.add(*(_cell(*cell) for cell in cells), bold=place in table.strong)


def _tables(section: Section) -> Iterator[tuple[Table, str]]:
    """Each table with its base, where that stands beside it."""
    for block in section.blocks:
        if isinstance(block, Picture):
            yield block.chart.table, block.chart.base
        elif isinstance(block, Table):
            yield block, ""


def _figures(findings: Findings) -> Sheet:
    sheet = Sheet()
    sheet.add(*FIGURE, bold=True)
    for row in figure_rows(findings.figures.values()):
        sheet.add(*row)
    return sheet


def _cell(words: str, number: bool) -> Cell:
    """What the report says in words, as the number that it is; an interval stays words."""
    found = NUMBER.fullmatch(words) if number else None
    if not found:
        return Cell(words)
    part = found.groupdict(default="")
    minus = "" if part["sign"] in ("", "+") else "-"
    plain = f"{minus}{part['whole'].replace(',', '')}{part['rest']}"
    value = float(plain) if part["rest"] else int(plain)
    return Cell(value / 100 if part["unit"] == "%" else value, _format(**part))


def _format(sign: str, pound: str, whole: str, rest: str, unit: str) -> str:
    """The number format in which a spreadsheet program shows the same words."""
    zeros = "." + "0" * (len(rest) - 1) if rest else ""
    before, after = f'"{pound}"' if pound else "", f'"{unit}"' if unit.strip("%") else unit
    shown = f"{before}#,##0{zeros}{after}"
    return f"+{shown};-{shown};{shown}" if sign == "+" else shown


# ---- Into the file -------------------------------------------------------------------------------


def _put(book: Workbook, name: str, sheet: Sheet) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    bold = Font(bold=True)
    page = book.create_sheet(name)
    page.freeze_panes = f"A{sheet.frozen + 1}"
    for letter, width in _widths(sheet.rows):
        page.column_dimensions[letter].width = width
    for place, row in enumerate(sheet.rows):
        written = []
        for cell in row:
            one = WriteOnlyCell(page, value=safe_cell(cell.value))
            one.number_format = cell.format
            if place in sheet.bold:
                one.font = bold
            written.append(one)
        page.append(written)


def _widths(rows: Iterable[list[Cell]]) -> Iterator[tuple[str, int]]:
    """By the longest cell; a row of one cell alone is a heading, and may run on to the right."""
    from openpyxl.utils import get_column_letter

    longest: dict[int, int] = {}
    for row in rows:
        for place, cell in enumerate(row if len(row) > 1 else ()):
            longest[place] = max(longest.get(place, NARROWEST), len(str(cell.value or "")) + 2)
    for place, width in longest.items():
        yield get_column_letter(place + 1), min(width, BROADEST)


def _name(heading: str, taken: set[str]) -> str:
    """A name that a sheet may have, and that none has yet."""
    plain = NOT_IN_A_NAME.sub(" ", heading).strip() or "Sheet"
    name, number = plain[:LONGEST_NAME], 1
    while name.lower() in taken:
        number += 1
        name = f"{plain[: LONGEST_NAME - 4]} {number}"
    taken.add(name.lower())
    return name
