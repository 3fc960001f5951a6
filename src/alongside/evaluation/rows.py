"""The rows of a table as arrays of small numbers: all that the evaluation holds of an extract.

A choice is its place among the contract's choices, a day the days since 1970, yes and no 1 and 0,
an id that points to another table the row that it points to. The smallest number of a kind of
array stands for nothing. Texts stay in the files, and are fetched from there by their rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alongside.extract import Table

Column = NDArray[Any]
AT_ONCE = 1_000_000  # rows
NONE, NOWHERE = -1, -2  # an id that is not given, and one that points to no row


def nothing(column: Column) -> int:
    """What stands for nothing in an array of whole numbers: the smallest, of hashes 0."""
    return int(np.iinfo(column.dtype).min)


def known(column: Column) -> Column:
    """Where something is given."""
    if column.dtype.kind == "f":
        return ~np.isnan(column)
    return np.asarray(column != nothing(column))


@dataclass(frozen=True)
class Rows:
    """Rows of one table in the file's order; `places` says which of the file's rows they are."""

    what: Table
    columns: dict[str, Column]
    places: Column

    def __len__(self) -> int:
        return int(self.places.size)

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    def known(self, name: str) -> Column:
        """In which rows a column is given."""
        return known(self.columns[name])

    def says(self, name: str, choice: str) -> Column:
        """In which rows a column is this choice of the contract."""
        return np.asarray(self.columns[name] == self.what.column(name).choices.index(choice))

    def where(self, chosen: Column) -> Rows:
        """The rows for which `chosen` (booleans) holds."""
        if chosen.all():
            return self
        kept = {name: column[chosen] for name, column in self.columns.items()}
        return Rows(self.what, kept, self.places[chosen])

    def having(self, **columns: Column) -> Rows:
        """The same with other columns."""
        return Rows(self.what, self.columns | columns, self.places)

    def slim(self, *, keep: set[str]) -> Rows:
        """The same without hashes of ids, but for those to keep."""
        kept = {
            name: column
            for name, column in self.columns.items()
            if column.dtype != np.uint64 or name in keep
        }
        return Rows(self.what, kept, self.places)

    def counts(self, name: str, chosen: Column | None = None) -> dict[str, int]:
        """How many rows (of the chosen ones) have each choice of a column that is given."""
        codes = self.columns[name] if chosen is None else self.columns[name][chosen]
        choices = self.what.column(name).choices
        many = np.bincount(codes[known(codes)], minlength=len(choices))
        return dict(zip(choices, many.tolist(), strict=True))


@dataclass(frozen=True)
class Packed:
    """A column of `Episodes` in few bytes: numbers, or places in a list of texts."""

    values: Column
    texts: tuple[str, ...] = ()

    def __getitem__(self, chosen: Column) -> Packed:
        return Packed(self.values[chosen], self.texts)

    def counts(self) -> dict[str, int]:
        """How many rows have each text, "" where there is none."""
        there = known(self.values)
        many = np.bincount(self.values[there], minlength=len(self.texts)).tolist()
        return dict(zip((*self.texts, ""), (*many, int((~there).sum())), strict=True))

    def plain(self) -> Column:
        """As numbers with NaN, or texts with "", where nothing is known."""
        there = known(self.values)
        if self.texts:
            listed = np.array([*self.texts, ""], dtype=object)
            return np.asarray(listed[np.where(there, self.values, -1)])
        numbers = self.values.astype(np.float64)
        numbers[~there] = np.nan
        return numbers


@dataclass(frozen=True)
class Texts:
    """A column of texts that stays in the file, and is fetched from there when it is asked for.

    `marks` are the same where the texts are.
    """

    fetch: Callable[[Column], Column]
    places: Column
    marks: Column

    def __getitem__(self, chosen: Column) -> Texts:
        return Texts(self.fetch, self.places[chosen], self.marks[chosen])

    def plain(self) -> Column:
        """The texts themselves."""
        return self.fetch(self.places)


class Ids:
    """Finds rows by the hashes of their ids.

    Hashes are spread evenly: the first bits say almost where one stands in the sorted list.
    """

    def __init__(self, ids: Column) -> None:
        self.order = np.argsort(ids)
        self.ordered = np.append(ids[self.order], np.uint64(2**64 - 1))
        bits = max(1, min(22, ids.size.bit_length() + 1))
        self.shift = np.uint64(64 - bits)
        self.before = np.zeros(2**bits + 1, dtype=np.int32)
        starts = (self.ordered[:-1] >> self.shift).astype(np.int32)
        np.cumsum(np.bincount(starts, minlength=2**bits), out=self.before[1:])

    def places_of(self, wanted: Column) -> Column:
        """For each wanted hash the place that its id has, or NOWHERE. Some at a time: what is
        held in between would be many times as large."""
        places = np.empty(wanted.size, dtype=np.int32)
        for begin in range(0, wanted.size, AT_ONCE):
            some = slice(begin, begin + AT_ONCE)
            places[some] = self._some(wanted[some])
        return places

    def _some(self, wanted: Column) -> Column:
        at = self.before[(wanted >> self.shift).astype(np.int32)]
        short = np.flatnonzero(self.ordered[at] < wanted)
        while short.size:
            at[short] += 1
            short = short[self.ordered[at[short]] < wanted[short]]
        missing = (self.ordered[at] != wanted) | (at == self.order.size)
        places = np.append(self.order, NOWHERE).astype(np.int32)[at]
        places[missing] = NOWHERE
        return places


def later_ones(keys: Column) -> Column:
    """The places of rows whose key stands in an earlier row already, in order."""
    ordered = np.sort(keys)
    if not (ordered[1:] == ordered[:-1]).any():
        return np.empty(0, dtype=np.int64)
    order = np.argsort(keys, kind="stable")
    same = keys[order[1:]] == keys[order[:-1]]
    return np.sort(order[1:][same])
