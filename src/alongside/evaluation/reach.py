"""Who came, from whom, and how long they waited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import duckdb
import numpy as np

from alongside.extract import table

from .figure import Figure, Unit
from .relation import TRANSITIONS, Episodes
from .words import told

STATUTORY = ("nhs", "local_authority")


def counts(
    db: duckdb.DuckDBPyConnection, name: str, column: str, where: str = "true"
) -> dict[str, int]:
    """How many rows of a clean table have each value of a column."""
    sql = f'SELECT "{column}", count(*) FROM {name} WHERE {where} GROUP BY 1'
    return {str(value): int(many) for value, many in db.execute(sql).fetchall()}


def breakdown(
    id_: str, found: dict[str, int], of: Iterable[str], base: int | None = None
) -> Iterator[Figure]:
    """The share of each category of the contract, zero counts too. Rows without a value are left
    out of the base unless one is given."""
    categories = tuple(of)
    total = sum(found.get(each, 0) for each in categories) if base is None else base
    for category in categories:
        yield told(id_, category=category).share(found.get(category, 0), total)


def referrals(db: duckdb.DuckDBPyConnection) -> Iterator[Figure]:
    """Figures of the referrals received in the period."""
    inside, what = "in_period", table("referrals")
    source = counts(db, "referrals", "source", inside)
    total = sum(source.values())
    yield told("referrals.count").count(total)
    yield from breakdown("referrals.source.*", source, what.column("source").choices)
    statutory = sum(source.get(each, 0) for each in STATUTORY)
    yield told("referrals.source_group.statutory").share(statutory, total)
    outcome = counts(db, "referrals", "outcome", inside)
    yield from breakdown("referrals.outcome.*", outcome, what.column("outcome").choices)
    stop_gap = counts(db, "referrals", "stop_gap", f"{inside} AND stop_gap IS NOT NULL")
    asked = sum(stop_gap.values())
    yield told("referrals.stop_gap").share(
        stop_gap.get("True", 0), asked, "No referral says whether it was."
    )


def people(episodes: Episodes) -> Iterator[Figure]:
    """Figures of the people with an episode."""
    waits = episodes["wait_days"][~np.isnan(episodes["wait_days"])]
    yield told("referrals.wait_days.median").quantile(waits, 0.5, Unit.DAYS)
    yield told("referrals.wait_days.p75").quantile(waits, 0.75, Unit.DAYS)
    yield told("people.count").count(len(set(episodes["person_id"].tolist())))
    yield told("episodes.count").count(len(episodes))
    for name in ("gender", "ethnicity"):
        values, many = np.unique(
            np.where(episodes[name] == "", "not_stated", episodes[name]).astype(str),
            return_counts=True,
        )
        found = dict(zip(values.tolist(), many.tolist(), strict=True))
        choices = table("episodes").column(name).choices
        yield from breakdown(f"people.{name}.*", found, choices, len(episodes))
    yield from _ages(episodes)
    if "life_transitions" in episodes.has:
        yield from _transitions(episodes)
    else:
        why = "The extract has no table of life transitions."
        for each in (*TRANSITIONS, "none"):
            yield told("people.transition.*", category=each).missing(Unit.SHARE, why)
    yield told("people.transition.not_asked").share(
        int((episodes["transitions_asked"] == 0).sum()), len(episodes)
    )


def _ages(episodes: Episodes) -> Iterator[Figure]:
    ages = episodes["age"][~np.isnan(episodes["age"])]
    yield told("people.age.median").quantile(ages, 0.5, Unit.MEDIAN)
    yield told("people.under_60").share(int((ages < 60).sum()), ages.size, "No age is known.")
    yield told("people.under_70").share(int((ages < 70).sum()), ages.size, "No age is known.")


def _transitions(episodes: Episodes) -> Iterator[Figure]:
    none = np.ones(len(episodes), dtype=bool)
    for name in TRANSITIONS:
        has = episodes[f"transition_{name}"] == 1
        none &= ~has
        yield told("people.transition.*", category=name).share(int(has.sum()), len(episodes))
    yield told("people.transition.none").share(int(none.sum()), len(episodes))
