"""Statistics at their edges; that they are right otherwise stands in the golden checks."""

from __future__ import annotations

import math
import os
import subprocess
import sys

import numpy as np
import pytest

from alongside.evaluation import stats

ONES = np.ones(6)
PROCESSORS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1  # of Linux


@pytest.mark.parametrize("ratio", [0.0, -1.0, math.inf, math.nan])
def test_a_risk_ratio_that_is_none_has_no_e_value(ratio: float):
    assert stats.e_value(ratio) is None


def test_a_risk_ratio_below_one_is_turned_over():
    assert stats.e_value(0.5) == stats.e_value(2.0)


def test_without_discordant_pairs_hidden_bias_explains_everything():
    assert stats.rosenbaum_p(0, 0, 1.0) == stats.rosenbaum_p(0, 5, 1.0) == 1.0
    assert stats.rosenbaum_gamma(0, 0) is None


@pytest.mark.parametrize(
    ("columns", "outcome"),
    [
        ([ONES], [1, 1, 1, 1, 1, 1]),  # everybody
        ([ONES, [0, 0, 0, 1, 1, 1]], [0, 0, 0, 1, 1, 1]),  # told apart
        ([ONES, [0, 0, 0, 1, 1, 1]], [0, 0, 1, 1, 1, 1]),  # one side told apart
        ([ONES, 2 * ONES], [0, 1, 0, 1, 0, 1]),  # two columns say the same
        ([ONES, 0 * ONES], [0, 1, 0, 1, 0, 1]),  # one says nothing
        ([ONES, [-1, -1, 1, 1, 1, 9e3]], [0, 1, 0, 1, 1, 1]),  # one far from the others
    ],
    ids=["everybody", "apart", "one side", "the same", "nothing", "far"],
)
def test_a_model_without_an_answer_says_so(columns: list[list[float]], outcome: list[int]):
    with pytest.raises(stats.CannotFit):
        stats.logistic(np.column_stack(columns), np.array(outcome, dtype=float))


def test_a_model_that_does_not_settle_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stats, "ROUNDS", 1)
    x = np.column_stack([ONES, [1, 2, 3, 4, 5, 6]])

    with pytest.raises(stats.CannotFit, match="does not settle"):
        stats.logistic(x, np.array([0.0, 1, 0, 1, 0, 1]))


def test_with_as_many_terms_as_people_there_is_no_error():
    with pytest.raises(stats.CannotFit, match="no more people"):
        stats.linear_by_cluster(np.eye(3), np.array([1.0, 2, 3]), np.zeros(3, dtype=np.int64))


def test_a_coefficient_without_any_error_has_no_p():
    fit = stats.Fit(np.array([1.0, 2.0]), np.array([0.5, 0.0]), 3.0)

    assert fit.p(0) == pytest.approx(0.1393, abs=1e-4)
    assert np.isnan(fit.p(1))


def test_columns_that_are_no_numbers_have_no_answer():
    x = np.column_stack([ONES, [math.nan, 1, 2, 3, 4, 5]])

    with pytest.raises(stats.CannotFit):
        stats.linear_by_cluster(x, ONES, np.zeros(6, dtype=np.int64))


@pytest.mark.parametrize(("freedom", "p"), [(math.inf, 0.05), (10, 0.078414)])
def test_a_statistic_of_1_96_has_the_p_of_the_tables(freedom: float, p: float):
    assert stats.two_sided(1.959964, freedom) == pytest.approx(p, abs=2e-4)
    assert stats.two_sided(-1.959964, freedom) == stats.two_sided(1.959964, freedom)


@pytest.mark.skipif(PROCESSORS < 2, reason="on one processor there is one thread anyway")
def test_matrices_are_multiplied_on_one_thread_unless_somebody_says_otherwise():
    assert threads() == threads(OPENBLAS_NUM_THREADS="1")
    assert threads(OPENBLAS_NUM_THREADS="2") > threads()


def threads(**said: str) -> int:
    """How many a process has in which the evaluation was loaded."""
    usual = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    code = (
        "import os, alongside.evaluation, scipy.linalg; print(len(os.listdir('/proc/self/task')))"
    )
    made = [sys.executable, "-c", code]
    return int(subprocess.run(made, stdout=subprocess.PIPE, env=usual | said, check=True).stdout)
