"""Frictionless's errors, each said as somebody can act on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..contract import Column, Table
from ..values import what_it_has_to_be
from .fault import Fault, shown

HOW = {"date": " A day is written as 2026-11-19."}
READ_AS = {
    "string": "cannot be read as a text",
    "date": "is no day",
    "boolean": "is neither true nor false",
    "integer": "is no whole number",
    "number": "is no number",
}


@dataclass(frozen=True)
class Found:
    """An error of the library, with the table that it is about.

    `header` is taken off the numbers of rows: 1 where the names of the columns are no row.
    """

    table: Table
    error: Any
    header: int

    @property
    def row(self) -> int | None:
        """The row's number."""
        number = getattr(self.error, "row_number", None)
        return None if number is None else number - self.header

    @property
    def earlier(self) -> int | None:
        """The row that had the same value first, which the library names in its note."""
        number = re.search(r"\d+$", self.error.note)
        return int(number[0]) - self.header if number else None

    @property
    def column(self) -> Column:
        """The column that the error names."""
        return self.table.column(self.error.field_name)

    def fault(self, what: str, remedy: str, column: str = "") -> Fault:
        """The fault in these words."""
        return Fault(self.table.name, what, remedy, self.row, column, self.error.type)


def explain(table: Table, error: Any, *, header: int) -> Fault:
    """One error of the library about this table, in words."""
    return SAID.get(error.type, _otherwise)(Found(table, error, header))


def _type(found: Found) -> Fault:
    column = found.column
    remedy = f"It has to be {what_it_has_to_be(column)}.{HOW.get(column.type, '')}"
    return found.fault(f"{shown(found.error.cell)} {READ_AS[column.type]}", remedy, column.name)


def _constraint(found: Found) -> Fault:
    column, cell = found.column, found.error.cell
    wanted = f"{what_it_has_to_be(column)}.{HOW.get(column.type, '')}"
    if cell in ("", None):
        return found.fault("nothing stands there", f"Every row has to have {wanted}", column.name)
    outside = "is not among the values that the contract knows"
    if not column.choices:
        outside = "is outside the limits of the contract"
    return found.fault(f"{shown(cell)} {outside}", f"It has to be {wanted}", column.name)


def _not_unique(found: Found) -> Fault:
    return found.fault(
        f"{shown(found.error.cell)} stands in row {found.earlier} too",
        "Each row has an id of its own: take one of the two out, or put its id right.",
        found.error.field_name,
    )


def _key(found: Found) -> Fault:
    if found.earlier is None:
        return found.fault(f"it has no {', '.join(found.table.key)}", "Fill it in.")
    return found.fault(
        f"row {found.earlier} has the same {', '.join(found.table.key)}",
        "Take one of the two out, or put right where they differ.",
    )


def _points_nowhere(found: Found) -> Fault:
    (name,), (cell,) = found.error.field_names, found.error.field_cells
    link = next(link for link in found.table.links if link.column == name)
    required = found.table.column(name).required
    return found.fault(
        f"no row of {link.table} has the {link.its_column} {shown(cell)}",
        f"Add that row to {link.table}, or "
        + ("take this row out." if required else "leave the value empty."),
        name,
    )


def _blank_row(found: Found) -> Fault:
    return found.fault("the row is empty", "Take it out.")


def _too_long(found: Found) -> Fault:
    return found.fault(
        f"the row has more values than the {len(found.table.columns)} columns",
        "Put a text that has a comma in it between double quotes.",
    )


def _too_short(found: Found) -> Fault:
    return found.fault(
        "the row ends before this column",
        "Write a comma for each value that is empty, too.",
        found.error.field_name,
    )


def _no_such_column(found: Found) -> Fault:
    return found.fault(
        f"the contract has no column {shown(found.error.label)} here",
        "Take it out: it may hold what should not leave the service.",
    )


def _column_missing(found: Found) -> Fault:
    columns = ", ".join(found.table.names)
    return found.fault(
        "the column is missing", f"Add it; in this order: {columns}.", found.error.field_name
    )


def _other_column(found: Found) -> Fault:
    return found.fault(
        f"{shown(found.error.label)} stands where this column belongs",
        f"Put the columns in this order: {', '.join(found.table.names)}.",
        found.error.field_name,
    )


def _otherwise(found: Found) -> Fault:
    """Whatever else the library finds is said in its own words."""
    return found.fault(
        str(found.error.message).rstrip("."),
        "Put it right in the file, or ask for a new extract.",
    )


SAID: dict[str, Callable[[Found], Fault]] = {
    "type-error": _type,
    "constraint-error": _constraint,
    "unique-error": _not_unique,
    "primary-key": _key,
    "foreign-key": _points_nowhere,
    "blank-row": _blank_row,
    "extra-cell": _too_long,
    "missing-cell": _too_short,
    "extra-label": _no_such_column,
    "missing-label": _column_missing,
    "incorrect-label": _other_column,
    "blank-label": _other_column,
}
