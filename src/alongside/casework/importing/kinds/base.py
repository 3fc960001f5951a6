"""What a kind of file is: its columns, and what is done with its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from alongside.casework.schemes.models import Role

from ..values import Reader

if TYPE_CHECKING:
    from django.db.models import Model

    from ..place import Place

SHORT = re.compile(r"\b(nhs|chi|hcn|gp)\b", re.I)


@dataclass(frozen=True)
class Column:
    """One column that can be brought in."""

    name: str  # "date_of_birth": what stands in the heading of our own template
    help: str  # what goes in it, in a sentence
    reads: Reader
    example: str = ""
    required: bool = False
    worker: bool = False  # a worker of the scheme is named, by email address or whole name

    @property
    def choices(self) -> Mapping[str, str]:
        """Code to words, where only some values can be; else nothing."""
        return self.reads.choices

    @property
    def label(self) -> str:
        """*Date of birth*."""
        words = self.name.replace("_", " ")
        return SHORT.sub(lambda found: found[0].upper(), words[0].upper() + words[1:])


@dataclass(frozen=True, slots=True)
class RowIn:
    """One row that could be read: its number in the file, and what stands in it by our names."""

    number: int
    values: dict[str, Any]

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a column; the default where there is none."""
        return self.values.get(name, default)


@dataclass(frozen=True, slots=True)
class Planned:
    """A row that can be written, and what will be written for it."""

    row: RowIn
    thing: Any


@dataclass(frozen=True)
class Own:
    """The column by which a row is known again when the file is sent twice.

    Where it may be empty, a row without it is known by all that stands in it.
    """

    column: str


Check = Callable[[Sequence[RowIn], "Place"], list[Planned]]
Write = Callable[[Sequence[Planned], "Place"], "Sequence[Model]"]
Doubles = Callable[[Sequence[Planned], "Place"], "list[Double]"]


@dataclass(frozen=True)
class Double:
    """Somebody who may be known already: who in the file, who here, and what speaks for it."""

    row: int
    who: str
    known_as: str
    why: str


def no_doubles(rows: Sequence[Planned], place: Place) -> list[Double]:
    """For kinds that hold nobody new."""
    return []


@dataclass(frozen=True)
class Kind:
    """Something that can be brought in from a file."""

    name: str
    title: str
    one: str
    many: str
    intro: str
    columns: tuple[Column, ...]
    check: Check
    write: Write
    own: Own
    doubles: Doubles = no_doubles
    after: tuple[str, ...] = ()  # kinds that come first, because this one refers to them
    roles: tuple[str, ...] = field(default=(Role.COORDINATOR,))
    people: bool = True  # whether people stand in it: then the file is theirs to be kept safe

    def column(self, name: str) -> Column | None:
        """The column of this name; None where there is none."""
        return next((column for column in self.columns if column.name == name), None)

    def count(self, number: int) -> str:
        """*1 person*, *300 people*."""
        return f"{number:,} {self.one if number == 1 else self.many}"
