"""Social return: what a change in people's lives is worth, beside what the service cost."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from . import stats
from .loneliness import LONELY
from .relation import Episodes
from .rows import Column, Rows
from .stats import Numbers
from .values import Outcome, Values


class ScoreOutsideBands(Exception):
    """A score that no band of an outcome holds."""


@dataclass(frozen=True)
class Worth:
    """The mean change in value a person of one outcome, in pounds a year, and its doubt."""

    outcome: Outcome
    mean: float
    error: float  # standard error of the mean; NaN for one pair
    low: float
    high: float
    pairs: int


@dataclass(frozen=True)
class Costs:
    """Present values of what the service cost, in pounds."""

    running: float
    every: float


@dataclass(frozen=True)
class SocialReturn:
    """All that goes into the figures."""

    values: Values
    worths: tuple[Worth, ...]
    costs: Costs
    ended: int

    def outcomes_worth(self, means: list[float] | None = None, people: str = "") -> float:
        """Present value of all outcomes; `means` and `people` take the place of their own."""
        chosen = means or [worth.mean for worth in self.worths]
        return sum(
            mean * self.people_of(worth, people) * factor(worth.outcome, self.values)
            for worth, mean in zip(self.worths, chosen, strict=True)
        )

    def people_of(self, worth: Worth, people: str = "") -> float:
        """How many people an outcome is counted for."""
        said = people or worth.outcome.people
        if said == "pairs":
            return worth.pairs
        return self.ended if said == "ended" else float(said)


def factor(outcome: Outcome, values: Values) -> float:
    """What a pound a person a year comes to, after what would have been anyway, over the years."""
    kept = (1 - outcome.deadweight) * (1 - outcome.attribution) * (1 - outcome.displacement)
    return kept * years_factor(outcome, values)


def years_factor(outcome: Outcome, values: Values) -> float:
    """The years of an outcome, each discounted: year k has the exponent k - 1, or k."""
    first = 1 if values.discount_first_year else 0
    return float(
        sum(
            (1 - outcome.drop_off) ** k / (1 + values.discount_rate) ** (k + first)
            for k in range(outcome.duration_years)
        )
    )


def change_in_value(outcome: Outcome, start: Numbers, end: Numbers) -> Numbers:
    """Pounds a year for each pair of scores. `ScoreOutsideBands` names a score without a band."""
    good = start - end if outcome.instrument == "ucla3" else end - start
    if outcome.per_point is not None:
        return np.asarray(good * outcome.per_point)
    if outcome.per_crossing is not None:
        crossed = (start >= LONELY).astype(float) - (end >= LONELY)
        return np.asarray(crossed * outcome.per_crossing)
    return _band_value(outcome, end) - _band_value(outcome, start)


def _band_value(outcome: Outcome, scores: Numbers) -> Numbers:
    found = np.full(scores.size, np.nan)
    for low, high, pounds in outcome.bands:
        found[(scores >= low) & (scores < high)] = pounds
    if np.isnan(found).any():
        strange = float(scores[np.isnan(found)][0])
        raise ScoreOutsideBands(f"outcome {outcome.id}: no band holds a score of {strange:g}")
    return found


def costs_of(rows: Rows, rate: float) -> Costs | None:
    """Costs discounted to the calendar year of the first; None where there are none."""
    if not len(rows):
        return None
    years = rows["incurred_on"].astype("datetime64[D]").astype("datetime64[Y]").astype(int)
    spent: dict[tuple[int, bool], float] = defaultdict(float)
    each = zip(
        years.tolist(),
        rows.says("kind", "running").tolist(),
        rows["amount_gbp"].tolist(),
        strict=True,
    )
    for year, is_running, amount in each:
        spent[year, is_running] += amount
    first = min(year for year, _ in spent)
    present = {key: amount / (1 + rate) ** (key[0] - first) for key, amount in spent.items()}
    running = math.fsum(amount for (_, is_running), amount in present.items() if is_running)
    return Costs(running, math.fsum(present.values()))


def social_return(costs_rows: Rows, episodes: Episodes, values: Values) -> SocialReturn | str:
    """Everything that the figures need, or why it cannot be had."""
    if "costs" not in episodes.has:
        return "The extract has no table of costs."
    costs = costs_of(costs_rows, values.discount_rate)
    if costs is None or costs.every <= 0:
        return "The extract has no costs."
    worths = []
    for outcome in values.outcomes:
        start, end = _scores(episodes, outcome.instrument)
        if not start.size:
            return f"Nobody has {outcome.instrument} at both start and end, for {outcome.id}."
        change = change_in_value(outcome, start, end)
        low, high = stats.t_interval(change)
        error = float(change.std(ddof=1)) / math.sqrt(change.size) if change.size > 1 else math.nan
        worths.append(
            Worth(
                outcome,
                float(change.mean()),
                error,
                math.nan if low is None else low,
                math.nan if high is None else high,
                change.size,
            )
        )
    return SocialReturn(values, tuple(worths), costs, int(episodes.ended.sum()))


def _scores(episodes: Episodes, instrument: str) -> tuple[Column, Column]:
    name = "ucla" if instrument == "ucla3" else "swemwbs"
    chosen = episodes.paired if name == "ucla" else episodes.wellbeing_paired
    pairs = episodes.where(chosen)
    return pairs[f"{name}_start"], pairs[f"{name}_end"]
