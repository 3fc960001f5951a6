"""Empty files to fill in: the columns of a kind, and what goes in each."""

from __future__ import annotations

import io
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from alongside.cells import SafeWriter, safe_cell

from .kinds import Kind
from .kinds.base import Column
from .reading import OURS

ABOUT = ("column", "needed", "what goes in it", "how it is written", "the words it can be", "like")
WIDTHS = (26, 10, 60, 34, 60, 26)


def as_csv(kind: Kind) -> bytes:
    """The headings alone, as CSV that Excel opens as it should."""
    file = io.StringIO()
    SafeWriter(file).row([column.name for column in kind.columns])
    return ("\ufeff" + file.getvalue()).encode()


def as_workbook(kind: Kind) -> bytes:
    """A sheet to fill in, whose cells are text and stay as typed; and one that explains."""
    book = Workbook()
    sheet, about = book.active, book.create_sheet(OURS)
    assert isinstance(sheet, Worksheet)  # a new workbook has one
    sheet.title = kind.title
    sheet.freeze_panes = "A2"
    for at, column in enumerate(kind.columns, start=1):
        letter = get_column_letter(at)
        sheet.cell(1, at, column.name).font = Font(bold=True)
        sheet.column_dimensions[letter].width = max(14, len(column.name) + 2)
        sheet.column_dimensions[letter].number_format = "@"
    _explain(about, kind)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _explain(about: Worksheet, kind: Kind) -> None:
    for at, (heading, width) in enumerate(zip(ABOUT, WIDTHS, strict=True), start=1):
        about.cell(1, at, heading).font = Font(bold=True)
        about.column_dimensions[get_column_letter(at)].width = width
    about.freeze_panes = "A2"
    for row, column in enumerate(kind.columns, start=2):
        for at, words in enumerate(explained(column), start=1):
            cell = about.cell(row, at, safe_cell(words))
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def explained(column: Column) -> Iterator[str]:
    """What there is to say of a column, as the headings of `ABOUT`."""
    yield column.name
    yield "yes" if column.required else ""
    yield column.help
    yield column.reads.words
    yield "; ".join(f"{code} ({words})" for code, words in column.choices.items())
    yield column.example
