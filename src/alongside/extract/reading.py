"""Finds the tables of a package that somebody wrote: which there are, and in which files."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alongside.trouble import NotReadable

from . import parquet
from .contract import REQUIRED, Format, table, tables


@dataclass(frozen=True)
class Package:
    """The files of a folder, one a table of the contract; a table that is not there is left out."""

    folder: Path
    files: dict[str, Path]  # by table, in the contract's order

    def format_of(self, name: str) -> Format:
        """Whether this table is CSV or Parquet."""
        return Format(self.files[name].suffix.removeprefix("."))

    def columns(self, name: str) -> list[str]:
        """The names of the columns that its file has, in order."""
        if self.format_of(name) is Format.PARQUET:
            return list(parquet.columns_of(self.files[name]))
        with self.files[name].open(encoding="utf-8-sig", newline="") as file:
            return next(csv.reader(file), [])

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows as they stand: texts from CSV ("" where empty), typed values from Parquet.

        What does not fit the contract is handed over as it is; whoever counts decides.
        """
        names = self.columns(name)
        if self.format_of(name) is Format.PARQUET:
            for row in parquet.rows_of(self.files[name]):
                yield dict(zip(names, row, strict=True))
            return
        with self.files[name].open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)

    def types(self, name: str) -> dict[str, str]:
        """DuckDB’s type for each column of the contract, for those who join tables with it."""
        return {column.name: parquet.PHYSICAL[column.type] for column in table(name).columns}


def read(folder: Path) -> Package:
    """Find the tables in a folder.

    Raises `NotReadable` where the folder is not there, or lacks a table that every extract has.
    """
    if not folder.is_dir():
        raise NotReadable(
            f"There is no folder {folder}.",
            needed="The folder of an extract.",
            try_this="Look at the path again; a zip file has to be unpacked first.",
        )
    files = {name: found for name in tables() if (found := _file_of(folder, name))}
    missing = [name for name in REQUIRED if name not in files]
    if missing:
        raise NotReadable(
            f"{folder} has no file for {' and '.join(missing)}.",
            needed=f"A folder with {', '.join(REQUIRED)}, each as .csv or .parquet.",
            try_this="Look at the path again, or ask for a new extract.",
        )
    return Package(folder, files)


def _file_of(folder: Path, name: str) -> Path | None:
    """CSV goes before Parquet where somebody has put both there; `check` says so."""
    for kind in Format:
        path = folder / table(name).file_name(kind)
        if path.is_file():
            return path
    return None
