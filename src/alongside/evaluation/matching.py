"""Pairs of people alike: nearest neighbours on a propensity, and balance before and after.

This is MatchIt 4.7's ``matchit(method = "nearest", distance = "glm", caliper = 0.2, exact = …)``
(Ho, Imai, King and Stuart 2011). Where several comparison people are equally near, the first row
is taken.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import stats
from .stats import Numbers

Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Pairs:
    """Rows of treated and of comparison people, pair by pair, in the order of taking."""

    treated: Rows
    comparison: Rows

    def __len__(self) -> int:
        return int(self.treated.size)


def propensity(x: Numbers, treated: Numbers, weights: Numbers | None = None) -> Numbers:
    """The fitted probability of being treated, one a row of `x` (without its column of ones).

    The columns are added one after the other, so that people alike have exactly the same number:
    a product of matrices may round equal rows in different ways. Raises `stats.CannotFit`.
    """
    varying = [column for column in x.T if stats.varies(column)]
    beta = stats.logistic(np.column_stack([np.ones(len(x)), *varying]), treated, weights)
    total = np.full(len(x), beta[0])
    for coefficient, column in zip(beta[1:], varying, strict=True):
        total += coefficient * column
    return stats.expit(total)


def nearest(
    treated: Numbers,
    comparison: Numbers,
    *,
    caliper: float = math.inf,
    strata: tuple[NDArray[np.bool_], NDArray[np.bool_]] | None = None,
) -> Pairs:
    """Pair each treated probability with the nearest free comparison one, largest first.

    `caliper` is in units of the probability. `strata` (one array a side) are matched exactly.
    Without replacement: comparison people are taken once. O(n log n).
    """
    if strata is None:
        return _within(
            treated, comparison, np.arange(treated.size), np.arange(comparison.size), caliper
        )
    found = [
        _within(
            treated,
            comparison,
            np.flatnonzero(strata[0] == level),
            np.flatnonzero(strata[1] == level),
            caliper,
        )
        for level in np.unique(strata[0])
    ]
    rows = (
        np.concatenate([getattr(each, side) for each in found] or [np.empty(0, np.int64)])
        for side in ("treated", "comparison")
    )
    return Pairs(*rows)


def _within(
    treated: Numbers, comparison: Numbers, ours: Rows, theirs: Rows, caliper: float
) -> Pairs:
    """One stratum. Equal comparison probabilities make one place with a queue of rows; pointers to
    the nearest place on each side that is not empty are shortened as they are followed."""
    if not ours.size or not theirs.size:
        return Pairs(np.empty(0, np.int64), np.empty(0, np.int64))
    order = ours[_ordering(-treated[ours])]
    by_place = theirs[_ordering(comparison[theirs])]
    ordered = comparison[by_place]
    begins = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    ends = np.append(begins[1:], ordered.size)
    places = ordered[begins]
    wanted = treated[order]
    rows, taken = _take(
        wanted.tolist(),
        np.searchsorted(places, wanted).tolist(),
        places.tolist(),
        begins.tolist(),
        ends.tolist(),
        by_place.tolist(),
        caliper,
    )
    return Pairs(order[np.array(rows, dtype=np.int64)], np.array(taken, dtype=np.int64))


def _ordering(values: Numbers) -> Rows:
    """The order of values, equal ones as they come. To keep those takes a slower sort, which is
    made only where there are any."""
    order = np.argsort(values)
    ordered = values[order]
    if (ordered[1:] == ordered[:-1]).any():
        return np.argsort(values, kind="stable")
    return order


def _take(
    wanted: list[float],
    at: list[int],
    places: list[float],
    head: list[int],
    end: list[int],
    queue: list[int],
    caliper: float,
) -> tuple[list[int], list[int]]:
    """The loop of taking, on plain lists: quicker than arrays for one number at a time.

    Places are counted from 1: below them is one that is endlessly far, and above them another.
    """
    n = len(places)
    where = [-math.inf, *places, math.inf]
    left = list(range(n + 2))  # towards the nearest with somebody left
    right = left.copy()
    rows, taken = [], []
    for row, (p, low) in enumerate(zip(wanted, at, strict=True)):
        high = low + 1
        while left[low] != low:  # written out twice: calls would take longer than the work
            left[low] = low = left[left[low]]
        while right[high] != high:
            right[high] = high = right[right[high]]
        below, above = p - where[low], where[high] - p
        if below < above:
            place, distance = low, below
        elif above < below:
            place, distance = high, above
        elif below == math.inf:
            break  # everybody of the comparison is taken
        else:
            place, distance = (low if queue[head[low - 1]] < queue[head[high - 1]] else high), below
        if distance > caliper:
            continue
        rows.append(row)
        taken.append(queue[head[place - 1]])
        head[place - 1] += 1
        if head[place - 1] == end[place - 1]:
            left[place], right[place] = place - 1, place + 1
    return rows, taken


def standardised_difference(treated: Numbers, comparison: Numbers, spread: float) -> float | None:
    """Difference of means in standard deviations of all the treated; None where none vary."""
    if not treated.size or not comparison.size or spread == 0 or not math.isfinite(spread):
        return None
    return float(treated.mean() - comparison.mean()) / spread


def variance_ratio(treated: Numbers, comparison: Numbers) -> float | None:
    """Variance of the treated over the variance of the comparison; None without either."""
    if treated.size < 2 or comparison.size < 2:
        return None
    below = float(comparison.var(ddof=1))
    return float(treated.var(ddof=1)) / below if below > 0 else None


def entropy_balance(treated: Numbers, comparison: Numbers) -> Numbers:
    """Weights for comparison rows, adding to 1, whose means equal the treated means (Hainmueller
    2012): Newton's steps on the dual. Raises `stats.CannotFit` where no weights can do it."""
    target = treated.mean(axis=0)
    spread = comparison.std(axis=0)
    spread[spread == 0] = 1.0
    centred = (comparison - target) / spread
    multipliers = np.zeros(centred.shape[1])
    for _ in range(stats.ROUNDS):
        weights = _softmax(centred @ multipliers)
        gradient = weights @ centred
        if np.abs(gradient).max() < stats.TOLERANCE:
            return weights
        curvature = (centred * weights[:, None]).T @ centred - np.outer(gradient, gradient)
        step = np.linalg.lstsq(curvature, gradient, rcond=None)[0]
        multipliers = multipliers - _shorter(centred, multipliers, step) * step
    raise stats.CannotFit("No weights make the comparison people's means those of the treated.")


def _softmax(values: Numbers) -> Numbers:
    raised = np.exp(values - values.max())
    return np.asarray(raised / raised.sum())


def _shorter(centred: Numbers, multipliers: Numbers, step: Numbers) -> float:
    """Halve a step that would climb instead of descend."""

    def height(at: Numbers) -> float:
        values = centred @ at
        return float(values.max() + np.log(np.exp(values - values.max()).sum()))

    here, length = height(multipliers), 1.0
    while length > 1e-6 and height(multipliers - length * step) > here + 1e-12:
        length /= 2
    return length


def effective_size(weights: Numbers) -> float:
    """How many people of equal weight say as much (Kish 1965)."""
    return float(weights.sum() ** 2 / (weights**2).sum())
