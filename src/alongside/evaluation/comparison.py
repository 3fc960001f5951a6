"""The matched comparison: people supported beside people alike who were not."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from . import stats
from .factors import fewest
from .figure import Figure, Unit
from .loneliness import LONELY
from .matching import Pairs, nearest, propensity, standardised_difference, variance_ratio
from .relation import Episodes
from .rows import Column
from .survey import Survey, genders
from .words import told

CALIPER = 0.2  # standard deviations of the probability over everyone
SHUFFLES = 200
SEED = 1
VARIABLES = ("age", "gender", "lives_alone", "ucla_start")
OUTCOMES = ("less", "lonely_to_not", "became_lonely")


@dataclass(frozen=True)
class Ready:
    """Both sides with every matching variable, as one design; who was left out, counted."""

    treated: Episodes
    comparison: Survey
    covariates: dict[str, tuple[Column, Column]]  # one array a side
    incomplete: int
    outside_ages: int
    no_counterpart: int


def matched(episodes: Episodes, survey: Survey | None, *, quick: bool = False) -> Iterator[Figure]:
    """Figures of the matched comparison; `quick` leaves the shuffles out."""
    if survey is None:
        yield from _none("No comparison file was given.", ())
        return
    ready = prepare(episodes, survey)
    names = tuple(ready.covariates)
    yield told("matched.incomplete").count(ready.incomplete)
    yield told("matched.outside_ages").count(ready.outside_ages)
    yield told("matched.no_counterpart").count(ready.no_counterpart)
    if not len(ready.treated) or not len(ready.comparison):
        yield from _none(
            "One of the two sides has nobody with every matching variable.", names, counts=False
        )
        return
    try:
        probability = fitted(ready)
    except stats.CannotFit as reason:
        yield from _none(str(reason), names, counts=False)
        return
    pairs = pair(ready, *probability)
    yield told("matched.treated").count(len(ready.treated))
    yield told("matched.pairs").count(len(pairs))
    yield told("matched.unmatched").count(len(ready.treated) - len(pairs))
    yield from _balance(ready, pairs)
    yield from _outcomes(ready, pairs)
    yield from _ties(ready, probability, quick=quick)


def prepare(episodes: Episodes, survey: Survey) -> Ready:
    """Keep who has every matching variable that both sides have, within the comparison's ages."""
    used = [name for name in VARIABLES if name in survey.columns and _any(episodes[name])]
    pairs = episodes.where(episodes.paired)
    treated = pairs.where(_all_known(pairs, used))
    comparison = survey.where(_all_known(survey, [*used, "ucla_end"]))
    outside = np.zeros(len(treated), dtype=bool)
    if "age" in used and len(comparison):
        low, high = comparison["age"].min(), comparison["age"].max()
        outside = (treated["age"] < low) | (treated["age"] > high)
    inside = treated.where(~outside)
    strange = np.zeros(len(inside), dtype=bool)
    if "gender" in used:
        strange = ~np.isin(
            inside["gender"].astype(str), np.unique(comparison["gender"].astype(str))
        )
    kept = inside.where(~strange)
    covariates = _covariates(used, kept, comparison)
    left_out = (len(pairs) - len(treated), int(outside.sum()), int(strange.sum()))
    return Ready(kept, comparison, covariates, *left_out)


def _any(column: Column) -> bool:
    return bool(_known(column).any())


def _all_known(rows: Episodes | Survey, names: Iterable[str]) -> Column:
    """Which rows have a value in each of these columns; in none of them all have."""
    known = np.ones(len(rows), dtype=bool)
    for name in names:
        known &= _known(rows[name])
    return known


def _known(column: Column) -> Column:
    if column.dtype == object:
        return np.asarray((column != "") & (column != "not_stated"))
    return ~np.isnan(column)


