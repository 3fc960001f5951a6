"""Who came, from whom, and how long they waited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from alongside.extract import table

from .cleaning import Clean
from .figure import Figure, Unit
from .relation import TRANSITIONS, Episodes
from .words import told

STATUTORY = ("nhs", "local_authority")


def breakdown(
    id_: str, found: dict[str, int], of: Iterable[str], base: int | None = None
) -> Iterator[Figure]:
    """The share of each category of the contract, zero counts too. Rows without a value are left
    out of the base unless one is given."""
    categories = tuple(of)
    total = sum(found.get(each, 0) for each in categories) if base is None else base
    for category in categories:
        yield told(id_, category=category).share(found.get(category, 0), total)


def referrals(clean: Clean) -> Iterator[Figure]:
    """Figures of the referrals received in the period."""
    rows, what = clean["referrals"].where(clean.in_period), table("referrals")
    source = rows.counts("source")
    total = sum(source.values())
    yield told("referrals.count").count(total)
    yield from breakdown("referrals.source.*", source, what.column("source").choices)
    statutory = sum(source.get(each, 0) for each in STATUTORY)
    yield told("referrals.source_group.statutory").share(statutory, total)
    outcome = rows.counts("outcome")
    yield from breakdown("referrals.outcome.*", outcome, what.column("outcome").choices)
    stop_gap, asked = int((rows["stop_gap"] == 1).sum()), int(rows.known("stop_gap").sum())
    yield told("referrals.stop_gap").share(stop_gap, asked, "No referral says whether it was.")


def people(episodes: Episodes) -> Iterator[Figure]:
    """Figures of the people with an episode."""
    waits = episodes["wait_days"][~np.isnan(episodes["wait_days"])]
    yield told("referrals.wait_days.median").quantile(waits, 0.5, Unit.DAYS)
    yield told("referrals.wait_days.p75").quantile(waits, 0.75, Unit.DAYS)
    yield told("people.count").count(episodes.different("person_id"))
    yield told("episodes.count").count(len(episodes))
    for name in ("gender", "ethnicity"):
        found = episodes.counts(name)
        found["not_stated"] = found.get("not_stated", 0) + found.get("", 0)
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
