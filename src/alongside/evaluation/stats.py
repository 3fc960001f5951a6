"""The statistics that the figures need, as plain functions of arrays.

What SciPy and NumPy do well they do; `scipy.special` is enough for that, and is much quicker to
start than `scipy.stats`. Each function names its source. All standard deviations have n - 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import ModuleType

import numpy as np
from numpy.typing import ArrayLike, NDArray

Z95 = 1.959963984540054  # of the Wilson interval
Z95_STATED = 1.959964  # where the contract writes it out
Numbers = NDArray[np.float64]


def special() -> ModuleType:
    """SciPy's special functions, loaded at first need: that takes as long as many an evaluation."""
    from scipy import special

    return special


def expit(values: Numbers) -> Numbers:
    """1 / (1 + exp(-x)) for each."""
    return np.asarray(special().expit(values))


def varies(column: Numbers) -> bool:
    """Whether a column has two values or more."""
    return bool(column.size and column.min() != column.max())


def wilson(n: int, base: int, z: float = Z95) -> tuple[float, float]:
    """Wilson's score interval for a share, without continuity correction (Wilson 1927)."""
    share = n / base
    middle = (share + z * z / (2 * base)) / (1 + z * z / base)
    half = z / (1 + z * z / base) * math.sqrt(share * (1 - share) / base + (z / (2 * base)) ** 2)
    return max(0.0, middle - half), min(1.0, middle + half)


def t_interval(values: Numbers) -> tuple[float | None, float | None]:
    """The 95% t interval of a mean; nothing for fewer than two values."""
    n = values.size
    if n < 2:
        return None, None
    half = t_quantile(0.975, n - 1) * float(values.std(ddof=1)) / math.sqrt(n)
    middle = float(values.mean())
    return middle - half, middle + half


def t_quantile(p: float, freedom: float) -> float:
    """The p quantile of Student's t; of the normal where the freedom is without end."""
    if math.isinf(freedom):
        return float(special().ndtri(p))
    return float(special().stdtrit(freedom, p))


def two_sided(t: float, freedom: float) -> float:
    """The two-sided p-value of a t statistic."""
    if math.isinf(freedom):
        return float(2 * special().ndtr(-abs(t)))
    return float(2 * special().stdtr(freedom, -abs(t)))


def wilcoxon_signed_rank(change: ArrayLike) -> float | None:
    """Two-sided p of Wilcoxon's signed-rank test: zeros dropped, normal approximation with tie
    correction and without continuity correction. None where nothing changed."""
    values = np.asarray(change, dtype=float)
    values = values[values != 0]
    n = values.size
    if n == 0:
        return None
    _, place, ties = np.unique(np.abs(values), return_inverse=True, return_counts=True)
    ranks = (np.cumsum(ties) - (ties - 1) / 2)[place]
    positive = float(ranks[values > 0].sum())
    mean = n * (n + 1) / 4
    variance = n * (n + 1) * (2 * n + 1) / 24 - float((ties.astype(float) ** 3 - ties).sum()) / 48
    return float(2 * special().ndtr(-abs(positive - mean) / math.sqrt(variance)))


def mcnemar_exact(one_way: int, other_way: int) -> float:
    """McNemar's exact test from its two discordant counts; 1 where there are none."""
    n = one_way + other_way
    if n == 0:
        return 1.0
    return min(1.0, 2 * float(special().bdtr(min(one_way, other_way), n, 0.5)))


def cronbach_alpha(items: Numbers) -> float | None:
    """Cronbach's alpha of complete rows (people by items), variances with n - 1 (1951).

    None for fewer than two people, or where the totals do not vary.
    """
    people, k = int(items.shape[0]), int(items.shape[1])
    if people < 2:
        return None
    total = float(items.sum(axis=1).var(ddof=1))
    if total == 0:
        return None
    return k / (k - 1) * (1 - float(items.var(axis=0, ddof=1).sum()) / total)


def e_value(risk_ratio: float) -> float | None:
    """VanderWeele and Ding's E-value (2017): how strongly something unmeasured would have to go
    with both support and outcome to explain a risk ratio away. None for one that is not above 0."""
    if not math.isfinite(risk_ratio) or risk_ratio <= 0:
        return None
    ratio = risk_ratio if risk_ratio >= 1 else 1 / risk_ratio
    return ratio + math.sqrt(ratio * (ratio - 1))


def rosenbaum_p(for_treated: int, discordant: int, gamma: float) -> float:
    """The largest one-sided p of the sign test of discordant pairs at Rosenbaum's Γ (2002)."""
    if discordant == 0:
        return 1.0
    return (
        float(special().bdtrc(for_treated - 1, discordant, gamma / (1 + gamma)))
        if for_treated
        else 1.0
    )


def rosenbaum_gamma(for_treated: int, discordant: int, level: float = 0.05) -> float | None:
    """The largest Γ at which the test stays under the level; None where it is not even at Γ = 1."""
    if rosenbaum_p(for_treated, discordant, 1.0) >= level:
        return None
    # P(X >= k) for X ~ Bin(n, p) is the regularised beta I_p(k, n - k + 1): solve it for p.
    p = float(special().betaincinv(for_treated, discordant - for_treated + 1, level))
    return p / (1 - p)


