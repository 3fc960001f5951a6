"""Reads a file of an extract with care: with the contract's types, or with one clear refusal."""

from __future__ import annotations

import csv
import glob
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import duckdb

from alongside.extract import Column, Format, Package, Table
from alongside.trouble import NotReadable

INTEGERS = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT"} | {
    "UINTEGER",
    "UBIGINT",
}
FITS = {  # which physical types of Parquet say the same as a type of the contract
    "string": {"VARCHAR"},
    "date": {"DATE"},
    "boolean": {"BOOLEAN"},
    "integer": INTEGERS,
    "number": {"DOUBLE", "FLOAT"} | INTEGERS,
}
PHYSICAL = {
    "string": "VARCHAR",
    "date": "DATE",
    "boolean": "BOOLEAN",
    "integer": "BIGINT",
    "number": "DOUBLE",
}
WORDS = {
    "date": "a date such as 2018-05-31",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "string": "text",
}

READ: dict[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "integer": int,
    "number": float,
    "string": str,
    "boolean": lambda value: bool(("false", "true").index(value.lower())),
}
SMALL = 32_000_000  # bytes of all tables
LONG_LINE, AT_ONCE = 4_194_304, 8_388_608  # bytes
CSV = (
    "header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '',"
    " auto_detect = false, strict_mode = true"
)


def connect() -> duckdb.DuckDBPyConnection:
    """A database in memory that neither reads nor fetches extensions, and keeps rows in order."""
    return duckdb.connect(
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )


def size_of(package: Package) -> int:
    """Bytes of all tables."""
    return sum(path.stat().st_size for path in package.files.values())


def columns_of(db: duckdb.DuckDBPyConnection, package: Package, what: Table) -> list[str]:
    """The columns of a table's file; `NotReadable` where one that is required is not among them."""
    path = package.files[what.name]
    if package.format_of(what.name) is Format.PARQUET:
        types = _types(db, path)
        columns = list(types)
        _refuse_other_types(path, what, types)
    else:
        columns = _header(package, what)
    missing = [each.name for each in what.columns if each.required and each.name not in columns]
    if missing:
        raise NotReadable(
            f"{path.name} has no column {' and no '.join(missing)}.",
            needed=f"The columns of the contract: {', '.join(what.names)}.",
            try_this="Ask for the extract again, or put the column back.",
        )
    return columns


def _header(package: Package, what: Table) -> list[str]:
    try:
        return package.columns(what.name)
    except UnicodeDecodeError as error:
        raise _not_text(package.files[what.name]) from error
    except csv.Error as error:
        raise _cut_off(package.files[what.name], list(what.names), [], 1) from error


def _types(db: duckdb.DuckDBPyConnection, path: Path) -> dict[str, str]:
    """The columns of a Parquet file with their physical types."""
    try:
        found = db.execute(f"DESCRIBE SELECT * FROM read_parquet({as_text(path)})").fetchall()
    except duckdb.Error as error:
        raise NotReadable(
            f"{path.name} is no Parquet file, or it was cut off.",
            needed="A file as it was written.",
            try_this="Copy the extract again, and hold its hash against the register's.",
        ) from error
    return {name: kind for name, kind, *_ in found}


def _refuse_other_types(path: Path, what: Table, types: dict[str, str]) -> None:
    for column in what.columns:
        kind = types.get(column.name)
        if kind and kind not in FITS[column.type] and not kind.startswith(("DECIMAL", "ENUM")):
            raise NotReadable(
                f"{path.name}, column {column.name}: its type is {kind}, in every row from row 1.",
                needed=f"{PHYSICAL[column.type]}, as the contract says.",
                try_this="Write the file again with the contract's types.",
            )


def load_with_care(
    db: duckdb.DuckDBPyConnection, package: Package, what: Table, columns: list[str]
) -> None:
    """Make a table `raw_<name>` of a file, with the contract's columns and types, in order.

    Columns that the contract has and the file has not are empty. A value that does not fit is
    refused: `NotReadable` names file, column and row.
    """
    path = package.files[what.name]
    is_parquet = package.format_of(what.name) is Format.PARQUET
    source = f"read_parquet({as_text(path)})" if is_parquet else csv_source(path, what, columns)
    chosen = ", ".join(_chosen(each, columns) for each in what.columns)
    try:
        db.execute(f"CREATE TABLE raw_{what.name} AS SELECT {chosen} FROM {source}")
    except duckdb.Error as error:
        raise _explained(path, what, error) from error
    _refuse_strange_values(db, path, what)


def physical(column: Column) -> str:
    """DuckDB's type of a column."""
    return PHYSICAL[column.type]


def csv_source(
    path: Path, what: Table, columns: list[str], read_as: Callable[[Column], str] = physical
) -> str:
    """SQL that reads a CSV file with the contract's types, or others; `columns` are the file's."""
    known = {column.name: column for column in what.columns}
    types = {name: read_as(known[name]) if name in known else "VARCHAR" for name in columns}
    listed = ", ".join(f"{quoted(name)}: '{kind}'" for name, kind in types.items())
    return (
        f"read_csv({as_text(path)}, {CSV}, dateformat = '%Y-%m-%d',"
        f" max_line_size = {LONG_LINE}, buffer_size = {AT_ONCE}, columns = {{{listed}}})"
    )


