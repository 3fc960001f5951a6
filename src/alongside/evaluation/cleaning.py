"""What becomes of bad rows, as the contract says; each kind is counted, with a few ids.

After this there are rows for each table of the contract, in the files' order, without those that
are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from alongside.extract import Table, tables

from .rows import NONE, NOWHERE, Column, Ids, Rows, Texts, known, later_ones, nothing
from .scan import KEY, Reader, no_rows
from .tables import connect

EXAMPLES = 5
LEFT_OUT = "Left out, with all that belongs to them."
START_OF_DAYS = date(1970, 1, 1)
ABOVE = {  # the required id of a table that is below another one
    "referrals": ("scheme_id", "schemes"),
    "episodes": ("scheme_id", "schemes"),
    "gaps": ("scheme_id", "schemes"),
    "life_transitions": ("episode_id", "episodes"),
    "contacts": ("episode_id", "episodes"),
    "measures": ("episode_id", "episodes"),
    "not_measured": ("episode_id", "episodes"),
    "signposts": ("episode_id", "episodes"),
}
BELOW = {name for name, (_, above) in ABOVE.items() if above == "episodes"}
TEXTS = {"episodes": {"episode_id", "person_id"}}  # whose hashes are of use to the end
OPTIONAL = {  # an id that may be empty, and is taken as empty where it points nowhere
    "episodes": ("referral_id", "referrals"),
    "gaps": ("episode_id", "episodes"),
    "costs": ("scheme_id", "schemes"),
}


@dataclass(frozen=True)
class Finding:
    """One kind of fault in the data: how many rows of how many, a few ids, and what came of it."""

    check: str
    table: str
    rows: int
    of: int
    example_ids: tuple[str, ...]
    effect: str

    def as_json(self) -> dict[str, Any]:
        """The object of `quality.json`."""
        return {
            "check": self.check,
            "table": self.table,
            "rows": self.rows,
            "of": self.of,
            "example_ids": list(self.example_ids),
            "effect": self.effect,
        }


@dataclass(frozen=True)
class Odd:
    """A finding whose ids are still in the file of a table, in the rows at these `places` of it."""

    finding: Finding
    what: Table
    places: tuple[int, ...]


@dataclass(frozen=True)
class Period:
    """The days that referrals were received, and episodes started, in; both ends are in it."""

    first: date | None = None
    last: date | None = None

    def holds(self, days: Column) -> Column:
        """Which days (counted from 1970) are in the period."""
        inside = np.ones(days.size, dtype=bool)
        if self.first:
            inside &= days >= (self.first - START_OF_DAYS).days
        if self.last:
            inside &= days <= (self.last - START_OF_DAYS).days
        return inside


@dataclass(frozen=True)
class Clean:
    """The tables of the contract without the rows that are left out.

    An id that points to a table above is the place of its row there, of the rows that stayed.
    """

    tables: dict[str, Rows]
    reader: Reader
    there: frozenset[str]  # tables that the extract has
    in_period: Column  # of each referral: the others stay, an episode may name one from before

    def __getitem__(self, name: str) -> Rows:
        return self.tables[name]

    def without(self, *names: str) -> Clean:
        """The same without some tables: the largest are not held while figures are computed."""
        kept = {name: rows for name, rows in self.tables.items() if name not in names}
        return replace(self, tables=kept)

    def texts(self, name: str, column: str) -> Texts:
        """A whole column of texts, which stays in the file."""
        rows = self.tables[name]
        return Texts(self.reader.later(name, column), rows.places, rows[column])


@dataclass(frozen=True)
class Above:
    """A table that others point to: where each id of the file is, and what became of its row."""

    ids: Ids
    now: Column  # its place among the rows that stay, or NOWHERE; at the end for ids without a row
    outside: Column  # whether it went because of the period alone

    def places_of(self, rows: Rows, column: str) -> tuple[Column, Column]:
        """Of each row the place that it points to, in the file and among the rows that stay."""
        given = rows.known(column)
        in_file = np.where(given, self.ids.places_of(rows[column]), np.int32(NONE))
        return in_file, self.now[in_file]


class Cleaning:
    """Makes clean tables of raw ones, in the order of the contract."""

    def __init__(self, reader: Reader, today: date) -> None:
        self.reader, self.today = reader, (today - START_OF_DAYS).days
        self._odd: list[Odd] = []
        self.ended_before: Odd | None = None  # for those who look at what stays
        self._above: dict[str, Above] = {}

    def clean(self, period: Period) -> Clean:
        """Read and clean each table; tables that are not in the extract are empty."""
        found: dict[str, Rows] = {}
        there = self.reader.package.files
        for name, what in tables().items():
            found[name] = self._one(name, period) if name in there else no_rows(what)
        self._above.clear()
        received = found["referrals"]["received_on"]
        return Clean(found, self.reader, frozenset(there), period.holds(received))

    def _one(self, name: str, period: Period) -> Rows:
        rows = self.reader.rows(name)
        self._dates_to_come(rows)
        if name == "episodes":
            self._ended_before_start(rows)
        rows = self._without_doubles(rows)
        if name in BELOW:
            rows = rows.slim(keep={ABOVE[name][0]})  # before anything large is made
        stays = np.ones(len(rows), dtype=bool)
        outside = np.zeros(len(rows), dtype=bool)
        if name in ABOVE:
            rows, stays = self._known(rows, *ABOVE[name])
        if name == "episodes":
            inside = period.holds(rows["started_on"])
            outside, stays = stays & ~inside, stays & inside
            rows = rows.having(ended_on=_not_before(rows["ended_on"], rows["started_on"]))
        if name in OPTIONAL:
            rows, went = self._optional(rows, *OPTIONAL[name])
            if name == "gaps":  # the others are below episodes
                stays &= ~went
        if name in {"schemes", "referrals", "episodes"}:
            now = np.where(stays, np.cumsum(stays) - 1, NOWHERE).astype(np.int32)
            ends = np.array([NOWHERE, NONE], dtype=np.int32)  # for NOWHERE and NONE themselves
            self._above[name] = Above(Ids(rows[KEY]), np.append(now, ends), outside)
        return rows.where(stays).slim(keep=TEXTS.get(name, set()))

    def _without_doubles(self, rows: Rows) -> Rows:
        """The first row of each key stays."""
        later = later_ones(rows[KEY]) if KEY in rows.columns else np.empty(0, np.int64)
        if not later.size:
            return rows
        keys = rows[KEY][later]
        second = later[np.sort(np.unique(keys, return_index=True)[1])]
        self.note(odd_rows("duplicate_key", rows, second, "The first row stays.", many=later.size))
        first = np.ones(len(rows), dtype=bool)
        first[later] = False
        return rows.where(first)

    def _known(self, rows: Rows, column: str, above: str) -> tuple[Rows, Column]:
        """Only rows whose required id is there; the others, and all below them, are left out."""
        in_file, now = self._above[above].places_of(rows, column)
        lost = np.flatnonzero(in_file == NOWHERE)
        self.count(f"points_nowhere.{column}", rows, lost, LEFT_OUT)
        return rows.having(**{column: now}), now >= 0

    def _optional(self, rows: Rows, column: str, above: str) -> tuple[Rows, Column]:
        """An id that is not there is taken as missing. Also, which rows follow one that went
        because of the period."""
        there = self._above[above]
        in_file, now = there.places_of(rows, column)
        lost = np.flatnonzero(in_file == NOWHERE)
        self.count(f"points_nowhere.{column}", rows, lost, "Taken as missing.")
        return rows.having(**{column: now}), np.append(there.outside, (False, False))[in_file]

    def _dates_to_come(self, rows: Rows) -> None:
        days = [column.name for column in rows.what.columns if column.type == "date"]
        late = np.zeros(len(rows), dtype=bool)
        for each in days:
            late |= rows[each] > self.today
        self.count("date_after_today", rows, np.flatnonzero(late), "Still counted.")

    def _ended_before_start(self, rows: Rows) -> None:
        early = np.flatnonzero(rows.known("ended_on") & (rows["ended_on"] < rows["started_on"]))
        if early.size:
            effect = "The end is taken as missing: the episode is not an ended one."
            self.ended_before = odd_rows("end_before_start", rows, early, effect)

    def count(
        self,
        check: str,
        rows: Rows,
        which: Column,
        effect: str,
        *,
        of: int | None = None,
        table: str = "",
    ) -> None:
        """Write a finding down where there is one. `which` are the places of the rows that it is
        about, in the files' order; `of` how many it is among, where not among them all; `table`
        the one that it is told of, where not their own."""
        if which.size:
            self.note(odd_rows(check, rows, which, effect, of=of, table=table))

    def note(self, one: Odd) -> None:
        """Write one finding down."""
        self._odd.append(one)

    def findings(self) -> list[Finding]:
        """All that was written down, with its examples: each file is read once for them all."""
        wanted: dict[str, set[int]] = {}
        for one in self._odd:
            wanted.setdefault(one.what.name, set()).update(one.places)
        with connect() as db:
            ids = {
                name: self.reader.texts(name, _named_by(tables()[name]), places, db)
                for name, places in wanted.items()
            }
        return [
            replace(one.finding, example_ids=tuple(ids[one.what.name][at] for at in one.places))
            for one in self._odd
        ]


def odd_rows(
    check: str,
    rows: Rows,
    which: Column,
    effect: str,
    *,
    many: int | None = None,
    of: int | None = None,
    table: str = "",
) -> Odd:
    """A finding about these places of rows, the first few of which are its examples; about `many`
    of `of` in a table, where that is not these places, all rows, or their own table."""
    finding = Finding(
        check,
        table or rows.what.name,
        int(which.size if many is None else many),
        len(rows) if of is None else of,
        (),
        effect,
    )
    return Odd(finding, rows.what, tuple(rows.places[which[:EXAMPLES]].tolist()))


def _named_by(what: Table) -> str:
    """The column whose values name a table's rows."""
    return (what.key or what.names)[0]


def _not_before(ended: Column, started: Column) -> Column:
    """Days of the end; one before the start is taken as missing."""
    return np.where(known(ended) & (ended >= started), ended, nothing(ended))
