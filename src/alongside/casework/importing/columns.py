"""Which column of a file is which of ours. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from . import others
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
    def knowing(kind: Kind, names: Names) -> Callable[[str], int]:
        """How well a heading is understood: 2 as our own name, 1 as another's, 0 not at all."""
        ours = squeezed_names(kind)
        understood = {squeezed(heading) for heading in names.columns}
        understood |= {plain for plain, _ in _called_otherwise(kind)}

        def known(heading: str) -> int:
            plain = squeezed(heading)
            return 2 if plain in ours else int(plain in understood)

        return known


def match(kind: Kind, names: Names, headings: Sequence[str]) -> Columns:
    """Find for each heading the column that is meant, and say what is missing or there twice."""
    found = Columns(list(headings))
    taken: dict[str, str] = {}  # our column to their heading
    guessed = []
    for at, heading in enumerate(headings):
        if not heading or squeezed(heading) == squeezed(WHAT_IS_WRONG):
            continue
        said = names.column(heading)
        name = squeezed_names(kind).get(squeezed(heading)) if said is None else said
        if name is None:
            guessed.append((at, heading))
        elif not name:
            found.left_out.append(heading)
        else:
            _take(found, taken, kind, name, at, heading)
    for at, heading in guessed:  # what is said outright comes first
        _guess(found, taken, kind, at, heading)
    found.by_place.sort(key=lambda pair: pair[0])
    found.faults += _missing(kind, names, found, taken)
    return found


def _take(
    found: Columns, taken: dict[str, str], kind: Kind, name: str, at: int, heading: str
) -> None:
    column = kind.column(name)
    assert column is not None  # the mapping was checked against the kind
    if name in taken:
        found.faults.append(
            f"Two columns, “{taken[name]}” and “{heading}”, are both {name}. Leave one of them out"
            " in the mapping, or delete it."
        )
        return
    taken[name] = heading
    found.by_place.append((at, column))


def _guess(found: Columns, taken: dict[str, str], kind: Kind, at: int, heading: str) -> None:
    """By what others call it: the first of our columns that it can be and that is not there yet."""
    can_be = [name for plain, name in _called_otherwise(kind) if plain == squeezed(heading)]
    free = [name for name in can_be if name not in taken]
    if can_be:
        _take(found, taken, kind, (free or can_be)[0], at, heading)
    else:
        found.unknown.append(heading)


def _missing(kind: Kind, names: Names, found: Columns, taken: dict[str, str]) -> list[str]:
    needed = [column for column in kind.columns if column.required]
    missing = [column for column in needed if column.name not in {*taken, *names.constants}]
    there = ", ".join(f"“{heading}”" for heading in found.headings if heading) or "none"
    return [
        f"There is no column {column.name}. {column.help} Give the column that heading, or say in"
        f" the mapping which one it is. The headings found are: {there}."
        for column in missing
    ]


def squeezed_names(kind: Kind) -> dict[str, str]:
    """Our own names of columns, as they are compared."""
    return {squeezed(column.name): column.name for column in kind.columns}


def _called_otherwise(kind: Kind) -> list[tuple[str, str]]:
    ours = {column.name for column in kind.columns}
    return [
        (squeezed(other), name)
        for name, called in others.headings(kind.name).items()
        if name in ours
        for other in called
    ]
