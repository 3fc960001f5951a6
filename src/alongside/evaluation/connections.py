"""What people were connected to, how far it got, and what there was not."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import numpy as np

from alongside.extract import table

from .figure import Figure, Unit
from .reach import breakdown, counts
from .relation import Episodes
from .words import told

WENT = ("attended", "settled", "stopped")


def signposts(db: duckdb.DuckDBPyConnection, episodes: Episodes) -> Iterator[Figure]:
    """Figures of the connections of all episodes."""
    what = table("signposts")
    if "signposts" not in episodes.has:
        yield from _missing("signposts", ("destination", "outcome", "how", "reason"))
        for name in ("people_share", "settled_of_attended"):
            yield told(f"signposts.{name}").missing(Unit.SHARE, _no("signposts"))
        return
    found = {name: counts(db, "signposts", name) for name in ("destination", "outcome")}
    total = sum(found["destination"].values())
    yield told("signposts.count").count(total)
    some = int((episodes["signposts"] > 0).sum())
    yield told("signposts.people_share").share(some, len(episodes))
    for name in ("destination", "outcome"):
        yield from breakdown(f"signposts.{name}.*", found[name], what.column(name).choices)
    went = sum(found["outcome"].get(each, 0) for each in WENT)
    settled = found["outcome"].get("settled", 0)
    yield told("signposts.settled_of_attended").share(settled, went, "Nobody went yet.")
    for name in ("how", "reason"):
        known = counts(db, "signposts", name, f"{name} IS NOT NULL")
        yield from breakdown(f"signposts.{name}.*", known, what.column(name).choices)


def gaps(db: duckdb.DuckDBPyConnection, episodes: Episodes) -> Iterator[Figure]:
    """Figures of the needs for which nothing suitable was found."""
    what = table("gaps")
    if "gaps" not in episodes.has:
        yield from _missing("gaps", ("status", "barrier"))
        yield told("gaps.days_to_running.median").missing(Unit.DAYS, _no("gaps"))
        yield told("gaps.self_sustaining_of_running").missing(Unit.SHARE, _no("gaps"))
        return
    status = counts(db, "gaps", "status")
    yield told("gaps.count").count(sum(status.values()))
    yield from breakdown("gaps.status.*", status, what.column("status").choices)
    barrier = counts(db, "gaps", "barrier", "barrier IS NOT NULL")
    yield from breakdown("gaps.barrier.*", barrier, what.column("barrier").choices)
    rows = db.execute(
        "SELECT date_diff('day', opened_on, running_on), self_sustaining_on IS NOT NULL"
        " FROM gaps WHERE running_on IS NOT NULL"
    ).fetchall()
    days = np.array([row[0] for row in rows], dtype=float)
    yield told("gaps.days_to_running.median").quantile(days, 0.5, Unit.DAYS)
    going = sum(row[1] for row in rows)
    yield told("gaps.self_sustaining_of_running").share(going, len(rows), "Nothing ran yet.")


def not_measured(db: duckdb.DuckDBPyConnection, episodes: Episodes) -> Iterator[Figure]:
    """Why UCLA-3 was not answered at the end."""
    choices = table("not_measured").column("reason").choices
    if "not_measured" not in episodes.has:
        for each in choices:
            yield told("not_measured.ucla3.end.*", category=each).missing(
                Unit.SHARE, _no("not_measured")
            )
        return
    at_end = "instrument = 'ucla3' AND stage = 'end'"
    found = counts(db, "not_measured", "reason", at_end)
    yield from breakdown("not_measured.ucla3.end.*", found, choices)


def _missing(name: str, columns: tuple[str, ...]) -> Iterator[Figure]:
    yield told(f"{name}.count").missing(Unit.COUNT, _no(name))
    for column in columns:
        for each in table(name).column(column).choices:
            yield told(f"{name}.{column}.*", category=each).missing(Unit.SHARE, _no(name))


def _no(name: str) -> str:
    return f"The extract has no table {name}."
