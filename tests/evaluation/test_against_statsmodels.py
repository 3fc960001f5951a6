"""The models, beside statsmodels: factors with standard errors by scheme, and the weights."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from alongside.evaluation import Figure, Status

from . import made
from .extracts import Maker
from .slow import Slow
from .test_against_slow import evaluated

TERMS = {
    "age_under_60": ("age_under_60", "yes"),
    "severe_at_start": ("severe_at_start", "yes"),
    "transition_identified": ("transition_identified", "any"),
    "contacts_one": ("contacts", "one"),
    "contacts_over_twelve": ("contacts", "over_twelve"),
    "female": ("female", "yes"),
}
MEASURED = ("transition_identified", "contacts_one", "contacts_over_twelve", "female")
Found = dict[str, Figure]
whole_extracts = some.builds(
    lambda seed, people: Maker(seed, people, 0.02).tables(),
    some.integers(0, 2**32 - 1),
    some.integers(60, 140),
).filter(lambda tables: {"life_transitions", "contacts", "measures"} <= set(tables))


def rows_of_models(slow: Slow) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """Terms, and start and end scores, of the pairs with every factor; and their schemes."""
    fits = slow.factors()
    terms, scores, schemes = [], [], []
    for row, start, end in slow.pairs("ucla3"):
        if row["age"] != "" and row["gender"] in ("female", "male"):
            terms.append([float(fits[which](row, start)) for which in TERMS.values()])
            scores.append((start, end))
            schemes.append(row["scheme_id"])
    return np.array(terms), *np.array(scores, dtype=float).T, schemes


@settings(max_examples=12)
@given(whole_extracts)
def test_factor_models_are_those_of_statsmodels(tables: dict[str, list[made.Row]]):
    terms, start, end, schemes = rows_of_models(Slow(tables))
    assume(all(np.unique(column).size == 2 for column in terms.T))
    groups = np.unique(schemes, return_inverse=True)[1]
    by_scheme = {"cov_type": "cluster", "cov_kwds": {"groups": groups}, "use_t": True}
    found = evaluated(tables).figures
    names = list(TERMS)

    linear = sm.OLS(start - end, sm.add_constant(terms)).fit(**by_scheme)
    assert_same(found, "factor.{}.slope", names, linear)
    adjusted = np.column_stack([start, np.delete(terms, 1, axis=1)])
    of_ends = sm.OLS(end, sm.add_constant(adjusted)).fit(**by_scheme)
    others = [name for name in names if name != "severe_at_start"]
    assert_same(found, "adjusted.{}.slope", ["start_score", *others], of_ends)
    if found["factor.female.odds_ratio"].status is Status.OK:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it says so where it is near to a separation
            less = (start - end > 0).astype(float)
            model = sm.Logit(less, sm.add_constant(terms))
            odds = model.fit(disp=0, method="newton", maxiter=100, tol=1e-12, **by_scheme)
        assert_same(found, "factor.{}.odds_ratio", names, odds, np.exp)


def assert_same(found: Found, id_: str, names: list[str], fit: Any, shown: Any = float) -> None:
    for at, name in enumerate(names, start=1):
        figure = found[id_.format(name)]
        low, high = fit.conf_int()[at]
        assert figure.value == pytest.approx(shown(fit.params[at]), rel=1e-6, abs=1e-9), name
        assert figure.ci_low == pytest.approx(shown(low), rel=1e-5, abs=1e-8), name
        assert figure.ci_high == pytest.approx(shown(high), rel=1e-5, abs=1e-8), name
        assert found[f"{id_.format(name)}.p"].value == pytest.approx(fit.pvalues[at], abs=1e-7)


@settings(max_examples=12)
@given(whole_extracts)
def test_weights_for_who_was_measured_are_those_of_statsmodels(
    tables: dict[str, list[made.Row]],
):
    slow = Slow(tables)
    fits, rows, changes = slow.factors(), [], []
    for row in slow.rows("episodes"):
        start, end = slow.at(row, "ucla3", "start"), slow.at(row, "ucla3", "end")
        known = row["age"] != "" and row["gender"] in ("female", "male")
        if start and slow.ended_on(row) and known:
            terms = [float(fits[TERMS[name]](row, start[1])) for name in MEASURED]
            rows.append([float(row["age"]), start[1], *terms])
            changes.append(start[1] - end[1] if end else np.nan)
    x, change = sm.add_constant(np.array(rows)), np.array(changes)
    measured = ~np.isnan(change)
    assume(all(np.unique(column).size > 1 for column in x.T[1:]))
    figure = evaluated(tables)["missing.ipw.change"]
    assume(figure.status is Status.OK)

    fit = sm.GLM(measured.astype(float), x, family=sm.families.Binomial()).fit(tol=1e-12)
    weights = measured.mean() / fit.fittedvalues[measured]
    weights = np.clip(weights, *np.quantile(weights, (0.01, 0.99)))
    mean = np.average(change[measured], weights=weights)
    error = np.sqrt((weights**2 * (change[measured] - mean) ** 2).sum()) / weights.sum()

    assert figure.value == pytest.approx(mean, abs=1e-6)
    assert figure.ci_high == pytest.approx(mean + 1.959964 * error, abs=1e-6)
    assert figure.n == measured.sum()
