"""How somebody else's export is read: which of their columns and words are which of ours. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from .kinds.base import Kind
from .values import either, squeezed

ORDERS = {"day first": True, "month first": False}
PARTS = ("date_order", "sheet", "columns", "values", "constants")


class CannotMap(Exception):
    """What is wrong with a mapping: a sentence for who wrote it."""


@dataclass(frozen=True)
class Names:
    """A mapping. Their headings and words are compared without capitals, spaces and signs."""

    columns: Mapping[str, str] = field(default_factory=dict)  # theirs to ours; "": left out
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # our column to theirs
    constants: Mapping[str, str] = field(default_factory=dict)  # our column to one value for all
    day_first: bool = True
    sheet: str = ""

    def column(self, heading: str) -> str | None:
        """Our column for one of their headings; "" where it is left out, None where nobody said."""
        return {squeezed(theirs): ours for theirs, ours in self.columns.items()}.get(
            squeezed(heading)
        )

    def as_data(self) -> dict[str, Any]:
        """For keeping it as JSON."""
        return asdict(self)

    def with_sheet(self, sheet: str) -> Names:
        """The same, for this sheet of the workbook."""
        return replace(self, sheet=sheet)


def from_data(data: Mapping[str, Any]) -> Names:
    """What `as_data` gave."""
    return Names(**data)


def from_toml(text: str, kind: Kind) -> Names:
    """Read a mapping as it is written in a file; see docs/guide/moving-in.md."""
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise CannotMap(f"The mapping is no TOML that can be read: {broken}.") from broken
    _refuse_unknown(read, PARTS, "The mapping has", "It can have")
    order = read.get("date_order", "day first")
    if order not in ORDERS:
        raise CannotMap(f"date_order is “{order}”. It is “day first” or “month first”.")
    columns, values, constants = (_table(read, part) for part in ("columns", "values", "constants"))
    names = Names(
        columns={str(theirs): str(ours) for theirs, ours in columns.items()},
        values={
            str(ours): {str(theirs): str(code) for theirs, code in _table(values, ours).items()}
            for ours in values
        },
        constants={str(ours): _plain(value) for ours, value in constants.items()},
        day_first=ORDERS[order],
        sheet=str(read.get("sheet", "")),
    )
    check(names, kind)
    return names


def check(names: Names, kind: Kind) -> None:
    """Refuse a mapping that speaks of columns or words that this kind does not have."""
    ours = {column.name for column in kind.columns}
    wanted = {*names.columns.values(), *names.values, *names.constants} - {""}
    if unknown := sorted(wanted - ours):
        raise CannotMap(
            f"{kind.title} have no column “{unknown[0]}”. There are {', '.join(sorted(ours))}."
        )
    for name, words in names.values.items():
        column = kind.column(name)
        assert column is not None  # looked at above
        for theirs, code in words.items():
            if column.choices and code and code not in column.choices:
                raise CannotMap(
                    f"“{theirs}” in {name} cannot mean “{code}”. It can mean"
                    f" {either(list(column.choices))}; or “” for nothing."
                )


def to_toml(names: Names, kind: Kind) -> str:
    """The mapping as a file, for the command or for another scheme."""
    order = "day first" if names.day_first else "month first"
    lines = [f"# How an export is read as {kind.many}", f"date_order = {_quoted(order)}"]
    if names.sheet:
        lines.append(f"sheet = {_quoted(names.sheet)}")
    lines += ["", "[columns]  # their heading = our column; nothing: left out"]
    lines += _pairs(names.columns)
    for column, words in names.values.items():
        lines += [
            "",
            f"[values.{column}]  # what stands in it = what it means here",
            *_pairs(words),
        ]
    lines += ["", "[constants]  # the same for every row", *_pairs(names.constants)]
    return "\n".join(lines) + "\n"


def _pairs(pairs: Mapping[str, str]) -> Iterable[str]:
    return [f"{_quoted(one)} = {_quoted(other)}" for one, other in pairs.items()]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'
    )


def _table(read: Mapping[str, Any], part: str) -> dict[str, Any]:
    found = read.get(part, {})
    if not isinstance(found, dict):
        raise CannotMap(f'{part} is no table. Write [{part}], and below it lines like "a" = "b".')
    return found


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _refuse_unknown(read: Mapping[str, Any], known: Iterable[str], has: str, can: str) -> None:
    if unknown := sorted(set(read) - set(known)):
        raise CannotMap(f"{has} “{unknown[0]}”. {can} {', '.join(known)}.")