def _covariates(
    used: list[str], ours: Episodes, theirs: Survey
) -> dict[str, tuple[Column, Column]]:
    """Gender as indicators, all but the first of those that the comparison has."""
    found: dict[str, tuple[Column, Column]] = {}
    for name in used:
        if name != "gender":
            found[name] = (ours[name], theirs[name])
            continue
        there = [each for each in genders() if (theirs["gender"] == each).any()]
        for each in there[1:]:
            mine, other = (np.asarray(side["gender"] == each) for side in (ours, theirs))
            found[f"gender_{each}"] = (mine.astype(float), other.astype(float))
    return found


def fitted(ready: Ready) -> tuple[Column, Column]:
    """The probability of being supported, a side an array."""
    x = np.column_stack([np.concatenate(both) for both in ready.covariates.values()])
    n = len(ready.treated)
    y = np.concatenate([np.ones(n), np.zeros(len(ready.comparison))])
    weights = np.concatenate([np.ones(n), _weights(ready.comparison)])
    weighted = "weight" in ready.comparison.columns
    probability = propensity(x, y, weights if weighted else None)
    return probability[:n], probability[n:]


def _weights(comparison: Survey) -> Column:
    if "weight" not in comparison.columns:
        return np.ones(len(comparison))
    return np.nan_to_num(comparison["weight"], nan=0.0)


def pair(ready: Ready, ours: Column, theirs: Column) -> Pairs:
    """Nearest neighbours within a caliper, exact on lonely at the start."""
    spread = float(np.concatenate([ours, theirs]).std(ddof=1))
    strata = (ready.treated["ucla_start"] >= LONELY, ready.comparison["ucla_start"] >= LONELY)
    return nearest(ours, theirs, caliper=CALIPER * spread, strata=strata)


def _balance(ready: Ready, pairs: Pairs) -> Iterator[Figure]:
    for name, (ours, theirs) in ready.covariates.items():
        spread = float(ours.std(ddof=1)) if ours.size > 1 else 0.0
        kept = (ours[pairs.treated], theirs[pairs.comparison])
        values = {
            "before": standardised_difference(ours, theirs, spread),
            "after": standardised_difference(*kept, spread),
            "variance_ratio_after": variance_ratio(*kept),
        }
        least = min(fewest(ours), fewest(kept[0]))
        for what, value in values.items():
            yield told(f"balance.*.{what}", category=name).number(
                value, Unit.RATIO, why="It does not vary among the people of one side.", least=least
            )


@dataclass(frozen=True)
class Outcomes:
    """What became of both members of each pair, as 1 and 0, and the comparison's weights."""

    ours: Column
    theirs: Column
    weights: Column

    @property
    def shares(self) -> tuple[float, float]:
        return float(self.ours.mean()), float(np.average(self.theirs, weights=self.weights))

    @property
    def difference(self) -> float:
        ours, theirs = self.shares
        return ours - theirs

    @property
    def interval(self) -> tuple[float | None, float | None]:
        n = self.ours.size
        if n < 2:
            return None, None
        each = self.ours - self.theirs * self.weights * n / self.weights.sum()
        half = stats.Z95_STATED * float(each.std(ddof=1)) / math.sqrt(n)
        return self.difference - half, self.difference + half


def _held(side: Episodes | Survey, chosen: Column, test: str) -> Column:
    start, end = side["ucla_start"][chosen], side["ucla_end"][chosen]
    held = {"less": end < start, "not": end < LONELY, "lonely": end >= LONELY}[test]
    return np.asarray(held).astype(float)


def outcomes(ready: Ready, pairs: Pairs) -> dict[str, Outcomes]:
    """The three outcomes, each over the pairs that it is about."""
    ours, theirs = ready.treated.where(pairs.treated), ready.comparison.where(pairs.comparison)
    weights = _weights(theirs)
    lonely = ours["ucla_start"] >= LONELY  # exact matching: the other member too
    everybody = np.ones(len(pairs), dtype=bool)

    def of(chosen: Column, test: str) -> Outcomes:
        return Outcomes(_held(ours, chosen, test), _held(theirs, chosen, test), weights[chosen])

    return {
        "less": of(everybody, "less"),
        "lonely_to_not": of(lonely, "not"),
        "became_lonely": of(~lonely, "lonely"),
    }


