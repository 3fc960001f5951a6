"""Frictionless over one table: from its file for CSV, from DuckDB's rows for Parquet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

from .. import parquet
from ..contract import Format, describe, table
from ..reading import Package
from .explain import explain
from .fault import Fault

if TYPE_CHECKING:
    import frictionless

ENOUGH = 1_000  # faults in one table; the rest of it would say nothing new
ONE_AT_A_TIME = Lock()
EVERY = 5_000  # rows between two words of progress
CSV = {"csv": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False}}
# What a type of Parquet may be besides the one that we write: other programs choose others.
ALSO = {
    "integer": ("TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER"),
    "number": ("FLOAT", "DECIMAL", "TINYINT", "SMALLINT", "INTEGER", "BIGINT"),
}


@dataclass
class Result:
    """What one table gave."""

    rows: int = 0
    faults: list[Fault] = field(default_factory=list)
    stopped: bool = False


class ParquetRows:
    """The names and then the rows of a Parquet file; can be gone through again."""

    def __init__(self, package: Package, name: str) -> None:
        self.path = package.files[name]

    def __iter__(self) -> Iterator[list[Any]]:
        yield list(parquet.columns_of(self.path))
        for row in parquet.rows_of(self.path):
            yield list(row)


def check_table(
    package: Package, name: str, progress: Callable[[str, int], None] | None = None
) -> Result:
    """Let Frictionless read every row of a table, and explain what it found.

    The package has only tables that can be read: others point to them, and are looked up there.
    """
    result = Result()

    def on_row(row: Any) -> None:
        result.rows += 1
        if progress and result.rows % EVERY == 0:
            progress(name, result.rows)

    wrong = _wrong_types(package, name)
    result.faults = list(wrong.values())
    with _cells_as_long_as_it_takes():
        resource = _package(package).get_resource(name)
        (task,) = resource.validate(on_row=on_row, limit_errors=ENOUGH).tasks
    header = 1 if package.format_of(name) is Format.PARQUET else 0
    found = [explain(table(name), error, header=header) for error in task.errors]
    result.faults += [fault for fault in _once(found) if fault.column not in wrong]
    result.stopped = bool(task.warnings)
    return result


@contextmanager
def _cells_as_long_as_it_takes() -> Iterator[None]:
    """Frictionless sets for the whole process how long a cell may be, and others count on theirs.

    By Python's own limit a file of people is refused in which a quotation mark is never closed.
    """
    with ONE_AT_A_TIME:
        ours = csv.field_size_limit()
        from frictionless.formats.csv import settings

        csv.field_size_limit(settings.FIELD_SIZE_LIMIT)
        try:
            yield
        finally:
            csv.field_size_limit(ours)


def _package(package: Package) -> frictionless.Package:
    """The contract for the tables that are there, each with its own file."""
    import frictionless  # late: it takes a second to load

    there = package.files
    resources = [_resource(package, one) for one in describe(there)["resources"]]
    found = frictionless.Package(resources=resources, basepath=str(package.folder))
    for resource in found.resources:
        schema = resource.schema
        schema.foreign_keys = [
            key for key in schema.foreign_keys if key["reference"]["resource"] in there
        ]
    return found


def _resource(package: Package, described: dict[str, Any]) -> frictionless.Resource:
    import frictionless

    name = described["name"]
    schema = frictionless.Schema.from_descriptor(described["schema"])
    if package.format_of(name) is Format.PARQUET:
        rows: Any = ParquetRows(package, name)
        return frictionless.resources.TableResource(
            name=name, data=rows, format="inline", schema=schema
        )
    return frictionless.resources.TableResource(
        name=name,
        path=package.files[name].name,
        encoding="utf-8",
        schema=schema,
        dialect=frictionless.Dialect.from_descriptor(CSV),
    )


def _wrong_types(package: Package, name: str) -> dict[str, Fault]:
    """Columns of a Parquet file whose physical type is none that the contract's can be."""
    if package.format_of(name) is not Format.PARQUET:
        return {}
    is_now = parquet.columns_of(package.files[name])
    found = {}
    for column in table(name).columns:
        wanted = parquet.PHYSICAL[column.type]
        now = is_now.get(column.name, wanted)
        if now.split("(")[0] not in (wanted, *ALSO.get(column.type, ())):
            found[column.name] = Fault(
                name,
                f"its values are stored as {now}",
                f"Store them as {wanted}, and leave what is missing empty.",
                column=column.name,
                code="physical-type",
            )
    return found


def _once(faults: list[Fault]) -> Iterator[Fault]:
    """Without what the library says twice of one place.

    An empty row lacks every value, too; a row that ends early lacks the rest; and a second row of
    a key that is one column is both no longer unique and against the key.
    """
    of_rows = {(fault.row, fault.code) for fault in faults}
    of_cells = {(fault.row, fault.column, fault.code) for fault in faults}
    told = set()
    for fault in faults:
        if (fault.row, "blank-row") in of_rows and fault.code != "blank-row":
            continue
        if fault.code == "primary-key" and (fault.row, "unique-error") in of_rows:
            continue
        if fault.code == "constraint-error" and (
            (fault.row, fault.column, "missing-cell") in of_cells
        ):
            continue
        if fault not in told:
            told.add(fault)
            yield fault
