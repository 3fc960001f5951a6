"""The one question that a search is, in SQL that SQLite and PostgreSQL both take.

Everything that comes from outside is handed over as a value. Words and place are looked up
together, in one index; who may see an entry, whether it runs and how fresh it is are read from the
entry itself, so that an index that is behind shows nobody what is not theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from alongside.casework.schemes.models import Worker

from ..geography.point import Point
from ..models import UNCONFIRMED_HIDES, Company, Sort, Standing, Status
from ..roles import READS_PRIVATE
from . import cells, facts
from .query import FURTHEST, Query, SortBy
from .terms import Group, marks

HITS = """
WITH asked (word, grp, alt, need, factor) AS (VALUES {asked}),
{around}hits AS (
    SELECT p.listing_id, q.grp, MIN(p.weight) * q.factor AS worth
    FROM {postings}
    {that_fit}
    GROUP BY p.listing_id, q.grp, q.alt, q.need, q.factor
    HAVING COUNT(*) = q.need
),
best AS (SELECT listing_id, grp, MAX(worth) AS worth FROM hits GROUP BY listing_id, grp),
scored AS (
    SELECT listing_id, CAST(SUM(worth) AS INTEGER) AS score, COUNT(*) AS said
    FROM best GROUP BY listing_id HAVING COUNT(*) >= {groups}
)"""
EVERYWHERE = "asked q JOIN directory_posting p ON p.word_id = q.word"
THAT_FIT = "JOIN directory_listing l ON l.id = p.listing_id WHERE {where}"
# Each word in each cell is one look into the index. Left to themselves both databases would read
# all that a word has everywhere, and throw most of it away. SQLite keeps to the order of a cross
# join, and PostgreSQL asks a subquery again for each row.
IN_CELLS = {
    "sqlite": """asked q CROSS JOIN around c
    CROSS JOIN directory_posting p ON p.word_id = q.word AND p.cell = c.cell""",
    "postgresql": """asked q CROSS JOIN around c CROSS JOIN LATERAL (
        SELECT listing_id, weight FROM directory_posting
        WHERE word_id = q.word AND cell = c.cell OFFSET 0
    ) p""",
}
# PostgreSQL reads what is near and fits once and keeps it, which is quicker than to look up each
# listing that has a word; as a test, not a join, it does not go through all of it for each. SQLite
# looks up quicker than it keeps.
KEPT = {
    "sqlite": "",
    "postgresql": """fit AS MATERIALIZED (
    SELECT l.id FROM directory_listing l WHERE l.cell IN ({cells}) AND {where}
),
""",
}
THAT_FIT_IN_CELLS = {
    "sqlite": THAT_FIT,
    "postgresql": "WHERE (p.listing_id IN (SELECT id FROM fit)) IS TRUE",
}
FITS = """
SELECT a.id AS activity_id, MAX({score}) AS score, MAX({said}) AS said, MIN({far}) AS far,
    MAX(CASE WHEN a.unconfirmed >= {hides} THEN 1 ELSE 0 END) AS hidden, MIN(l.called) AS called
FROM {of} JOIN directory_activity a ON a.id = l.activity_id
WHERE {where}
GROUP BY a.id"""
PAGE = """
SELECT activity_id, score, COUNT(*) OVER () AS together,
    ROW_NUMBER() OVER (ORDER BY {order}) AS turn
FROM ({fits}) fitting ORDER BY turn LIMIT {limit} OFFSET {offset}"""
WITH_WORDS = "scored s JOIN directory_listing l ON l.id = s.listing_id"
COLLATIONS = {"postgresql": '"C"'}  # letters in order as SQLite has them
NOWHERE = 1e9  # square miles: after everything that is somewhere


@dataclass
class _Where:
    """Conditions, and the values in them."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, part: str, *values: Any) -> None:
        self.parts.append(part)
        self.values += values


@dataclass(frozen=True)
class Question:
    """SQL with its values."""

    sql: str
    values: list[Any]


@dataclass(frozen=True)
class Asker:
    """Who asks, and on which day."""

    worker: Worker | None
    today: date