NO_PAIR = "No pair of people alike was found for it."


def _outcomes(ready: Ready, pairs: Pairs) -> Iterator[Figure]:
    found = outcomes(ready, pairs)
    for name, one in found.items():
        n = one.ours.size
        if n == 0 or one.weights.sum() == 0:
            for what in ("treated", "comparison", "difference"):
                yield told(f"matched.{name}.{what}").missing(Unit.SHARE, NO_PAIR)
            continue
        theirs = one.shares[1]
        yield told(f"matched.{name}.treated").share(int(one.ours.sum()), n)
        if "weight" in ready.comparison.columns:
            yield told(f"matched.{name}.comparison").number(theirs, Unit.SHARE, base=n)
        else:
            yield told(f"matched.{name}.comparison").share(int(one.theirs.sum()), n)
        yield told(f"matched.{name}.difference").number(
            one.difference, Unit.SHARE, n=n, interval=one.interval
        )
    yield from _hidden_bias(found["less"])


def _hidden_bias(less: Outcomes) -> Iterator[Figure]:
    e_value = gamma = least = None
    if less.ours.size and less.weights.sum():
        ours, theirs = less.shares
        e_value = stats.e_value(ours / theirs) if theirs > 0 else None
        for_us = int(((less.ours == 1) & (less.theirs == 0)).sum())
        discordant = for_us + int(((less.ours == 0) & (less.theirs == 1)).sum())
        gamma = stats.rosenbaum_gamma(for_us, discordant)
        least = min(for_us, discordant - for_us)
    yield told("matched.less.e_value").number(
        e_value, Unit.RATIO, why="Nobody of the comparison, or of the supported, is less lonely."
    )
    yield told("matched.less.rosenbaum_gamma").number(
        gamma,
        Unit.RATIO,
        least=least,
        why="The sign test of the discordant pairs is not under 0.05 even without hidden bias.",
    )


def _ties(ready: Ready, probability: tuple[Column, Column], *, quick: bool) -> Iterator[Figure]:
    """Many people are equally near: the same with the comparison's rows in other orders."""
    names = ("median", "min", "max")
    if quick:
        for name in names:
            yield told(f"matched.less.difference_{name}").missing(
                Unit.SHARE, "Left out by --quick."
            )
        return
    random = np.random.default_rng(SEED)
    found = []
    for _ in range(SHUFFLES):
        order = random.permutation(len(ready.comparison))
        turned = Ready(ready.treated, ready.comparison.where(order), {}, 0, 0, 0)
        less = outcomes(turned, pair(turned, probability[0], probability[1][order]))["less"]
        if less.ours.size and less.weights.sum():
            found.append(less.difference)
    values = np.array(found)
    for name, p in zip(names, (0.5, 0.0, 1.0), strict=True):
        value = float(np.quantile(values, p)) if values.size else None
        yield told(f"matched.less.difference_{name}").number(value, Unit.SHARE, why=NO_PAIR)


def _none(why: str, names: tuple[str, ...], *, counts: bool = True) -> Iterator[Figure]:
    first = ("incomplete", "outside_ages", "no_counterpart") if counts else ()
    for name in (*first, "treated", "pairs", "unmatched"):
        yield told(f"matched.{name}").missing(Unit.COUNT, why)
    for name in names:
        for what in ("before", "after", "variance_ratio_after"):
            yield told(f"balance.*.{what}", category=name).missing(Unit.RATIO, why)
    for name in OUTCOMES:
        for what in ("treated", "comparison", "difference"):
            yield told(f"matched.{name}.{what}").missing(Unit.SHARE, why)
    for name in ("e_value", "rosenbaum_gamma"):
        yield told(f"matched.less.{name}").missing(Unit.RATIO, why)
    for name in ("median", "min", "max"):
        yield told(f"matched.less.difference_{name}").missing(Unit.SHARE, why)
