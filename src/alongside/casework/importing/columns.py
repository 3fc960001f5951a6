"""Which column of a file is which of ours. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .kinds.base import Column, Kind
from .mapping import Names
from .values import squeezed

WHAT_IS_WRONG = "what_is_wrong"  # the column that a file of bad rows has, and that is never read


@dataclass
class Columns:
    """The columns of one file."""

    headings: list[str]  # theirs, by position
    by_place: list[tuple[int, Column]] = field(default_factory=list)  # those that are understood
    left_out: list[str] = field(default_factory=list)  # by the mapping
    unknown: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)  # why the file cannot be read like this

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.headings)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Their heading and our column, for each that is understood."""
        return [(self.headings[at], column.name) for at, column in self.by_place]

    def named(self, ours: str) -> str:
        """Our column, with their heading in brackets where that is another: *gender (Sex)*."""
        for heading, column in self.pairs:
            if column == ours and squeezed(heading) != squeezed(ours):
                return f"{ours} ({heading})"
        return ours

    @staticmethod
    def knowing(kind: Kind, names: Names) -> Callable[[str], bool]:
        """Whether a heading is one that we understand."""
        ours = _ours(kind)
        theirs = {squeezed(heading) for heading in names.columns}

        def known(heading: str) -> bool:
            plain = squeezed(heading)
            return bool(plain) and (plain in ours or plain in theirs)

        return known


def match(kind: Kind, names: Names, headings: Sequence[str]) -> Columns:
    """Find for each heading the column that is meant, and say what is missing or there twice."""
    found = Columns(list(headings))
    ours, taken = _ours(kind), dict[str, str]()
    for at, heading in enumerate(headings):
        if not heading or squeezed(heading) == squeezed(WHAT_IS_WRONG):
            continue
        name = names.column(heading)
        column = ours.get(squeezed(heading)) if name is None else kind.column(name)
        if column is None:
            (found.unknown if name is None else found.left_out).append(heading)
        elif column.name in taken:
            found.faults.append(
                f"Two columns, “{taken[column.name]}” and “{heading}”, are both {column.name}."
                " Leave one of them out in the mapping, or delete it."
            )
        else:
            taken[column.name] = heading
            found.by_place.append((at, column))
    found.faults += _missing(kind, names, found, taken)
    return found


def _missing(kind: Kind, names: Names, found: Columns, taken: dict[str, str]) -> list[str]:
    needed = [column for column in kind.columns if column.required]
    missing = [column for column in needed if column.name not in {*taken, *names.constants}]
    there = ", ".join(f"“{heading}”" for heading in found.headings if heading) or "none"
    return [
        f"There is no column {column.name}. {column.help} Give the column that heading, or say in"
        f" the mapping which one it is. The headings found are: {there}."
        for column in missing
    ]


def _ours(kind: Kind) -> dict[str, Column]:
    found = {squeezed(other): column for column in kind.columns for other in column.also}
    return found | {squeezed(column.name): column for column in kind.columns}