def _chosen(column: Column, there: Iterable[str]) -> str:
    kind = PHYSICAL[column.type]
    name = f'"{column.name}"'
    return f"CAST({name if column.name in there else 'NULL'} AS {kind}) AS {name}"


def _refuse_strange_values(db: duckdb.DuckDBPyConnection, path: Path, what: Table) -> None:
    """Values outside a choice, empty required cells and numbers beyond their limits: one pass."""
    tests = {column.name: test for column in what.columns if (test := _fault(column))}
    counted = ", ".join(f"count(*) FILTER ({test})" for test in tests.values())
    counts = db.execute(f"SELECT {counted} FROM raw_{what.name}").fetchone() or ()
    for (name, test), count in zip(tests.items(), counts, strict=True):
        if count:
            raise _named(db, path, what, name, test)


def _fault(column: Column) -> str:
    name, tests = f'"{column.name}"', []
    if column.required:
        tests.append(f"{name} IS NULL")
    if column.choices:
        tests.append(f"{name} NOT IN ({', '.join(quoted(each) for each in column.choices)})")
    if column.least is not None and not column.name.startswith("item_"):
        tests.append(f"{name} < {column.least}")
    if column.most is not None and not column.name.startswith("item_"):
        tests.append(f"{name} > {column.most}")
    return " OR ".join(tests)


def _named(
    db: duckdb.DuckDBPyConnection, path: Path, what: Table, name: str, test: str
) -> NotReadable:
    found = db.execute(
        f'SELECT rowid, "{name}" FROM raw_{what.name} WHERE {test} ORDER BY rowid LIMIT 1'
    ).fetchone()
    number, value = found if found else (0, None)
    return _bad_value(path, what.column(name), number + 2, value)


def _bad_value(path: Path, column: Column, row: int, value: object) -> NotReadable:
    said = f"“{value}”" if value is not None else "nothing"
    needed = WORDS[column.type].capitalize() + "."
    if column.choices:
        needed = f"One of: {', '.join(column.choices)}."
    elif column.least is not None or column.most is not None:
        needed = f"{WORDS[column.type].capitalize()}, {_limits(column)}."
    return NotReadable(
        f"{path.name}, row {row}, column {column.name}: it says {said}.",
        needed=needed,
        try_this="Put the row right where it comes from, and make the extract again.",
    )


def _limits(column: Column) -> str:
    if column.most is None:
        return f"{column.least} or more"
    return f"from {column.least} to {column.most}"


def _explained(path: Path, what: Table, error: duckdb.Error) -> NotReadable:
    """Look for the first fault of a CSV file by hand: DuckDB's own words are for its developers."""
    header, number = [""], 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, header)
            for number, row in enumerate(reader, start=2):
                if row and len(row) != len(header):
                    return _cut_off(path, header, row, number)
                for name, value in zip(header, row, strict=False):
                    if fault := _misfit(path, what, name, value, number):
                        return fault
    except UnicodeDecodeError:
        return _not_text(path)
    except csv.Error:
        return _cut_off(path, header, [], number + 1)
    return NotReadable(
        f"{path.name} cannot be read ({type(error).__name__}).",
        needed="A CSV file as the contract describes, in UTF-8.",
        try_this="alongside check-extract on its folder says more.",
    )


def _misfit(path: Path, what: Table, name: str, value: str, row: int) -> NotReadable | None:
    if value == "" or name not in what.names:
        return None
    column = what.column(name)
    try:
        READ[column.type](value)
    except ValueError:
        return _bad_value(path, column, row, value)
    return None


def _cut_off(path: Path, header: list[str], row: list[str], number: int) -> NotReadable:
    last = header[len(row)] if len(row) < len(header) else header[-1]
    return NotReadable(
        f"{path.name}, row {number}, column {last}: the row has {len(row)} values, "
        f"and there are {len(header)} columns.",
        needed="A whole file, each row with a value, or nothing, for each column.",
        try_this="It may have been cut off: copy the extract again.",
    )


def _not_text(path: Path) -> NotReadable:
    row, column = _where_not_utf8(path)
    return NotReadable(
        f"{path.name}, row {row}, {column}: it is not in UTF-8.",
        needed="Text in UTF-8, as the contract says.",
        try_this="Save the file in UTF-8, or ask for the extract again.",
    )


def _where_not_utf8(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        names = file.readline().decode("utf-8-sig", "replace").strip().split(",")
        file.seek(0)
        places = ((number, _not_utf8(line)) for number, line in enumerate(file, start=1))
        number, at = next((number, at) for number, at in places if at is not None)
    if number == 1:
        return 1, "among the names of the columns"
    return number, f"column {names[min(at, len(names) - 1)]}"


def _not_utf8(line: bytes) -> int | None:
    """In which column of the line there is something else, counted from 0."""
    try:
        line.decode()
    except UnicodeDecodeError as error:
        return line[: error.start].count(b",")
    return None


def as_text(path: Path) -> str:
    """A path as DuckDB is told it: it takes what it reads for a pattern."""
    return quoted(glob.escape(str(path)))


def quoted(words: str) -> str:
    """Words as SQL."""
    return "'" + words.replace("'", "''") + "'"
