"""Parquet through DuckDB: the contract's types as physical types, in little memory."""

from __future__ import annotations

import errno
import glob
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .contract import Table

if TYPE_CHECKING:
    import duckdb

# Text, day, yes or no, whole number of 64 bits, number of 64 bits: what R, Python and others read.
PHYSICAL = {
    "string": "VARCHAR",
    "date": "DATE",
    "boolean": "BOOLEAN",
    "integer": "BIGINT",
    "number": "DOUBLE",
}
AT_ONCE = 10_000


def connect() -> duckdb.DuckDBPyConnection:
    """A database of its own in memory: one thread, so that rows keep their order, and little of it.

    It neither reads nor fetches extensions: what it is asked for is built in.
    """
    import duckdb  # late: it takes longer to load than all else, and CSV needs none of it

    return duckdb.connect(
        config={
            "threads": 1,
            "memory_limit": "160MB",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )


def turn_over(source: Path, target: Path, what: Table) -> None:
    """Write the rows of a CSV file, as `write` makes it, as Parquet with the contract's types."""
    with connect() as connection, as_the_disk_says():
        connection.execute(
            "COPY (SELECT * FROM read_csv($source, header = true, delim = ',', quote = '\"',"
            " escape = '\"', nullstr = '', auto_detect = false, columns = $columns))"
            " TO $target (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 50000)",
            {
                "source": _as_pattern(source),
                "columns": {column.name: PHYSICAL[column.type] for column in what.columns},
                "target": str(target),
            },
        )


def columns_of(path: Path) -> dict[str, str]:
    """The columns of a Parquet file, in order, with their physical types in DuckDB's words."""
    with connect() as connection:
        found = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [_as_pattern(path)])
        return {name: kind for name, kind, *_ in found.fetchall()}


def rows_of(path: Path) -> Iterator[tuple[Any, ...]]:
    """The rows of a Parquet file as Python's own values, in order, a few at a time."""
    with connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [_as_pattern(path)])
        while some := found.fetchmany(AT_ONCE):
            yield from some


def _as_pattern(path: Path) -> str:
    """DuckDB takes what it reads for a pattern: signs such as [ stand for themselves here."""
    return glob.escape(str(path))


@contextmanager
def as_the_disk_says() -> Iterator[None]:
    """DuckDB’s own error of a full or broken disk, as Python says it of any file."""
    import duckdb

    try:
        yield
    except duckdb.IOException as error:
        full = "No space left" in str(error)
        raise OSError(errno.ENOSPC if full else errno.EIO, "The disk") from error
