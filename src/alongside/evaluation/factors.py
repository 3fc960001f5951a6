"""What goes with improvement: plainly, and with all factors together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from . import stats
from .figure import Figure, Unit
from .loneliness import SEVERE
from .relation import TRANSITIONS, Episodes
from .rows import Column
from .words import told

YOUNG, MANY = 60, 12
TERMS = (
    "age_under_60",
    "severe_at_start",
    "transition_identified",
    "contacts_one",
    "contacts_over_twelve",
    "female",
)
NO_CONTACTS = "The extract has no table of contacts."
DOES_NOT_VARY = "It does not vary among those whose every factor is known."
Levels = dict[str, dict[str, Column]]


def factors(episodes: Episodes) -> Iterator[Figure]:
    """Figures over pairs of UCLA-3."""
    pairs = episodes.where(episodes.paired)
    change = pairs["ucla_start"] - pairs["ucla_end"]
    for name, levels in _levels(pairs).items():
        for level, chosen in levels.items():
            some = change[chosen]
            parts = {"term": name, "level": level}
            yield told("factor.*.*.less", **parts).share(int((some > 0).sum()), some.size)
            yield told("factor.*.*.change", **parts).mean(some)
    yield from _models(pairs, change)


def covariates(pairs: Episodes) -> dict[str, Column]:
    """The terms of the models as 1, 0 or NaN where it is not known."""
    gender, age = pairs["gender"], pairs["age"]
    contacts = pairs["contacts"] if "contacts" in pairs.has else np.full(len(pairs), np.nan)
    return {
        "age_under_60": np.where(np.isnan(age), np.nan, age < YOUNG),
        "severe_at_start": (pairs["ucla_start"] >= SEVERE).astype(float),
        "transition_identified": identified(pairs),
        "contacts_one": np.where(np.isnan(contacts), np.nan, contacts <= 1),
        "contacts_over_twelve": np.where(np.isnan(contacts), np.nan, contacts > MANY),
        "female": np.where(gender == "female", 1.0, np.where(gender == "male", 0.0, np.nan)),
    }


def identified(pairs: Episodes) -> Column:
    """Whether any life transition was identified."""
    if "life_transitions" not in pairs.has:
        return np.full(len(pairs), np.nan)
    some = np.column_stack([pairs[f"transition_{name}"] for name in TRANSITIONS])
    return np.asarray(some.max(axis=1, initial=0) > 0).astype(float)


def _levels(pairs: Episodes) -> Levels:
    each = covariates(pairs)
    one, over = each["contacts_one"] == 1, each["contacts_over_twelve"] == 1
    between = (each["contacts_one"] == 0) & ~over
    found: Levels = {
        name: {"yes": each[name] == 1, "no": each[name] == 0}
        for name in ("age_under_60", "severe_at_start")
    }
    known = each["transition_identified"]
    found["transition_identified"] = {"any": known == 1, "none": known == 0}
    found["contacts"] = {"one": one, "two_to_twelve": between, "over_twelve": over}
    found["female"] = {"yes": each["female"] == 1, "no": each["female"] == 0}
    return found


def _models(pairs: Episodes, change: Column) -> Iterator[Figure]:
    each = covariates(pairs)
    whole = np.all([~np.isnan(column) for column in each.values()], axis=0)
    clusters = np.unique(pairs["scheme"][whole], return_inverse=True)[1]
    terms = {name: each[name][whole] for name in TERMS}
    less = (change[whole] > 0).astype(float)
    why_none = NO_CONTACTS if "contacts" not in pairs.has else ""
    odds = Model(terms, clusters, why_none)
    yield from odds.figures(
        "factor.*.odds_ratio", Unit.ODDS_RATIO, less, stats.logistic_by_cluster, np.exp
    )
    yield from odds.figures(
        "factor.*.slope", Unit.POINTS, change[whole], stats.linear_by_cluster, float
    )
    started = {"start_score": pairs["ucla_start"][whole]}
    started |= {name: column for name, column in terms.items() if name != "severe_at_start"}
    yield from Model(started, clusters, why_none).figures(
        "adjusted.*.slope", Unit.POINTS, pairs["ucla_end"][whole], stats.linear_by_cluster, float
    )


def fewest(term: Column, outcome: Column | None = None) -> int:
    """The smallest group of people that a yes or no term tells apart (with a yes or no outcome:
    that the two tell apart); all of them, where the term is a score."""
    if np.unique(term).size > 2:
        return int(term.size)
    groups = term if outcome is None else 2 * term + outcome
    return int(np.unique(groups, return_counts=True)[1].min(initial=term.size))


class Model:
    """One regression on terms; those that do not vary are left out and say so."""

    def __init__(self, terms: dict[str, Column], clusters: Column, why_none: str) -> None:
        self.terms, self.clusters, self.why_none = terms, clusters, why_none
        self.varying = [name for name, column in terms.items() if stats.varies(column)]

    def figures(
        self,
        id_: str,
        unit: Unit,
        outcome: Column,
        fit: Callable[..., stats.Fit],
        shown: Callable[[float], float],
    ) -> Iterator[Figure]:
        """One figure and its p for each term."""
        fitted, why = self._fit(outcome, fit)
        for name in self.terms:
            one, p = told(id_, term=name), told(f"{id_}.p", term=name)
            if fitted is None or name not in self.varying:
                reason = why or DOES_NOT_VARY
                yield one.missing(unit, reason)
                yield p.missing(Unit.P, reason)
                continue
            at = self.varying.index(name) + 1
            low, high = (float(shown(limit)) for limit in fitted.interval(at))
            value = float(shown(float(fitted.coefficients[at])))
            least = fewest(self.terms[name], outcome if unit is Unit.ODDS_RATIO else None)
            yield one.number(value, unit, n=outcome.size, interval=(low, high), least=least)
            yield p.number(fitted.p(at), Unit.P, least=least)

    def _fit(self, outcome: Column, fit: Callable[..., stats.Fit]) -> tuple[stats.Fit | None, str]:
        if self.why_none:
            return None, self.why_none
        if not stats.varies(outcome):
            return None, "The outcome is the same for everybody whose every factor is known."
        columns = [np.ones(outcome.size), *(self.terms[name] for name in self.varying)]
        try:
            return fit(np.column_stack(columns), outcome, self.clusters), ""
        except stats.CannotFit as reason:
            return None, str(reason)
