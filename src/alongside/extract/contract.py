"""The contract, read from `datapackage.json`: tables, columns, choices, keys."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

DESCRIPTION = "datapackage.json"
REQUIRED = ("schemes", "referrals", "episodes")  # without these it is no extract


class Format(StrEnum):
    """What a table's file is. Both have the same names and columns."""

    CSV = "csv"
    PARQUET = "parquet"


MEDIA_TYPES = {Format.CSV: "text/csv", Format.PARQUET: "application/vnd.apache.parquet"}


@dataclass(frozen=True)
class Column:
    """One column. `type` is string, date, boolean, integer or number."""

    name: str
    type: str
    description: str
    required: bool
    unique: bool
    choices: tuple[str, ...]  # empty: any value of the type
    least: int | None
    most: int | None


@dataclass(frozen=True)
class Link:
    """A column whose values are found in a column of another table."""

    column: str
    table: str
    its_column: str


@dataclass(frozen=True)
class Table:
    """One table with its columns in the order in which they are written."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]  # no two rows have the same values here
    links: tuple[Link, ...]

    @property
    def required(self) -> bool:
        """Whether a folder without it is no extract."""
        return self.name in REQUIRED

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Find a column by its name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def file_name(self, kind: str) -> str:
        """What its file is called: *contacts.csv*."""
        return f"{self.name}.{kind}"


@cache
def tables() -> dict[str, Table]:
    """Every table of the contract by its name, each after the tables that it points to."""
    return {one["name"]: _table(one) for one in _text()["resources"]}


def table(name: str) -> Table:
    """One table; KeyError where the contract has none of this name."""
    return tables()[name]


def version() -> str:
    """The contract's own version."""
    return str(_text()["version"])


def describe(names: Iterable[str], kind: Format = Format.CSV) -> dict[str, Any]:
    """The description of a package that has these tables: the contract without the others.

    What a library for data packages reads first. In Parquet the files' names and kinds differ.
    """
    wanted = set(names)
    contract = _text()
    resources = [one for one in contract["resources"] if one["name"] in wanted]
    return contract | {"resources": [_as(one, kind) for one in resources]}


def _as(resource: dict[str, Any], kind: Format) -> dict[str, Any]:
    if kind is Format.CSV:
        return resource
    found = {"path": f"{resource['name']}.{kind}", "format": str(kind)}
    found["mediatype"] = MEDIA_TYPES[kind]
    return {name: found.get(name, value) for name, value in resource.items() if name != "encoding"}


def _text() -> dict[str, Any]:
    """Read anew each time, so that whoever is given it may change it."""
    text = (files("alongside.extract") / DESCRIPTION).read_text(encoding="utf-8")
    return dict(json.loads(text))


def _table(resource: dict[str, Any]) -> Table:
    schema = resource["schema"]
    key = schema.get("primaryKey", [])
    return Table(
        name=resource["name"],
        title=resource["title"],
        description=resource["description"],
        columns=tuple(_column(field) for field in schema["fields"]),
        key=(key,) if isinstance(key, str) else tuple(key),
        links=tuple(_link(one) for one in schema["foreignKeys"]),
    )


def _column(field: dict[str, Any]) -> Column:
    limits = field.get("constraints", {})
    return Column(
        name=field["name"],
        type=field["type"],
        description=field["description"],
        required=limits.get("required", False),
        unique=limits.get("unique", False),
        choices=tuple(limits.get("enum", ())),
        least=limits.get("minimum"),
        most=limits.get("maximum"),
    )


def _link(one: dict[str, Any]) -> Link:
    return Link(one["fields"], one["reference"]["resource"], one["reference"]["fields"])
