"""The relational step: from clean tables to one row an episode, in one place.

All figures about episodes come from `episodes_of`, whose columns are discrete. Another engine can
take its place by giving the same columns.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from alongside.extract import table
from alongside.instruments import load as instrument

Column = NDArray[Any]
TRANSITIONS = table("life_transitions").column("transition").choices
ITEMS = {"ucla3": 3, "swemwbs": 7, "ons_loneliness": 1, "health_limits_social": 1, "ons4": 4}
EARLY = 90  # days after the end before which an answer is no follow-up


@dataclass(frozen=True)
class Episodes:
    """One row an episode, in the files' order, a column an array.

    Numbers are float64 with NaN where nothing is known; days are counted from 1970. Categories are
    arrays of text with "" where nothing is known; yes and no are 1, 0 or NaN.
    """

    columns: dict[str, Column]
    schemes: tuple[str, ...] = ()  # ids; `scheme` holds places in it
    scheme_names: tuple[str, ...] = ()
    nations: tuple[str, ...] = ()  # of each scheme
    has: frozenset[str] = field(default_factory=frozenset)  # tables of the extract

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    def __len__(self) -> int:
        return int(self.columns["episode_id"].size)

    def where(self, chosen: Column) -> Episodes:
        """The episodes for which `chosen` (booleans, one an episode) holds."""
        kept = {name: column[chosen] for name, column in self.columns.items()}
        return Episodes(kept, self.schemes, self.scheme_names, self.nations, self.has)

    @property
    def ended(self) -> Column:
        return ~np.isnan(self["ended_on"])

    @property
    def paired(self) -> Column:
        """Which episodes are a pair of UCLA-3: the start on or before the day of the end."""
        return _pairs(self, "ucla")

    @property
    def wellbeing_paired(self) -> Column:
        """The same of SWEMWBS."""
        return _pairs(self, "swemwbs")


def _pairs(episodes: Episodes, of: str) -> Column:
    both = ~np.isnan(episodes[f"{of}_start"]) & ~np.isnan(episodes[f"{of}_end"])
    return both & ~(episodes[f"{of}_start_on"] > episodes[f"{of}_end_on"])


def episodes_of(db: duckdb.DuckDBPyConnection, there: list[str]) -> Episodes:
    """Join all tables to one row an episode."""
    db.execute(_scored())
    found = db.execute(_sql()).fetchnumpy()
    columns = {name: _plain(name, column) for name, column in found.items()}
    schemes = db.execute("SELECT scheme_id, name, nation FROM schemes ORDER BY place").fetchall()
    columns["scheme"] = columns["scheme"].astype(np.int64)
    listed = [tuple(str(row[at]) for row in schemes) for at in range(3)]
    return Episodes(columns, listed[0], listed[1], listed[2], frozenset(there))


TEXTS = {"episode_id", "person_id", "end_reason", "gender", "ethnicity", "complexity"}


def _plain(name: str, column: Any) -> Column:
    """DuckDB's masked arrays as plain ones."""
    mask = np.ma.getmaskarray(column) if isinstance(column, np.ma.MaskedArray) else None
    data = np.ma.getdata(column)
    if name in TEXTS:
        filled = np.where(mask, "", data) if mask is not None else data
        return filled.astype(object)
    numbers = data.astype(np.float64)
    if mask is not None:
        numbers[mask] = np.nan
    return numbers


def _scored() -> str:
    """Each questionnaire with its score; none where the contract gives it none."""
    cases = "\n".join(
        f"WHEN '{code}' THEN {_score(code, many)}"
        for code, many in ITEMS.items()
        if code in {"ucla3", "swemwbs", "health_limits_social"}
    )
    return f"""
        CREATE TABLE scored AS
        SELECT *, CASE WHEN instrument = 'swemwbs' THEN metric ELSE total END AS mark
        FROM (SELECT *, CASE instrument {cases} END AS total FROM measures)
        LEFT JOIN ({_metric()}) AS conversion
          ON instrument = 'swemwbs' AND conversion.raw = total
    """


def _limits(code: str) -> tuple[int, int]:
    codes = instrument(code).items[0].codes
    return min(codes), max(codes)


def given(many: int) -> str:
    """SQL that is true where any item was answered."""
    return f"coalesce({', '.join(f'item_{n}' for n in range(1, many + 1))}) IS NOT NULL"


def whole(code: str, many: int) -> str:
    """SQL that is true where every item was answered within its range."""
    low, high = _limits(code)
    return " AND ".join(f"item_{n} BETWEEN {low} AND {high}" for n in range(1, many + 1))


def out_of_range(code: str, many: int) -> str:
    """SQL that is true where an item lies outside its range."""
    low, high = _limits(code)
    return " OR ".join(f"item_{n} NOT BETWEEN {low} AND {high}" for n in range(1, many + 1))


def _score(code: str, many: int) -> str:
    low, high = _limits(code)
    total = " + ".join(f"item_{n}" for n in range(1, many + 1))
    least, most = low * many, high * many
    recorded = f"score = floor(score) AND score BETWEEN {least} AND {most}"
    if many == 1:
        return f"CASE WHEN {whole(code, many)} THEN {total} END"
    return (
        f"CASE WHEN {given(many)} THEN CASE WHEN {whole(code, many)} THEN {total} END"
        f" WHEN {recorded} THEN score END"
    )