def question(
    query: Query, groups: Sequence[Group], asker: Asker, *, need: int, limit: int, offset: int
) -> Question:
    """The page of what fits: activity, score, how many there are, and which one in turn it is."""
    far, far_values = _far(query)
    around = _cells(query)
    listing = _listing(query, far, far_values, around)
    entry = _entry(query, asker)
    start, values = _hits(groups, around, listing, need) if groups else ("", [])
    if around and not groups:
        listing.parts.append(f"l.cell IN ({numbers(around)})")
    where = [*entry.parts] if groups else [*listing.parts, *entry.parts]
    fits = FITS.format(
        score="s.score" if groups else "0",
        said="s.said" if groups else "0",
        far=far,
        hides=UNCONFIRMED_HIDES,
        of=WITH_WORDS if groups else "directory_listing l",
        where=" AND ".join(where),
    )
    page = PAGE.format(fits=fits, order=_order(query), limit=int(limit), offset=int(offset))
    values += [*far_values, *([] if groups else listing.values), *entry.values]
    return Question(start + page, values)


def _hits(
    groups: Sequence[Group], around: Sequence[int] | None, listing: _Where, need: int
) -> tuple[str, list[Any]]:
    """The listings that have the words, with what these are worth there.

    Words and cells are numbers of ours, and stand in the SQL: a hundred values take longer to hand
    over than the question to answer.
    """
    best: dict[tuple[int, tuple[int, ...]], int] = {}
    for grp, group in enumerate(groups):
        for one in group.alternatives:  # the same words, typed and meant, are looked up once
            best[grp, one.words] = max(one.factor, best.get((grp, one.words), 0))
    rows = [
        f"({word:d}, {grp:d}, {alt:d}, {len(words):d}, {factor:d})"
        for alt, ((grp, words), factor) in enumerate(best.items())
        for word in words
    ]
    where = " AND ".join(listing.parts) or "1 = 1"
    vendor = connection.vendor
    sql = HITS.format(
        asked=", ".join(rows),
        around=_around(around, KEPT[vendor], where) if around else "",
        postings=IN_CELLS[vendor] if around else EVERYWHERE,
        that_fit=(THAT_FIT_IN_CELLS[vendor] if around else THAT_FIT).format(where=where),
        groups=int(need),
    )
    return sql, [*listing.values]


def _around(around: Sequence[int], kept: str, where: str) -> str:
    each = ", ".join(f"({one:d})" for one in around)
    return f"around (cell) AS (VALUES {each}),\n" + kept.format(cells=numbers(around), where=where)


def numbers(ours: Iterable[int]) -> str:
    """Numbers of ours as they stand in SQL: to hand a hundred over takes longer than to answer."""
    return ", ".join(f"{one:d}" for one in ours)


def miles_asked(query: Query) -> float:
    """How far the search reaches; only with a point."""
    return min(query.within_miles or FURTHEST, FURTHEST)


def _cells(query: Query) -> list[int] | None:
    """The cells to look into; None for everywhere."""
    if query.near is None:
        return None
    around = cells.box(query.near.latitude, query.near.longitude, miles_asked(query))
    found = cells.cells(around)
    return None if found is None else [cells.ANYWHERE, *found]


def _far(query: Query) -> tuple[str, list[Any]]:
    """The square of the miles from the point; 0 by telephone; a lot where nobody knows."""
    if query.near is None:
        return str(NOWHERE), []
    up, across = cells.MILES_A_DEGREE, cells.miles_across(query.near.latitude)
    north = "(l.latitude - %s) * %s"
    east = "(l.longitude - %s) * %s"
    sql = f"CASE WHEN l.cell = {cells.ANYWHERE} THEN 0.0"
    sql += f" ELSE {north} * {north} + {east} * {east} END"
    here = query.near
    return sql, [here.latitude, up] * 2 + [here.longitude, across] * 2


