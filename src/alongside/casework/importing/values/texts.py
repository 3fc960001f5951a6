"""Words, and references to other rows."""

from __future__ import annotations

from datetime import date, datetime, time

from .base import Cell, How, Reader, Value, Wrong, as_text, refuse_lost_digits, whether_mended


def text(longest: int, *, lines: bool = False) -> Reader:
    """Words, up to so many letters; in one line unless `lines`."""

    def read(cell: Cell, how: How) -> Value:
        found = as_text(cell)
        mended = whether_mended(cell, found)
        if not lines and "\n" in found:
            found, mended = ", ".join(found.split("\n")), "several lines were put into one"
        if len(found) > longest:
            raise Wrong(
                f"has {len(found):,} letters, and there is room for {longest:,}. Make it shorter."
            )
        return Value(found or None, mended)

    return Reader(
        read, f"words, up to {longest:,} letters" + (", in lines if you like" if lines else "")
    )


def _reference(cell: Cell, how: How) -> Value:
    if isinstance(cell, date | datetime | time):
        raise Wrong(
            "is a day or a time: the spreadsheet made it of a number with dashes. Set the column to"
            " Text in the first program, and export it again."
        )
    found = as_text(cell)
    refuse_lost_digits(cell, found)
    if isinstance(cell, float) and not cell.is_integer():
        raise Wrong("is a number with a point. A reference is a whole number or a short text.")
    if len(found) > 100:
        raise Wrong("is longer than 100 letters. A reference is a number or a short text.")
    return Value(found or None, whether_mended(cell, found))


reference = Reader(_reference, "a number or a short text, the same wherever the same is meant")
