"""The golden checks of the contract: numbers that R gave, to the digits shown."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from alongside import instruments
from alongside.evaluation import Evaluation, Options, evaluate, matching, sroi, stats
from alongside.evaluation.values import Outcome, Values

from ..shared_data import shared

CLOSE = 1e-6


def close(expected: float) -> object:
    return pytest.approx(expected, rel=CLOSE, abs=CLOSE)


# ---- 1: scoring ----------------------------------------------------------------------------------


def test_1_swemwbs_is_turned_into_its_metric_score():
    swemwbs = instruments.load("swemwbs")

    scored = instruments.score(swemwbs, [3, 3, 2, 3, 3, 2, 4])
    one_missing = instruments.score(swemwbs, [3, 3, 2, 3, None, 2, 4])

    assert (scored.raw, scored.metric) == (20, 18.59)
    assert swemwbs.metric_of(29) == 26.02
    assert sum(metric for _, metric in swemwbs.metric) == pytest.approx(585.66)
    assert one_missing.metric is None


# ---- 2: real answers -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lockdown() -> Evaluation:
    return evaluate(shared("data", "real-ucla3-lockdown"))


@pytest.mark.parametrize(
    ("id_", "value"),
    [
        ("loneliness.pairs", 219),
        ("loneliness.start_paired.mean", 5.06392694),
        ("loneliness.end_paired.mean", 5.80365297),
        ("loneliness.change.mean", -0.73972603),
        ("loneliness.change.less", 29 / 219),
        ("loneliness.change.same", 90 / 219),
        ("loneliness.change.more", 100 / 219),
        ("loneliness.lonely_to_not", 9 / 91),
        ("loneliness.not_to_lonely", 40 / 128),
        ("loneliness.mcnemar.p", 9.263546e-06),
        ("loneliness.alpha", 0.81010659),
        ("loneliness.reliable.threshold", 2.19073147),
        ("loneliness.reliable.less", 3 / 219),
        ("loneliness.reliable.more", 27 / 219),
    ],
)
def test_2_real_answers_give_what_r_gave(lockdown: Evaluation, id_: str, value: float):
    assert lockdown[id_].value == pytest.approx(value, rel=1e-6, abs=5e-9)


def test_2_with_its_interval_and_its_test(lockdown: Evaluation):
    change = lockdown["loneliness.change.mean"]

    assert change.ci_low == close(-0.94105295)
    assert change.ci_high == close(-0.53839910)
    assert lockdown["loneliness.change.p"].value == pytest.approx(3.989781e-11, rel=1e-6)


# ---- 3 and 4: matching and models ----------------------------------------------------------------


@pytest.fixture(scope="module")
def lalonde() -> dict[str, np.ndarray]:
    with shared("data", "lalonde.csv").open() as file:
        rows = list(csv.DictReader(file))
    numbers = ("treat", "age", "educ", "married", "nodegree", "re74", "re75", "re78")
    found = {name: np.array([float(row[name]) for row in rows]) for name in numbers}
    for race in ("hispan", "white"):
        found[race] = np.array([float(row["race"] == race) for row in rows])
    return found


@pytest.fixture(scope="module")
def chances(lalonde: dict[str, np.ndarray]) -> np.ndarray:
    names = ("age", "educ", "hispan", "white", "married", "nodegree", "re74", "re75")
    return matching.propensity(np.column_stack([lalonde[name] for name in names]), lalonde["treat"])


def paired(lalonde: dict[str, np.ndarray], chances: np.ndarray, caliper: float):
    treated, others = np.flatnonzero(lalonde["treat"]), np.flatnonzero(lalonde["treat"] == 0)
    pairs = matching.nearest(chances[treated], chances[others], caliper=caliper)
    return treated[pairs.treated], others[pairs.comparison]


def test_3_without_a_caliper_everybody_is_paired(lalonde, chances):
    ours, theirs = paired(lalonde, chances, np.inf)

    assert len(ours) == 185
    assert (lalonde["re78"][ours] - lalonde["re78"][theirs]).mean() == close(894.367480)


def test_3_with_a_caliper_pairs_are_as_matchit_makes_them(lalonde, chances):
    caliper = 0.2 * chances.std(ddof=1)

    ours, theirs = paired(lalonde, chances, caliper)

    assert caliper == close(0.0580626745)
    assert len(ours) == 113
    assert (lalonde["re78"][ours] - lalonde["re78"][theirs]).mean() == close(1571.744454)
    after = {"age": 0.0482365, "married": -0.1352035, "nodegree": 0.1553008}
    for name, value in after.items():
        column = lalonde[name]
        spread = column[lalonde["treat"] == 1].std(ddof=1)
        difference = matching.standardised_difference(column[ours], column[theirs], spread)
        assert difference == pytest.approx(value, abs=5e-8)


def test_3_entropy_balancing_and_odds_weights(lalonde, chances):
    names = ("age", "educ", "hispan", "white", "married", "nodegree", "re74", "re75")
    x, treated = np.column_stack([lalonde[name] for name in names]), lalonde["treat"] == 1
    earned = lalonde["re78"]

    weights = matching.entropy_balance(x[treated], x[~treated])
    odds = chances[~treated] / (1 - chances[~treated])

    balanced = earned[treated].mean() - weights @ earned[~treated]
    weighted = earned[treated].mean() - np.average(earned[~treated], weights=odds)
    assert balanced == close(1273.261814)
    assert matching.effective_size(weights) == close(98.457834)
    assert weighted == close(1214.07122)


def test_4_standard_errors_allow_for_likeness_within_clusters(lalonde):
    columns = [lalonde[name] for name in ("treat", "age", "married")]
    x = np.column_stack([np.ones(614), *columns])
    clusters = np.unique(lalonde["educ"], return_inverse=True)[1]

    linear = stats.linear_by_cluster(x, lalonde["re78"], clusters)
    logistic = stats.logistic_by_cluster(x, (lalonde["re78"] > 0).astype(float), clusters)

    assert clusters.max() == 18
    assert (linear.coefficients[1], linear.errors[1]) == (close(167.193473), close(564.683360))
    assert logistic.coefficients[1] == close(-0.04951694)
    assert logistic.errors[1] == close(0.26509637)


# ---- 5 to 8: intervals, sensitivity, social return, several tests at once ------------------------


@pytest.mark.parametrize(
    ("n", "base", "low", "high"),
    [(51, 67, 0.64674236, 0.84731861), (566, 820, 0.65776979, 0.72094385)],
)
def test_5_wilsons_interval(n: int, base: int, low: float, high: float):
    assert stats.wilson(n, base) == (close(low), close(high))


def test_6_hidden_bias():
    assert stats.e_value(1.4) == close(2.14833148)
    assert stats.e_value(1.65) == close(2.68561576)
    assert stats.rosenbaum_p(200, 300, 1.5) == close(0.01021691)
    assert stats.rosenbaum_gamma(200, 300) == close(1.62560309)


@pytest.mark.parametrize(("first_year", "value"), [(False, 112_772.04), (True, 108_958.50)])
def test_7_social_return_over_three_years(first_year: bool, value: float):
    outcome = Outcome("x", "X", "ucla3", 1000.0, None, (), 100.0, 0.27, 0.10, 0.0, 3, 0.5)
    values = Values("Test", None, 0.035, first_year, (outcome,))
    worth = sroi.Worth(outcome, 1000.0, 0.0, 0.0, 0.0, 1)

    found = sroi.SocialReturn(values, (worth,), sroi.Costs(1.0, 1.0), 0)

    assert round(found.outcomes_worth(), 2) == value


def test_8_false_discovery():
    p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205]

    adjusted = stats.benjamini_hochberg(p)

    assert adjusted == close([0.008, 0.032, 0.0672, 0.0672, 0.0672, 0.08, 0.08457143, 0.205])


# ---- 9 and 10: a whole extract with defects ------------------------------------------------------


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    into = tmp_path_factory.mktemp("cohort")
    with zipfile.ZipFile(shared("data", "cohort-a.zip")) as archive:
        archive.extractall(into)
    options = Options(comparison=shared("data", "cohort-a-comparison.csv"), quick=True)
    return evaluate(into / "cohort-a", options)


def expected() -> list[dict[str, object]]:
    path = Path(shared("data", "cohort-a-expected.json"))
    return list(json.loads(path.read_text()))


def is_tied(figure: dict[str, object]) -> bool:
    """Which of several people alike is taken decides the paired outcomes, within narrow limits."""
    id_ = str(figure["id"])
    return id_.startswith(("matched.less", "matched.lonely", "matched.became"))


def test_9_every_figure_agrees_with_r(cohort: Evaluation):
    parts = ("value", "n", "base", "ci_low", "ci_high")
    exact = [each for each in expected() if not is_tied(each)]

    differs = [
        (each["id"], part, each[part], ours)
        for each in exact
        for part in parts
        if each[part] is not None
        and (ours := getattr(cohort[str(each["id"])], part)) != close(each[part])
    ]

    assert len(exact) == 229
    assert not differs


def test_9_the_matched_ones_agree_but_for_ties(cohort: Evaluation):
    for each in filter(is_tied, expected()):
        assert cohort[str(each["id"])].value == pytest.approx(each["value"], abs=0.06)


def test_10_who_has_no_end_score_is_no_failure(cohort: Evaluation):
    less = cohort["loneliness.change.less"]

    assert less.base == cohort["loneliness.pairs"].value
    assert less.base != cohort["loneliness.start.count"].value
