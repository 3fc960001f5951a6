"""Reads an extract's files into `Rows` through DuckDB: one pass a file, a few bytes a value.

What is quick lets nothing odd through: DuckDB refuses each value that is not as the contract
writes it. Then the file is read again with care (`tables`), which says what is wrong or takes it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any

import duckdb
import numpy as np

from alongside.extract import Column as Field
from alongside.extract import Format, Package, Table, table

from . import tables
from .rows import Column, Rows, nothing

FIRST_DAY, LAST_DAY = "2000-01-01", "2050-01-01"  # days that are read quickly
KEY = "_key"  # a hash of the values that no two rows may share
LARGE = 500_000_000  # bytes of all tables: from here on little is read at once
MOST_READERS = 4  # tables that are read at once, each with a thread and its own memory
SMALLEST = 32_767  # numbers beyond are beyond every limit of the contract


class Reader:
    """Reads the tables of one extract."""

    def __init__(self, db: duckdb.DuckDBPyConnection, package: Package) -> None:
        self.db, self.package = db, package
        size = tables.size_of(package)
        self._stamps = {name: tables.stamp(path) for name, path in package.files.items()}
        self.large = size >= LARGE
        self.beside = size >= tables.SMALL and not self.large
        if not self.large:  # each table has a thread of its own; more wait for each other
            db.execute("SET threads = 1")
        self._coming: dict[str, Future[Rows]] = {}
        self.with_care: set[str] = set()
        self._columns = {
            name: tables.columns_of(db, package, table(name)) for name in package.files
        }
        db.execute(
            "CREATE TYPE day AS ENUM (SELECT day::DATE::VARCHAR FROM"
            f" range(DATE '{FIRST_DAY}', DATE '{LAST_DAY}', INTERVAL 1 DAY) AS days(day))"
        )
        [(self._of_nothing,)] = db.execute("SELECT hash(NULL::VARCHAR)").fetchall()
        for what in map(table, package.files):
            for field in what.columns:
                if field.choices:
                    db.execute(f"CREATE TYPE {_kind(what, field)} AS ENUM ({_listed(field)})")

    @contextmanager
    def ahead(self) -> Iterator[None]:
        """Read tables beside what is done meanwhile, where that is quicker.

        What goes wrong is said when a table is asked for.
        """
        if not self.beside:
            yield
            return
        longest = max(self.package.files, key=lambda name: tables.size_of(self.package, name))
        in_turn = sorted(self.package.files, key=lambda name: name != longest)
        with ThreadPoolExecutor(min(MOST_READERS, max(2, os.cpu_count() or 2))) as pool:
            self._coming = {name: pool.submit(self._read, name) for name in in_turn}
            try:
                yield
            finally:
                pool.shutdown(cancel_futures=True)

    def rows(self, name: str) -> Rows:
        """All rows of a table. Raises `NotReadable`, which names file, column and row."""
        coming = self._coming.pop(name, None)
        return coming.result() if coming else self._read(name)

    def _read(self, name: str) -> Rows:
        db, what = self.db.cursor(), table(name)
        try:
            rows = self._rows(db, what)
        except duckdb.Error:
            rows = None
        if rows is None or _faulty(rows):
            tables.load_with_care(db, self.package, what, self._columns[name])
            self.with_care.add(name)
            rows = self._rows(db, what)
        return rows

    def _rows(self, db: duckdb.DuckDBPyConnection, what: Table) -> Rows:
        there = self._columns[what.name]
        as_text = self._is_text(what)
        small = _small if what.name in self.with_care else _small_and_usual
        chosen = [
            f'{small(what, each, as_text)} AS "{each.name}"'
            for each in what.columns
            if each.name in there
        ]
        if len(what.key) > 1:
            chosen.append(f"hash({', '.join(map(_quoted, what.key))}) AS {KEY}")
        found: dict[str, Any] = {}
        for some in self._at_once(chosen):
            sql = f"SELECT {', '.join(some)} FROM {self._source(what)}"
            found |= db.execute(sql).fetchnumpy()
        size = next(iter(found.values())).size
        columns = {}
        for each in what.columns:
            column = found.get(each.name)
            columns[each.name] = (
                _plain(each, column, as_text, self._of_nothing)
                if column is not None
                else _empty(each, size)
            )
        if KEY in found:
            columns[KEY] = np.ma.getdata(found[KEY])
        elif what.key:
            columns[KEY] = columns[what.key[0]]
        return Rows(what, columns, np.arange(size, dtype=np.int32))

    def _at_once(self, chosen: list[str]) -> list[list[str]]:
        """Which columns are read together: of large tables hashes by themselves, for the memory."""
        if not self.large:
            return [chosen]
        hashes = [each for each in chosen if "hash(" in each]
        return [each for each in (*([one] for one in hashes), _without(chosen, hashes)) if each]

    def _is_text(self, what: Table) -> bool:
        is_csv = self.package.format_of(what.name) is Format.CSV
        return is_csv and what.name not in self.with_care

    def _source(self, what: Table) -> str:
        if what.name in self.with_care:
            return f"raw_{what.name}"
        path = self.package.files[what.name]
        if not self._is_text(what):
            return f"read_parquet({tables.as_text(path)})"
        return tables.csv_source(path, what, self._columns[what.name], partial(_read_as, what))

    def _plain_source(self, name: str) -> str:
        """Of texts: whatever the other columns hold, they are not looked at."""
        path = self.package.files[name]
        if self.package.format_of(name) is Format.PARQUET:
            return f"read_parquet({tables.as_text(path)})"
        return tables.csv_source(path, table(name), self._columns[name])

    def texts(
        self,
        name: str,
        column: str,
        places: Collection[int],
        db: duckdb.DuckDBPyConnection | None = None,
    ) -> dict[int, str]:
        """The texts of a column by the places of these rows of the file; `db` where this reader's
        own has ended. Raises `NotReadable` where the file has changed meanwhile."""
        if not places:
            return {}
        source = self._plain_source(name)
        numbered = (
            f"SELECT row_number() OVER () - 1 AS place, {_quoted(column)} AS text"
            f" FROM {source} LIMIT {max(places) + 1}"
        )
        wanted = ", ".join(str(int(each)) for each in places)
        sql = f"SELECT place, text FROM ({numbered}) WHERE place IN ({wanted})"
        with self._as_it_was(name):
            found = (db or self.db).execute(sql).fetchall()
        return {place: str(text) for place, text in found}

    @contextmanager
    def _as_it_was(self, name: str) -> Iterator[None]:
        """Refuse a file that is not any more what it was before its rows were read."""
        path = self.package.files[name]
        try:
            yield
        finally:  # then it says little what went wrong with reading it
            if tables.stamp(path) != self._stamps[name]:
                raise tables.changed(path)

    def later(self, name: str, column: str) -> Callable[[Column], Column]:
        """What gives a column's texts, of the rows that are asked for, when this has ended."""
        sql = f"SELECT {_quoted(column)} AS text FROM {self._plain_source(name)}"

        def fetch(places: Column) -> Column:
            with tables.connect() as db, self._as_it_was(name):
                every = db.execute(sql).fetchnumpy()["text"]
            return np.asarray(np.ma.getdata(every)[places], dtype=object)

        return fetch


