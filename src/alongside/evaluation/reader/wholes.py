"""Which rows are the parts of a whole, and how large it is.

Said in one of two ways: the same words in the column `whole`, or names such as
`Follow-up: the same` with one row `Follow-up: total`. Nothing is guessed: most percentages that
stand beside one another are no parts.
"""

from __future__ import annotations

from dataclasses import dataclass

from .statements import Statement

TOTAL = "total"


@dataclass(frozen=True)
class Whole:
    """Parts that make up a whole together, with nothing in two of them."""

    name: str
    parts: tuple[Statement, ...]
    total: Statement | None = None

    @property
    def base(self) -> int | None:
        """What the parts' percentages are of, where they all stand on the same."""
        bases = {self.base_of(part) for part in self.parts}
        return bases.pop() if len(bases) == 1 else None

    def base_of(self, part: Statement) -> int | None:
        """A part's own base; without one that of the whole, or what the whole counts."""
        if part.base is not None:
            return part.base
        if self.total is None:
            return self._only_base() or self._sum()
        if self.total.base is not None:
            return self.total.base
        return self.total.count if self.total.percentage is None else None

    def _only_base(self) -> int | None:
        bases = {part.base for part in self.parts if part.base is not None}
        return bases.pop() if len(bases) == 1 else None

    def _sum(self) -> int | None:
        """What the parts count together, where nothing else says how large the whole is."""
        counts = [part.count for part in self.parts]
        known = [count for count in counts if count is not None]
        return sum(known) or None if len(known) == len(counts) else None

    @property
    def size(self) -> int | None:
        """What the parts' counts have to add up to; None where nothing says so."""
        if self.total is None:
            return self.base
        if self.total.count is not None:
            return self.total.count
        only_a_base = self.total.percentage is None and self.total.base == self.base
        return self.total.base if only_a_base else None

    @property
    def on_one_base(self) -> bool:
        """Whether the percentages can be added up: no two of them are of different bases."""
        every = (*self.parts, *([self.total] if self.total else []))
        return len({each.base for each in every if each.base is not None}) <= 1


def wholes_of(statements: tuple[Statement, ...]) -> tuple[Whole, ...]:
    """Every whole that has a part, in the order of the file."""
    return (*_by_column(statements), *_by_name(statements))


def _by_column(statements: tuple[Statement, ...]) -> list[Whole]:
    names = dict.fromkeys(each.whole for each in statements if each.whole)
    found = []
    for name in names:
        parts = tuple(each for each in statements if each.whole == name)
        total = [each for each in statements if each.text == name and each not in parts]
        found.append(Whole(name, parts, total[0] if total else None))
    return found


def _by_name(statements: tuple[Statement, ...]) -> list[Whole]:
    found = []
    for total in statements:
        name, _, last = total.text.rpartition(":")
        if not name or last.strip().lower() != TOTAL:
            continue
        parts = tuple(each for each in statements if _is_part(each, name))
        if parts:
            found.append(Whole(name, parts, total))
    return found


def _is_part(statement: Statement, name: str) -> bool:
    first, _, last = statement.text.rpartition(":")
    return first == name and last.strip().lower() != TOTAL and not statement.whole
