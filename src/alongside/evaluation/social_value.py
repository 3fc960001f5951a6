"""Social return in figures: the ratios, what each parameter does to them, and a simulation."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from .cleaning import Finding
from .figure import Figure, Unit
from .sroi import SocialReturn, Worth, factor
from .stats import Numbers
from .values import Outcome, Values
from .words import told

DRAWS = 10_000
IDS = {
    "present_value_outcomes": Unit.GBP,
    "present_value_investment": Unit.GBP,
    "net_present_value": Unit.GBP,
    "ratio": Unit.RATIO,
    "present_value_all_costs": Unit.GBP,
    "ratio_all_costs": Unit.RATIO,
    "ratio_low": Unit.RATIO,
    "ratio_high": Unit.RATIO,
    "ratio_all_costs_low": Unit.RATIO,
    "ratio_all_costs_high": Unit.RATIO,
    "ratio_pairs": Unit.RATIO,
    "ratio_ended": Unit.RATIO,
    "break_even_deadweight": Unit.SHARE,
}
SIMULATED = {
    "low": Unit.RATIO,
    "median": Unit.RATIO,
    "high": Unit.RATIO,
    "share_above_one": Unit.SHARE,
}
QUICK = "Left out by --quick."
COSTS = {"present_value_investment", "present_value_all_costs"}  # of money alone
RESTS_ON = {  # the figures that a value in pounds can be turned back into
    ("ucla3", False): ("loneliness.change.mean",),
    ("ucla3", True): ("loneliness.lonely_to_not", "loneliness.not_to_lonely"),
    ("swemwbs", False): ("wellbeing.change.mean",),
    ("swemwbs", True): ("wellbeing.change.mean",),
}


@dataclass(frozen=True)
class Swing:
    """One parameter at both ends of its range, all else the same: a bar of the tornado."""

    outcome: str
    parameter: str
    low: float
    high: float
    ratio_at_low: float
    ratio_at_high: float


def figures(found: SocialReturn | str, *, seed: int = 1, quick: bool = False) -> Iterator[Figure]:
    """The figures of social return."""
    if isinstance(found, str):
        for name, unit in IDS.items():
            yield told(f"sroi.{name}").missing(unit, found)
        for name, unit in SIMULATED.items():
            yield told(f"sroi.simulated.{name}").missing(unit, found)
        return
    outcomes, running, every = found.outcomes_worth(), found.costs.running, found.costs.every
    low = found.outcomes_worth([worth.low for worth in found.worths])
    high = found.outcomes_worth([worth.high for worth in found.worths])
    numbers: dict[str, float | None] = {
        "present_value_outcomes": outcomes,
        "present_value_investment": running,
        "net_present_value": outcomes - running,
        "ratio": _over(outcomes, running),
        "present_value_all_costs": every,
        "ratio_all_costs": _over(outcomes, every),
        "ratio_low": _over(low, running),
        "ratio_high": _over(high, running),
        "ratio_all_costs_low": _over(low, every),
        "ratio_all_costs_high": _over(high, every),
        "ratio_pairs": _over(found.outcomes_worth(people="pairs"), running),
        "ratio_ended": _over(found.outcomes_worth(people="ended"), running),
        "break_even_deadweight": break_even(found),
    }
    least, on = min(worth.pairs for worth in found.worths), rests_on(found)
    for name, unit in IDS.items():
        figure = told(f"sroi.{name}").number(numbers[name], unit, why=WHY)
        yield figure if name in COSTS else replace(figure, least=least, rests_on=on)
    for figure in _simulated(found, seed, quick=quick):
        yield replace(figure, least=least, rests_on=on)


def rests_on(found: SocialReturn) -> tuple[str, ...]:
    """The figures about people that a social return can be turned back into."""
    each = [
        id_
        for worth in found.worths
        for id_ in RESTS_ON[worth.outcome.instrument, worth.outcome.per_point is None]
    ]
    return tuple(dict.fromkeys(each))


WHY = "There are no running costs, or no two pairs to take an interval from."


def _over(outcomes: float, cost: float) -> float | None:
    return outcomes / cost if cost > 0 else None


def break_even(found: SocialReturn) -> float | None:
    """The deadweight, the same for all outcomes, at which they are worth just what was spent."""
    without = sum(
        worth.mean
        * found.people_of(worth)
        * factor(worth.outcome.having("deadweight", 0.0), found.values)
        for worth in found.worths
    )
    return 1 - found.costs.running / without if without > 0 else None


def sensitivity(found: SocialReturn) -> list[Swing]:
    """Each parameter that has a range, at both ends, one at a time; the widest first. None
    without running costs: there is no ratio to swing."""
    swings: list[Swing] = []
    if found.costs.running <= 0:
        return swings
    for place, worth in enumerate(found.worths):
        for name, (low, high) in worth.outcome.ranges.items():
            ratios = [_with(found, place, name, end) / found.costs.running for end in (low, high)]
            swings.append(Swing(worth.outcome.id, name, low, high, *ratios))
    return sorted(swings, key=lambda each: -abs(each.ratio_at_high - each.ratio_at_low))


def _with(found: SocialReturn, place: int, name: str, value: float) -> float:
    worths = list(found.worths)
    worth = worths[place]
    scale = value / getattr(worth.outcome, name) if name.startswith("per_") else 1.0
    changed = worth.outcome.having(name, value)
    worths[place] = Worth(
        changed, worth.mean * scale, worth.error, worth.low, worth.high, worth.pairs
    )
    return SocialReturn(found.values, tuple(worths), found.costs, found.ended).outcomes_worth()


def _simulated(found: SocialReturn, seed: int, *, quick: bool) -> Iterator[Figure]:
    why = QUICK if quick else WHY
    usable = not quick and found.costs.running > 0
    if not usable or any(math.isnan(worth.error) for worth in found.worths):
        for name, unit in SIMULATED.items():
            yield told(f"sroi.simulated.{name}").missing(unit, why)
        return
    ratios = simulate(found, seed)
    low, middle, high = np.quantile(ratios, (0.025, 0.5, 0.975))
    above = int((ratios > 1).sum())
    for name, value in (("low", low), ("median", middle), ("high", high)):
        yield told(f"sroi.simulated.{name}").number(float(value), Unit.RATIO, n=DRAWS)
    yield told("sroi.simulated.share_above_one").number(
        above / DRAWS, Unit.SHARE, n=above, base=DRAWS
    )


def simulate(found: SocialReturn, seed: int) -> Numbers:
    """Ratios of 10,000 draws: mean changes normal, parameters with a range triangular."""
    random = np.random.default_rng(seed)
    total = np.zeros(DRAWS)
    for worth in found.worths:
        drawn = {
            name: _triangular(random, low, _mode(worth.outcome, name), high)
            for name, (low, high) in worth.outcome.ranges.items()
        }
        kept = np.ones(DRAWS)
        for name in ("deadweight", "attribution", "displacement"):
            kept *= 1 - drawn.get(name, getattr(worth.outcome, name))
        change = random.normal(worth.mean, worth.error, DRAWS)
        for name in ("per_point", "per_crossing"):
            if name in drawn:
                change *= drawn[name] / getattr(worth.outcome, name)
        drop_off = drawn.get("drop_off", np.full(DRAWS, worth.outcome.drop_off))
        total += (
            change * found.people_of(worth) * kept * _years(drop_off, worth.outcome, found.values)
        )
    return np.asarray(total / found.costs.running)


def _mode(outcome: Outcome, name: str) -> float:
    return float(getattr(outcome, name))


def _triangular(random: np.random.Generator, low: float, mode: float, high: float) -> Numbers:
    return random.triangular(low, mode, high, DRAWS) if low < high else np.full(DRAWS, low)


def _years(drop_off: Numbers, outcome: Outcome, values: Values) -> Numbers:
    first = 1 if values.discount_first_year else 0
    years = np.arange(outcome.duration_years)
    return np.asarray(
        ((1 - drop_off)[:, None] ** years / (1 + values.discount_rate) ** (years + first)).sum(
            axis=1
        )
    )


def valued_twice(values: Values) -> Iterator[Finding]:
    """Two outcomes of one instrument value the same change twice."""
    for instrument in sorted({outcome.instrument for outcome in values.outcomes}):
        ids = tuple(each.id for each in values.outcomes if each.instrument == instrument)
        if len(ids) > 1:
            yield Finding(
                f"valued_twice.{instrument}",
                "values",
                len(ids),
                len(values.outcomes),
                ids,
                "Both are counted: the same change is valued twice.",
            )