def _without(these: list[str], those: list[str]) -> list[str]:
    return [each for each in these if each not in those]


def _kind(what: Table, field: Field) -> str:
    return f"{what.name}_{field.name}"


def _listed(field: Field) -> str:
    return ", ".join(tables.quoted(each) for each in field.choices)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _read_as(what: Table, field: Field) -> str:
    """The type that a column of a CSV file is read as: one that lets nothing else in."""
    if field.choices:
        return _kind(what, field)
    kinds = {"date": "day", "integer": "SMALLINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
    return kinds.get(field.type, "VARCHAR")


def _small(what: Table, field: Field, as_text: bool) -> str:
    """SQL of a column's value in few bytes."""
    name = _quoted(field.name)
    if field.choices:
        return f"enum_code({name})" if as_text else f"enum_code({name}::{_kind(what, field)})"
    if field.type == "string":
        return f"hash({name}::VARCHAR)"
    if field.type == "date":
        return f"enum_code({name})" if as_text else f"({name} - DATE '1970-01-01')::INTEGER"
    if field.type == "integer" and not as_text:
        within = f"greatest(-{SMALLEST}, least({SMALLEST}, {name}))"  # they pass nothing over
        return f"CASE WHEN {name} IS NOT NULL THEN {within} END::SMALLINT"
    return name if as_text or field.type != "number" else f"{name}::DOUBLE"


def _small_and_usual(what: Table, field: Field, as_text: bool) -> str:
    """The same as `_small`, and an error where a day is one that has to be looked at."""
    value = _small(what, field, as_text)
    if field.type != "date" or as_text:
        return value
    return f"CASE WHEN {tables.odd_day(field)} THEN error('odd') ELSE {value} END"


OFFSET = int((np.datetime64(FIRST_DAY) - np.datetime64("1970-01-01")).astype(int))
ARRAYS = {"date": np.int32, "boolean": np.int8, "integer": np.int16, "string": np.uint64}


def _plain(field: Field, found: Column, as_text: bool, of_nothing: int) -> Column:
    """DuckDB's masked array as one in which a number stands for nothing; `of_nothing` is its hash
    of no text."""
    mask = np.ma.getmaskarray(found) if isinstance(found, np.ma.MaskedArray) else None
    data = np.ma.getdata(found)
    if field.type == "number":
        numbers = np.asarray(data, dtype=np.float64)
        return numbers if mask is None else np.where(mask, np.nan, numbers)
    values = data.astype(np.int8 if field.choices else ARRAYS[field.type], copy=False)
    if values.dtype == np.uint64:
        return np.where(values == of_nothing, np.uint64(0), values)
    if field.type == "date" and as_text:
        values += OFFSET
    if mask is not None:
        values = np.where(mask, values.dtype.type(nothing(values)), values)
    return values


def no_rows(what: Table) -> Rows:
    """A table that the extract has not."""
    columns = {each.name: _empty(each, 0) for each in what.columns}
    return Rows(what, columns, np.empty(0, dtype=np.int32))


def _empty(field: Field, size: int) -> Column:
    if field.type == "number":
        return np.full(size, np.nan)
    kind = np.dtype(np.int8 if field.choices else ARRAYS[field.type])
    values = np.empty(size, dtype=kind)
    values[:] = nothing(values)
    return values


def _faulty(rows: Rows) -> bool:
    """Whether a required value is missing, or a number beyond its limits."""
    return any(_faulty_column(each, rows[each.name]) for each in rows.what.columns)


def _faulty_column(field: Field, values: Column) -> bool:
    if not values.size:
        return False
    is_number = field.type == "number"
    there = ~np.isnan(values) if is_number else values != nothing(values)
    if field.required and not there.all():
        return True
    if field.name.startswith("item_") or field.least is None:
        return False
    some = values[there]
    return bool(
        (some < field.least).any() or (field.most is not None and (some > field.most).any())
    )
