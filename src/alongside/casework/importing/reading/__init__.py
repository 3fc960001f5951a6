"""Opening what somebody sent: rows of cells, whatever program wrote them. Pure."""

from __future__ import annotations

from typing import BinaryIO

from alongside import uploads

from .table import MOST_ROWS, Book, CannotOpen, Row, Sheet
from .text import open_text
from .workbook import OURS, open_workbook

__all__ = ["LARGEST", "MOST_ROWS", "OURS", "Book", "CannotOpen", "Row", "Sheet", "open_book"]

LARGEST = 20 * uploads.MEGABYTE


def open_book(file: BinaryIO) -> Book:
    """Open a file that can be sought in; it stays open while the book is read.

    Raises:
        CannotOpen: it is no table, is too large, or cannot be read; with a sentence.
    """
    try:
        looked = uploads.look(file, allowed={uploads.Kind.CSV, uploads.Kind.XLSX}, largest=LARGEST)
    except uploads.NotTaken as reason:
        raise CannotOpen(str(reason)) from reason
    if looked.kind == uploads.Kind.XLSX:
        return open_workbook(file)
    return open_text(file, looked.encoding)
