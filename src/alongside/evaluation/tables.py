"""Reads a file of an extract with care: with the contract's types, or with one clear refusal."""

from __future__ import annotations

import csv
import glob
from collections.abc import Callable, Iterable
from operator import itemgetter
from pathlib import Path

import duckdb

from alongside.extract import Column, Format, Package, Table
from alongside.trouble import NotReadable

from . import broken

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

DAY = "%Y-%m-%d"
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


def size_of(package: Package, *names: str) -> int:
    """Bytes of these tables; of all, where none is named."""
    return sum(package.files[name].stat().st_size for name in names or package.files)


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
        raise broken.not_text(package.files[what.name]) from error
    except csv.Error as error:
        raise broken.cut_off(package.files[what.name], list(what.names), [], 1) from error


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
        fault = None if is_parquet else broken.where(path)
        raise fault or _misfit(db, path, what, columns) or _no_reason(path, error) from error
    if not is_parquet and _has_odd_days(db, what) and (no_day := _misfit(db, path, what, columns)):
        raise no_day
    _refuse_strange_values(db, path, what)


def odd_day(column: Column) -> str:
    """SQL for a day that has to be looked at, for it may be none: of the words *infinity* and
    *epoch*, which are no dates to the contract, the database makes days, in CSV one of 1900."""
    return f'isinf("{column.name}") OR "{column.name}" < DATE \'1950-01-01\''


def _has_odd_days(db: duckdb.DuckDBPyConnection, what: Table) -> bool:
    tests = [f"({odd_day(column)})" for column in what.columns if column.type == "date"]
    if not tests:
        return False
    return bool(db.execute(f"FROM raw_{what.name} WHERE {' OR '.join(tests)} LIMIT 1").fetchall())


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
        f"read_csv({as_text(path)}, {CSV}, dateformat = '{DAY}',"
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
    if column.type == "date":
        tests.append(f"isinf({name})")
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
        f'SELECT rowid, "{name}"::VARCHAR FROM raw_{what.name} WHERE {test} ORDER BY rowid LIMIT 1'
    ).fetchone()
    number, value = found if found else (0, None)
    return _bad_value(path, what.column(name), number + 2, value)


def _bad_value(path: Path, column: Column, row: int, value: object) -> NotReadable:
    if path.suffix == ".csv":
        row = broken.line_of(path, row)
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


def _misfit(
    db: duckdb.DuckDBPyConnection, path: Path, what: Table, columns: list[str]
) -> NotReadable | None:
    """The first value that is not of its column's type, where there is one."""
    is_parquet = path.suffix == ".parquet"
    as_they_are = csv_source(path, what, columns, lambda _: PHYSICAL["string"])
    source = f"read_parquet({as_text(path)})" if is_parquet else as_they_are
    there = [each for each in what.columns if each.name in columns]
    firsts = ", ".join(
        f"min({{'row': row, 'value': \"{each.name}\"::VARCHAR}}) FILTER ({_test(each, is_parquet)})"
        for each in there
    )
    numbered = f"(SELECT row_number() OVER () + 1 AS row, * FROM {source})"
    try:
        found = db.execute(f"SELECT {firsts} FROM {numbered}").fetchone() or ()
    except duckdb.Error:
        return None
    pairs = zip(there, found, strict=True)
    faults = [(column, one["row"], one["value"]) for column, one in pairs if one]
    first = min(faults, key=itemgetter(1), default=None)
    return _bad_value(path, *first) if first else None


def _test(column: Column, is_parquet: bool) -> str:
    if column.type == "date" and not is_parquet:
        # It has to begin with a figure: some words are days to the database.
        read = f"CASE WHEN ltrim(\"{column.name}\")[1] BETWEEN '0' AND '9'"
        read += f" THEN try_strptime(\"{column.name}\", '{DAY}') END"
    else:
        read = f'TRY_CAST("{column.name}" AS {physical(column)})'
    return f'"{column.name}" IS NOT NULL AND {read} IS NULL'


def _no_reason(path: Path, error: duckdb.Error) -> NotReadable:
    return NotReadable(
        f"{path.name} cannot be read ({type(error).__name__}).",
        needed="A file as the contract describes, as it was written.",
        try_this="alongside check-extract on its folder says more.",
    )


def stamp(path: Path) -> tuple[int, int] | None:
    """The size of a file and when it was written, by which a change shows; None of none."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_size, about.st_mtime_ns


def changed(path: Path) -> NotReadable:
    """A file that is not any more what it was when its rows were read."""
    return NotReadable(
        f"{path.name} was changed while it was read.",
        needed="An extract that nobody writes to meanwhile.",
        try_this="Copy the extract again, and run this again.",
    )


def as_text(path: Path) -> str:
    """A path as DuckDB is told it: it takes what it reads for a pattern."""
    return quoted(glob.escape(str(path)))


def quoted(words: str) -> str:
    """Words as SQL."""
    return "'" + words.replace("'", "''") + "'"
