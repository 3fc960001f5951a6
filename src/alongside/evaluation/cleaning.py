"""What becomes of bad rows, as the contract says; each kind is counted, with a few ids.

After this there is a table a name of the contract, without the rows that are left out. Row numbers
(`place`) keep the files' order: it breaks ties in time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from alongside.extract import Table, table, tables

EXAMPLES = 5
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
class Period:
    """The days that referrals were received, and episodes started, in; both ends are in it."""

    first: date | None = None
    last: date | None = None

    def test(self, column: str) -> str:
        """SQL that is true in the period."""
        tests = []
        if self.first:
            tests.append(f"{column} >= DATE '{self.first.isoformat()}'")
        if self.last:
            tests.append(f"{column} <= DATE '{self.last.isoformat()}'")
        return " AND ".join(tests) or "true"


class Cleaning:
    """Makes clean tables of raw ones, in the order of the contract."""

    def __init__(self, db: duckdb.DuckDBPyConnection, there: list[str], today: date) -> None:
        self.db = db
        self.there = there
        self.today = today
        self.findings: list[Finding] = []

    def clean(self, period: Period) -> list[Finding]:
        """Make each table; tables that are not in the extract are made empty."""
        for name, what in tables().items():
            if name not in self.there:
                self._empty(what)
                continue
            self._dates_to_come(what)
            self._one(name, what, period)
        return self.findings

    def _empty(self, what: Table) -> None:
        kinds = {"string": "VARCHAR", "date": "DATE", "boolean": "BOOLEAN"}
        columns = ", ".join(
            f'"{column.name}" {kinds.get(column.type, "DOUBLE")}' for column in what.columns
        )
        extra = ", in_period BOOLEAN" if what.name == "referrals" else ""
        self.db.execute(f"CREATE TABLE {what.name} (place BIGINT, {columns}{extra})")

    def _one(self, name: str, what: Table, period: Period) -> None:
        source = self._without_doubles(name, what)
        tests = []
        if name in ABOVE:
            tests += self._known(name, source)
        if name == "episodes":
            self._outside(source, tests, period)
            tests.append(period.test("started_on"))
        if name == "gaps" and "episodes" in self.there:  # the others are below episodes
            tests.append("(t.episode_id IN (SELECT episode_id FROM outside)) IS NOT TRUE")
        chosen = ", ".join(self._column(name, column.name) for column in what.columns)
        where = " AND ".join(tests) or "true"
        optional = OPTIONAL.get(name)
        if optional:
            self._optional(name, source, *optional)
        if (
            name == "referrals"
        ):  # the others stay: an episode of the period may name one from before
            chosen += f", {period.test('received_on')} AS in_period"
        kind = "TABLE" if name in {"schemes", "referrals", "episodes", "measures"} else "VIEW"
        self.db.execute(
            f"CREATE {kind} {name} AS SELECT place, {chosen} FROM {source} AS t WHERE {where}"
        )

    def _outside(self, source: str, tests: list[str], period: Period) -> None:
        """Which episodes would be there but for the period: what may name one follows it too."""
        where = " AND ".join([*tests, f"NOT ({period.test('started_on')})"])
        self.db.execute(
            f"CREATE TABLE outside AS SELECT t.episode_id FROM {source} AS t WHERE {where}"
        )

    def _without_doubles(self, name: str, what: Table) -> str:
        """The first row of each key stays. The dear way is gone only where there are doubles."""
        raw = f"(SELECT rowid AS place, * FROM raw_{name})"
        if not what.key:
            return raw
        key = ", ".join(f'"{each}"' for each in what.key)
        one_key = key if len(what.key) == 1 else f"({key})"
        rows, keys = self._row(f"SELECT count(*), count(DISTINCT {one_key}) FROM raw_{name}")
        if rows == keys:
            return raw
        self._later(name, what.key)
        later = f"FROM later_{name} WHERE turn"
        examples = self._examples(f"SELECT {what.key[0]} {later} = 2 ORDER BY place")
        self.add("duplicate_key", name, rows - keys, rows, examples, "The first row stays.")
        return f"(SELECT * FROM {raw} WHERE place NOT IN (SELECT place {later} > 1))"

    def _later(self, name: str, key: tuple[str, ...]) -> None:
        """Rows whose key is there more than once, counted: few, so that the others need no work."""
        names = ", ".join(f'"{each}"' for each in key)
        same = " AND ".join(f't."{each}" IS NOT DISTINCT FROM d."{each}"' for each in key)
        self.db.execute(
            f"CREATE TABLE later_{name} AS SELECT t.rowid AS place, {names},"
            f" row_number() OVER (PARTITION BY {names} ORDER BY t.rowid) AS turn"
            f" FROM raw_{name} AS t SEMI JOIN"
            f" (SELECT {names} FROM raw_{name} GROUP BY ALL HAVING count(*) > 1) AS d ON {same}"
        )

    def _known(self, name: str, source: str) -> list[str]:
        """Only rows whose required id is there; the others, and all below them, are left out."""
        column, above = ABOVE[name]
        every = f"raw_{above}"
        rows, lost = self._row(
            f"SELECT count(*), count(*) FILTER (a.id IS NULL) FROM {source} AS t LEFT JOIN"
            f" (SELECT DISTINCT {column} AS id FROM {every}) AS a ON t.{column} = a.id"
        )
        if lost:
            first = table(name).key[0]
            examples = self._examples(
                f"SELECT t.{first} FROM {source} AS t ANTI JOIN {every} AS a"
                f" ON t.{column} = a.{column} ORDER BY t.place"
            )
            effect = "Left out, with all that belongs to them."
            self.add("points_nowhere", name, lost, rows, examples, effect, column=column)
        return [f"t.{column} IN (SELECT {column} FROM {above})"]

    def _optional(self, name: str, source: str, column: str, above: str) -> None:
        rows, lost = self._row(
            f"SELECT count(*), count(*) FILTER (t.{column} IS NOT NULL AND a.id IS NULL)"
            f" FROM {source} AS t LEFT JOIN"
            f" (SELECT DISTINCT {column} AS id FROM raw_{above}) AS a ON t.{column} = a.id"
        )
        if lost:
            key = (table(name).key or (column,))[0]
            examples = self._examples(
                f"SELECT t.{key} FROM {source} AS t ANTI JOIN raw_{above} AS a"
                f" ON t.{column} = a.{column} WHERE t.{column} IS NOT NULL ORDER BY t.place"
            )
            self.add(
                "points_nowhere", name, lost, rows, examples, "Taken as missing.", column=column
            )

    @staticmethod
    def _column(name: str, column: str) -> str:
        if name == "episodes" and column == "ended_on":
            return "CASE WHEN ended_on >= started_on THEN ended_on END AS ended_on"
        return f't."{column}"'

    def _dates_to_come(self, what: Table) -> None:
        days = [column.name for column in what.columns if column.type == "date"]
        if not days:
            return
        day = f"DATE '{self.today.isoformat()}'"
        test = " OR ".join(f'"{each}" > {day}' for each in days)
        rows, late = self._row(f"SELECT count(*), count(*) FILTER ({test}) FROM raw_{what.name}")
        if late:
            key = (what.key or (what.columns[0].name,))[0]
            examples = self._examples(
                f"SELECT {key} FROM raw_{what.name} WHERE {test} ORDER BY rowid"
            )
            self.add("date_after_today", what.name, late, rows, examples, "Still counted.")

    def add(
        self,
        check: str,
        name: str,
        rows: int,
        of: int,
        examples: tuple[str, ...],
        effect: str,
        column: str = "",
    ) -> None:
        """Write one finding down."""
        named = f"{check}.{column}" if column else check
        self.findings.append(Finding(named, name, int(rows), int(of), examples, effect))

    def _row(self, sql: str) -> tuple[Any, ...]:
        return self.db.execute(sql).fetchone() or ()

    def _examples(self, sql: str) -> tuple[str, ...]:
        return tuple(str(row[0]) for row in self.db.execute(f"{sql} LIMIT {EXAMPLES}").fetchall())