def _listing(query: Query, far: str, far_values: list[Any], around: Sequence[int] | None) -> _Where:
    """What has to hold of a listing: where it is, when, how one gets in, what it costs; but for
    the cells, which are looked up with the words where there are some."""
    where = _Where()
    if query.near is not None:
        if around is None:
            _in_box(where, query.near, miles_asked(query))
        where.add(f"{far} <= %s", *far_values, miles_asked(query) ** 2)
    _of_the_listing(where, query)
    return where


def _entry(query: Query, asker: Asker) -> _Where:
    """What has to hold of the entry itself: for whom, whether it runs, how fresh it is."""
    where = _Where()
    _seen_by(where, asker.worker)
    where.add("a.status = %s", Status.ACTIVE.value)
    _of_the_entry(where, query, asker.today)
    return where


def _seen_by(where: _Where, worker: Worker | None) -> None:
    """As ActivityQuerySet.public and seen_by have it; a test compares them."""
    if worker is None:
        where.add("a.standing = %s AND a.only_for_id IS NULL", Standing.LISTED.value)
        return
    theirs = sorted(worker.scheme_ids(*READS_PRIVATE))
    own = f" OR a.only_for_id IN ({marks(theirs)})" if theirs else ""
    where.add(f"(a.only_for_id IS NULL{own})", *theirs)
    where.add("a.standing <> %s", Standing.MERGED.value)


def _in_box(where: _Where, near: Point, miles: float) -> None:
    """Where there are too many cells, an index of degrees helps."""
    box = "l.latitude BETWEEN %s AND %s AND l.longitude BETWEEN %s AND %s"
    around = cells.box(near.latitude, near.longitude, miles)
    where.add(f"(l.cell = {cells.ANYWHERE} OR ({box}))", *around)


def _of_the_listing(where: _Where, query: Query) -> None:
    if slots := facts.mask(query.weekday, query.part_of_day):
        where.add("(l.slots & %s) <> 0", slots)
    if bits := facts.bits(query.access):
        where.add("(l.access & %s) = %s", bits, bits)
    if query.free:
        where.add(f"l.cost = {facts.FREE}")
    if query.cost_known:
        where.add(f"l.cost <> {facts.COST_UNKNOWN}")


def _of_the_entry(where: _Where, query: Query, today: date) -> None:
    if query.age is not None:
        where.add("(a.minimum_age IS NULL OR a.minimum_age <= %s)", query.age)
        where.add("(a.maximum_age IS NULL OR a.maximum_age >= %s)", query.age)
    if query.company in (Company.GROUP, Company.ONE_TO_ONE):
        where.add("a.company IN (%s, %s)", query.company, Company.EITHER.value)
    if query.fresh_only:
        where.add("a.doubtful_since IS NULL AND a.unconfirmed = 0 AND a.due_on > %s", today)
    if query.since is not None:
        where.add("a.created_at > %s", connection.ops.adapt_datetimefield_value(query.since))
    if query.suggested_only:
        where.add("a.sort = %s", Sort.ACTIVITY.value)
        where.add(f"a.unconfirmed < {UNCONFIRMED_HIDES}")
    if query.language:
        _language(where, query.language)


def _language(where: _Where, asked: str) -> None:
    """Understood in a language; where none is said, it is English."""
    words = facts.language_words(asked)
    of = "SELECT 1 FROM directory_language g WHERE g.activity_id = a.id"
    them = marks(words)
    sql = f"EXISTS ({of} AND (LOWER(g.name) IN ({them}) OR LOWER(g.code) IN ({them})))"
    if "english" in words:
        sql = f"({sql} OR NOT EXISTS ({of}))"
    where.add(sql, *words, *words)


def _order(query: Query) -> str:
    """What nobody could confirm stands last; the name and the number settle what is equal."""
    collation = COLLATIONS.get(connection.vendor, "BINARY")
    name = f"called COLLATE {collation}, activity_id"
    if query.sort == SortBy.NAME:
        return name
    if query.sort == SortBy.NEAREST and query.near is not None:
        return f"hidden, CASE WHEN far = 0.0 THEN {NOWHERE} ELSE far END, {name}"
    return f"hidden, said DESC, score DESC, far, {name}"