def benjamini_hochberg(p: ArrayLike) -> Numbers:
    """P-values adjusted for false discovery (Benjamini and Hochberg 1995), in their order."""
    values = np.asarray(p, dtype=float)
    order = np.argsort(-values, kind="stable")
    n = values.size
    scaled = values[order] * n / np.arange(n, 0, -1)
    adjusted = np.empty(n)
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(scaled))
    return adjusted


# ---- Models --------------------------------------------------------------------------------------


class CannotFit(Exception):
    """A model that has no answer on these rows, and why."""


@dataclass(frozen=True)
class Fit:
    """A fitted model: one coefficient and one standard error a column, and the freedom of its t."""

    coefficients: Numbers
    errors: Numbers
    freedom: float

    def interval(self, column: int) -> tuple[float, float]:
        """The 95% interval of one coefficient."""
        half = t_quantile(0.975, self.freedom) * float(self.errors[column])
        middle = float(self.coefficients[column])
        return middle - half, middle + half

    def p(self, column: int) -> float:
        """The two-sided p of one coefficient; NaN where it has no error, as in a perfect fit."""
        if self.errors[column] == 0:
            return math.nan
        return two_sided(float(self.coefficients[column] / self.errors[column]), self.freedom)


TOLERANCE = 1e-10  # no coefficient moves by more
ROUNDS = 100


def logistic(x: Numbers, y: Numbers, weights: Numbers | None = None) -> Numbers:
    """Logistic regression by Newton's steps until no coefficient moves by 1e-10.

    `x` is rows by columns with its own column of ones. CannotFit for complete separation, where
    coefficients would run away, and where a column is a sum of others.
    """
    each = np.ones(len(y)) if weights is None else weights
    beta, linear = np.zeros(x.shape[1]), np.zeros(len(y))
    for _ in range(ROUNDS):
        fitted = expit(linear)
        information = (x * (each * fitted * (1 - fitted))[:, None]).T @ x
        step = _solve(information, x.T @ (each * (y - fitted)))
        beta = beta + step
        linear = x @ beta
        if not np.all(np.isfinite(beta)) or np.abs(linear).max(initial=0) > 500:
            raise CannotFit("The outcome is told apart completely by these columns.")
        if np.abs(step).max() < TOLERANCE:
            return beta
    raise CannotFit("The model does not settle.")


def _solve(matrix: Numbers, right: Numbers) -> Numbers:
    try:
        if np.linalg.cond(matrix) > 1e14:
            raise CannotFit("Two columns say the same, or one tells the outcome apart completely.")
        return np.asarray(np.linalg.solve(matrix, right))
    except np.linalg.LinAlgError as error:
        raise CannotFit("Two columns say the same, or one does not vary.") from error


def logistic_by_cluster(x: Numbers, y: Numbers, clusters: NDArray[np.int64]) -> Fit:
    """Logistic regression with standard errors that allow for likeness within clusters."""
    beta = logistic(x, y)
    fitted = expit(x @ beta)
    bread = np.linalg.inv((x * (fitted * (1 - fitted))[:, None]).T @ x)
    scores: Numbers = x * (y - fitted)[:, None]
    return _sandwich(beta, np.asarray(bread, dtype=np.float64), scores, clusters)


def linear_by_cluster(x: Numbers, y: Numbers, clusters: NDArray[np.int64]) -> Fit:
    """Least squares with standard errors that allow for likeness within clusters."""
    information = x.T @ x
    beta = _solve(information, x.T @ y)
    scores: Numbers = x * (y - x @ beta)[:, None]
    bread = np.asarray(np.linalg.inv(information), dtype=np.float64)
    return _sandwich(beta, bread, scores, clusters)


def _sandwich(beta: Numbers, bread: Numbers, scores: Numbers, clusters: NDArray[np.int64]) -> Fit:
    """The cluster-robust sandwich with G/(G-1)·(N-1)/(N-K) and t on G - 1 (Liang and Zeger 1986;
    the factor as Stata and R's sandwich have it). Fewer than two clusters: HC1 and the normal."""
    n, k = scores.shape
    if n <= k:
        raise CannotFit("There are no more people than things to estimate.")
    groups = int(clusters.max()) + 1
    if groups < 2:
        meat, factor, freedom = scores.T @ scores, n / (n - k), math.inf
    else:
        each = [np.bincount(clusters, weights=column, minlength=groups) for column in scores.T]
        sums = np.asarray(np.column_stack(each), dtype=np.float64)
        meat, freedom = sums.T @ sums, float(groups - 1)
        factor = groups / (groups - 1) * (n - 1) / (n - k)
    covariance = bread @ meat @ bread * factor
    return Fit(beta, np.sqrt(np.maximum(np.diag(covariance), 0)), freedom)
