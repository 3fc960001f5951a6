"""Writes a package: rows stream from where they come into files, table by table."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from alongside.batches import together

from . import parquet
from .contract import DESCRIPTION, REQUIRED, Format, Table, describe, table
from .hashes import sha256_of
from .places import in_place
from .values import BreaksTheContract, Row, Value, rows_writer

__all__ = ["Format", "Row", "Value", "Written", "write"]

AT_ONCE = 1_000  # rows that are turned into text together
Tables: TypeAlias = Iterable[tuple[str, Iterable[Row]]]


@dataclass
class Written:
    """What stands in the folder: how many rows each table has, and the SHA-256 of each file."""

    folder: Path
    format: Format
    rows: dict[str, int] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    made_up: bool = False


def write(
    folder: Path,
    rows_of_tables: Tables,
    *,
    kind: Format = Format.CSV,
    replace: bool = False,
    made_up: bool = False,
    before_it_shows: Callable[[Written], None] | None = None,
) -> Written:
    """Write a package into a folder, which appears when everything is in it, or never.

    `rows_of_tables` gives names of the contract's tables with their rows, each row in the order of
    the table's columns, None where a value is empty. Rows are read once and never held. The same
    rows give the same bytes in CSV.

    With `made_up` the description says that nobody in it is real, and reports say so too.

    `before_it_shows` is called when all is written and hashed; if it raises, nothing shows.

    Raises `BreaksTheContract` for rows that do not fit, `NotEmpty` for a folder that is not empty
    (`replace` lets an earlier extract go), `CannotWrite` when the disk does not let us.
    """
    with in_place(folder, replace=replace) as filling:
        written = Written(folder, kind, made_up=made_up)
        for name, rows in rows_of_tables:
            written.rows[name] = _write_table(filling, table(name), rows, kind)
        _refuse_without_the_required(written.rows)
        _describe(filling, written)
        written.hashes = {one.name: sha256_of(one) for one in sorted(filling.iterdir())}
        if before_it_shows:
            before_it_shows(written)
    return written


def _write_table(filling: Path, what: Table, rows: Iterable[Row], kind: Format) -> int:
    path = filling / what.file_name(Format.CSV)
    count = _write_csv(path, what, rows)
    if kind is Format.PARQUET:
        parquet.turn_over(path, filling / what.file_name(kind), what)
        path.unlink()
    return count


def _write_csv(path: Path, what: Table, rows: Iterable[Row]) -> int:
    as_text = rows_writer(what)
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(what.names)
        for some in together(rows, AT_ONCE):
            lines.writerows(as_text(some, count + 1))
            count += len(some)
    return count


def _refuse_without_the_required(names: Iterable[str]) -> None:
    missing = [name for name in REQUIRED if name not in set(names)]
    if missing:
        raise BreaksTheContract(f"An extract has to have the tables {', '.join(missing)} too.")


def _describe(filling: Path, written: Written) -> None:
    told = describe(written.rows, written.format) | ({"made_up": True} if written.made_up else {})
    text = json.dumps(told, indent=1, ensure_ascii=False)
    (filling / DESCRIPTION).write_text(text + "\n", encoding="utf-8")
