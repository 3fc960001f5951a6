"""How a value is written, and why it cannot be: the contract's types, choices and limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from .contract import Column, Table

Value: TypeAlias = str | date | bool | int | float | Decimal | None
Row: TypeAlias = tuple[Value, ...] | list[Value]
AsText: TypeAlias = Callable[[Value], str | None]
A = {"string": "a text", "date": "a day", "boolean": "true or false", "number": "a number"}


class BreaksTheContract(ValueError):
    """A row does not fit its table. The message names the place and never the value."""


class Wrong(ValueError):
    """What a value is instead of what it has to be; the writer adds the place."""


def what_it_has_to_be(column: Column) -> str:
    """In words: *a whole number from 0 to 120*, *one of low, medium, high*."""
    if column.choices:
        return f"one of {', '.join(column.choices)}"
    if column.type == "integer":
        return f"a whole number{_limits(column)}"
    return A[column.type] + _limits(column)


def _limits(column: Column) -> str:
    if column.least is not None and column.most is not None:
        return f" from {column.least} to {column.most}"
    return f", {column.least} or more" if column.least is not None else ""


def writer_of(column: Column) -> AsText:
    """A function that writes one value of this column; None stands for an empty one.

    It raises `Wrong` for what the contract does not let in.
    """
    return _WRITERS["choice" if column.choices else column.type](column)


def _empty(column: Column) -> str | None:
    if column.required:
        raise Wrong("is empty, and it has to be filled in")
    return None


def rows_writer(table: Table) -> Callable[[Sequence[Row], int], Iterable[tuple[str | None, ...]]]:
    """A function that writes some rows, given with the number of the first; it counts from 1.

    Column by column, which takes half the time of row by row; what breaks the contract is looked
    for row by row, so that the first of them is named.
    """
    columns = [(column, writer_of(column)) for column in table.columns]
    each = [_column_writer(column, write) for column, write in columns]

    def written(rows: Sequence[Row], first: int) -> Iterable[tuple[str | None, ...]]:
        try:
            by_column = list(zip(*rows, strict=True)) if rows else []
            texts = [write(values) for write, values in zip(each, by_column, strict=bool(rows))]
        except ValueError:  # a row of another width, or what is Wrong
            faults = (_faults(table, columns, row, at) for at, row in enumerate(rows, first))
            raise BreaksTheContract(next(filter(None, faults))) from None
        return zip(*texts, strict=True)

    return written


def _column_writer(
    column: Column, write: AsText
) -> Callable[[Sequence[Value]], Sequence[str | None]]:
    """Writes many values of one column: the usual ones at once, and the others by `write`."""
    if column.type == "date":
        return lambda values: [
            value.isoformat() if type(value) is date else write(value) for value in values
        ]
    if column.type == "string" and not column.choices:
        return lambda values: [
            value if type(value) is str and value and value.isprintable() else write(value)
            for value in values
        ]
    return lambda values: list(map(write, values))


def _faults(table: Table, columns: list[tuple[Column, AsText]], row: Row, number: int) -> str:
    if len(row) != len(columns):
        return (
            f"In {table.name}, row {number} has {len(row)} values, and needs {len(columns)}: "
            f"{', '.join(table.names)}."
        )
    return _place(table, columns, row, number)


def _place(table: Table, columns: list[tuple[Column, AsText]], row: Row, number: int) -> str:
    faults = []
    for (column, write), value in zip(columns, row, strict=True):
        try:
            write(value)
        except Wrong as wrong:
            faults.append(
                f"In {table.name}, row {number}, column {column.name}: the value {wrong}. "
                f"It has to be {what_it_has_to_be(column)}."
            )
    return " ".join(faults)


def _chosen(column: Column) -> AsText:
    choices: dict[Value, str] = {choice: choice for choice in column.choices}

    def write(value: Value) -> str | None:
        found = choices.get(value)
        if found is None:
            if value is None or value == "":
                return _empty(column)
            raise Wrong("is not among the contract’s")
        return found

    return write


def _text(column: Column) -> AsText:
    def write(value: Value) -> str | None:
        if value is None or value == "":
            return _empty(column)
        if not isinstance(value, str):
            raise Wrong("is no text")
        if not value.isprintable():
            raise Wrong("has a line break, or a sign that cannot be shown")
        return value

    return write


def _day(column: Column) -> AsText:
    def write(value: Value) -> str | None:
        if type(value) is date:  # a moment is a kind of day for Python, and none here
            return value.isoformat()
        if value is None:
            return _empty(column)
        raise Wrong("is no day")

    return write


def _yes_or_no(column: Column) -> AsText:
    def write(value: Value) -> str | None:
        if value is True:
            return "true"
        if value is False:
            return "false"
        if value is None:
            return _empty(column)
        raise Wrong("is neither true nor false")

    return write


def _whole(column: Column) -> AsText:
    within = _within(column)

    def write(value: Value) -> str | None:
        if value is None:
            return _empty(column)
        if type(value) is not int:
            raise Wrong("is no whole number")
        within(value)
        return str(value)

    return write


def _number(column: Column) -> AsText:
    within = _within(column)

    def write(value: Value) -> str | None:
        if value is None:
            return _empty(column)
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise Wrong("is no number")
        exact = Decimal(str(value))
        if not exact.is_finite():
            raise Wrong("is no number that can be written")
        within(exact)
        return format(exact, "f")

    return write


def _within(column: Column) -> Callable[[int | Decimal], None]:
    least, most = column.least, column.most

    def check(value: int | Decimal) -> None:
        if (least is not None and value < least) or (most is not None and value > most):
            raise Wrong("is outside its limits")

    return check


_WRITERS: dict[str, Callable[[Column], AsText]] = {
    "choice": _chosen,
    "string": _text,
    "date": _day,
    "boolean": _yes_or_no,
    "integer": _whole,
    "number": _number,
}