def _metric() -> str:
    """SWEMWBS: the published conversion of raw totals to metric scores, as rows."""
    rows = ", ".join(f"({raw}, {metric})" for raw, metric in instrument("swemwbs").metric)
    return f"SELECT * FROM (VALUES {rows}) AS c(raw, metric)"


def _sql() -> str:
    transitions = ", ".join(f"coalesce(t.{name}, 0) AS transition_{name}" for name in TRANSITIONS)
    marks = ", ".join(f"m.{each}" for each in ("ucla", "swemwbs") for each in _names(each))
    return f"""
        WITH t AS ({_transitions()}), c AS ({_contacts()}),
            s AS ({_signposts()}), m AS ({_measures()})
        SELECT e.episode_id, e.person_id, numbered.scheme,
            epoch(e.started_on) / 86400 AS started_on, epoch(e.ended_on) / 86400 AS ended_on,
            date_diff('day', e.started_on, e.ended_on) AS days,
            date_diff('day', r.received_on, e.started_on) AS wait_days,
            e.end_reason, e.age, e.gender, e.ethnicity, e.lives_alone::INT AS lives_alone,
            e.complexity, e.transitions_asked::INT AS transitions_asked, {transitions},
            coalesce(c.contacts, 0) AS contacts, coalesce(c.minutes, 0) AS minutes,
            coalesce(c.face_to_face, 0) AS face_to_face, coalesce(c.telephone, 0) AS telephone,
            coalesce(s.signposts, 0) AS signposts, {marks},
            m.health_start, m.health_end,
            m.ucla_item_1, m.ucla_item_2, m.ucla_item_3, m.ucla_end_item_1, m.early_follow_ups
        FROM episodes AS e
        LEFT JOIN referrals AS r ON r.referral_id = e.referral_id
        JOIN (SELECT scheme_id, row_number() OVER (ORDER BY place) - 1 AS scheme FROM schemes)
            AS numbered ON numbered.scheme_id = e.scheme_id
        LEFT JOIN t USING (episode_id) LEFT JOIN c USING (episode_id)
        LEFT JOIN s USING (episode_id) LEFT JOIN m USING (episode_id)
        ORDER BY e.place
    """


def _names(of: str) -> tuple[str, ...]:
    follow_up = (f"{of}_follow_up",) if of == "ucla" else ()
    return (f"{of}_start", f"{of}_start_on", f"{of}_end", f"{of}_end_on", *follow_up)


def _transitions() -> str:
    each = ", ".join(f"max((transition = '{name}')::INT) AS {name}" for name in TRANSITIONS)
    return f"SELECT episode_id, {each} FROM life_transitions GROUP BY episode_id"


def _contacts() -> str:
    return """
        SELECT episode_id, count(*) AS contacts, sum(minutes) AS minutes,
            max((mode = 'face_to_face')::INT) AS face_to_face,
            max((mode = 'telephone')::INT) AS telephone
        FROM contacts WHERE reached GROUP BY episode_id
    """


def _signposts() -> str:
    return "SELECT episode_id, count(*) AS signposts FROM signposts GROUP BY episode_id"


def _measures() -> str:
    """First valid start, last valid end, first valid follow-up 90 days or more after the end."""
    late = f"q.completed_on >= e.ended_on + {EARLY}"
    followed = "q.instrument = 'ucla3' AND q.stage = 'follow_up'"
    picks = [
        _pick("ucla", "ucla3", "start", "min"),
        _pick("ucla", "ucla3", "end", "max"),
        _pick("swemwbs", "swemwbs", "start", "min"),
        _pick("swemwbs", "swemwbs", "end", "max"),
        f"arg_min(mark, turn) FILTER ({followed} AND {late}) AS ucla_follow_up",
        f"count(*) FILTER ({followed} AND NOT {late}) AS early_follow_ups",
        _one("mark", "health_limits_social", "start", "min", "health_start"),
        _one("mark", "health_limits_social", "end", "max", "health_end"),
        *(_one(f"item_{n}", "ucla3", "start", "min", f"ucla_item_{n}") for n in (1, 2, 3)),
        _one("item_1", "ucla3", "end", "max", "ucla_end_item_1"),
    ]
    return f"""
        SELECT q.episode_id, {", ".join(picks)}
        FROM (SELECT *, epoch(completed_on) * 100000 + place AS turn FROM scored
              WHERE mark IS NOT NULL) AS q
        JOIN episodes AS e USING (episode_id) GROUP BY q.episode_id
    """


def _pick(name: str, code: str, stage: str, which: str) -> str:
    score = _one("mark", code, stage, which, f"{name}_{stage}")
    day = _one("epoch(q.completed_on) / 86400", code, stage, which, f"{name}_{stage}_on")
    return f"{score}, {day}"


def _one(what: str, code: str, stage: str, which: str, name: str) -> str:
    """The value of the first or last valid questionnaire; empty values of it count as such."""
    chosen = f"FILTER (q.instrument = '{code}' AND q.stage = '{stage}')"
    return f"arg_{which}_null({what}, turn) {chosen} AS {name}"
