"""The comparison: a survey of people who were not supported, one row a person."""

from __future__ import annotations

import glob
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from alongside.extract import table
from alongside.trouble import NotReadable

from .rows import Column
from .tables import connect

NUMBERS = ("age", "lives_alone", "ucla_start", "ucla_end", "weight", "health_limits_social")
TEXTS = ("id", "gender", "ethnicity")
NEEDED = ("id", "age", "gender", "lives_alone", "ucla_start", "ucla_end")
READERS = {".csv": "CSV", ".parquet": "Parquet", ".sav": "SPSS", ".dta": "Stata"}
TRUE = {"true": 1.0, "t": 1.0, "yes": 1.0, "1": 1.0, "1.0": 1.0}
FALSE = {"false": 0.0, "f": 0.0, "no": 0.0, "0": 0.0, "0.0": 0.0}


@dataclass(frozen=True)
class Survey:
    """Columns of the survey: numbers with NaN, texts with "" where nothing is known."""

    columns: dict[str, Column]

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    def __len__(self) -> int:
        return int(self.columns["ucla_start"].size)

    def where(self, chosen: Column) -> Survey:
        """The rows for which `chosen` holds, or the rows in its order."""
        return Survey({name: column[chosen] for name, column in self.columns.items()})


def read_survey(path: Path, mapping: Path | None = None) -> Survey:
    """Read CSV, Parquet, SPSS or Stata; `mapping` (TOML) renames columns and values.

    Raises `NotReadable` for another kind of file and for columns that are missing.
    """
    names, values = _mapping(mapping)
    found = _table(path)
    columns: dict[str, Column] = {}
    for ours in (*NUMBERS, *TEXTS):
        theirs = names.get(ours, ours)
        if theirs in found:
            columns[ours] = _column(ours, found[theirs], values.get(ours, {}), path)
    missing = [
        name
        for name in NEEDED
        if name not in columns and name not in {"lives_alone", "gender", "age", "id"}
    ]
    if missing:
        raise NotReadable(
            f"{path.name} has no column {' and no '.join(missing)} (looked for in row 1).",
            needed=f"The columns {', '.join(NEEDED)}; ethnicity and weight where they are there.",
            try_this="Say with --comparison-map what they are called there.",
        )
    return Survey(columns)


def _mapping(path: Path | None) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
    """`[columns]` ours = "theirs"; `[values.gender]` "their value" = "ours"."""
    if path is None:
        return {}, {}
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise NotReadable(
            f"{path.name} is no mapping that can be read ({type(error).__name__}).",
            needed="A TOML file with [columns] and, where needed, [values.gender] and the like.",
            try_this="See the example in docs/guide/evaluating.md.",
        ) from error
    return told.get("columns", {}), told.get("values", {})


def _table(path: Path) -> dict[str, list[Any]]:
    kind = path.suffix.lower()
    if not path.is_file() or kind not in READERS:
        raise NotReadable(
            f"{path.name} is no comparison file that can be read.",
            needed="A file that ends in .csv, .parquet, .sav or .dta.",
            try_this="Look at the path again.",
        )
    if kind in {".sav", ".dta"}:
        return _from_statistics_package(path, kind)
    options = ", header = true, all_varchar = true" if kind == ".csv" else ""
    reader = f"read_{READERS[kind].lower()}({_quoted(path)}{options})"
    try:
        with connect() as db:  # no value is bound: DuckDB would load all of pandas for one
            found = db.execute(f"SELECT * FROM {reader}").fetchnumpy()
    except duckdb.Error as error:
        raise NotReadable(
            f"{path.name} cannot be read as {READERS[kind]}.",
            needed="A whole file with the names of the columns in row 1.",
            try_this="Save it again, as CSV in UTF-8 if in doubt.",
        ) from error
    return {name: _values(column) for name, column in found.items()}


def _values(column: Any) -> list[Any]:
    """Python's own values of a column, None where there is none."""
    return list(column.tolist())


def _from_statistics_package(path: Path, kind: str) -> dict[str, list[Any]]:
    import pyreadstat  # late: only for these two

    reader = pyreadstat.read_sav if kind == ".sav" else pyreadstat.read_dta
    try:
        columns, _ = reader(str(path), output_format="dict", apply_value_formats=False)
    except pyreadstat.ReadstatError as error:
        raise NotReadable(
            f"{path.name} cannot be read as {READERS[kind]}.",
            needed="A whole file as the statistics package wrote it.",
            try_this="Save it again, or as CSV in UTF-8.",
        ) from error
    return {name: list(values) for name, values in columns.items()}


def _column(ours: str, found: list[Any], values: dict[str, Any], path: Path) -> Column:
    """Each value that occurs is read once: there are few of them and many rows."""
    read = _text if ours in TEXTS else _number
    known: dict[Any, str | float] = {}
    for place, each in enumerate(found):
        if each not in known:
            known[each] = read(ours, values.get(_said(each), each), path, place + 2)
    return np.array([known[each] for each in found], dtype=object if ours in TEXTS else float)


def _text(ours: str, value: Any, path: Path, row: int) -> str:
    text = _said(value)
    return "" if text == "not_stated" else text


def _said(value: Any) -> str:
    if value is None or value != value:  # NaN is the only thing that differs from itself
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _number(ours: str, value: Any, path: Path, row: int) -> float:
    text = _said(value).strip()
    if text in {"", "not_stated"}:
        return float("nan")
    known = TRUE.get(text.lower(), FALSE.get(text.lower())) if ours == "lives_alone" else None
    if known is not None:
        return known
    try:
        return float(text)
    except ValueError as error:
        raise NotReadable(
            f"{path.name}, row {row}, column {ours}: it says “{text}”.",
            needed="True or false." if ours == "lives_alone" else "A number, or nothing.",
            try_this=f"Say with --comparison-map what it stands for, under [values.{ours}].",
        ) from error


def _quoted(path: Path) -> str:
    return "'" + glob.escape(str(path)).replace("'", "''") + "'"


def genders() -> tuple[str, ...]:
    """The genders of the contract that are a gender."""
    return tuple(
        each for each in table("episodes").column("gender").choices if each != "not_stated"
    )
