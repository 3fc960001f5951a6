"""Every plain figure of small extracts, beside a slow, obvious way of computing it."""

from __future__ import annotations

import json
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from statsmodels.stats.proportion import proportion_confint

from alongside.evaluation import Evaluation, Figure, Options, Period, Status, Unit, evaluate

from . import made
from .extracts import FIRST, extracts
from .slow import Slow

COMPARED = ("referrals.", "people.", "episodes.", "support.", "signposts.", "gaps.")
COMPARED += ("not_measured.", "loneliness.", "wellbeing.", "health_limits.", "follow_up.")
COMPARED += ("missing.end_share", "missing.bound.", "factor.")
BY_MODELS = (".p", ".odds_ratio", ".slope")  # held against statsmodels, in another file

period = some.one_of(some.none(), some.integers(0, 40).map(lambda n: FIRST + timedelta(days=n)))


def evaluated(tables: dict[str, list[made.Row]], wanted: Period | None = None) -> Evaluation:
    with tempfile.TemporaryDirectory() as folder:
        written = made.write(Path(folder) / "extract", **tables)
        options = Options(period=wanted or Period(), today=date(2026, 1, 1), quick=True)
        return evaluate(written, options)


def is_compared(id_: str) -> bool:
    return id_.startswith(COMPARED) and not id_.endswith(BY_MODELS)


@settings(max_examples=25)
@given(extracts(), period, period)
def test_the_figures_are_those_of_plain_loops(
    tables: dict[str, list[made.Row]], first: date | None, last: date | None
):
    found = evaluated(tables, Period(first, last)).figures
    slow = Slow(tables, first, last).found

    assert set(slow) <= set(found)
    for id_, figure in found.items():
        if is_compared(id_):
            assert_like(figure, slow.get(id_))
        assert_interval(figure)
    json.dumps([each.as_json() for each in found.values()], allow_nan=False)


def assert_like(figure: Figure, slow: tuple[float, int | None, int | None] | None) -> None:
    if slow is None:
        assert figure.status is Status.NOT_AVAILABLE, figure
        return
    value, n, base = slow
    assert figure.value == pytest.approx(value, abs=1e-9), figure
    assert (figure.n, figure.base) == (n, base), figure


def assert_interval(figure: Figure) -> None:
    """Every share that has its counts has the interval of another library."""
    if figure.unit is Unit.SHARE and figure.base and figure.n is not None:
        ends = proportion_confint(figure.n, figure.base, method="wilson")
        assert (figure.ci_low, figure.ci_high) == pytest.approx(ends, abs=1e-9), figure


def test_a_gap_follows_its_episode_into_a_period_and_one_without_stays():
    tables = made.pairs((8, 5), (8, 5))
    tables["episodes"][1]["started_on"] = "2018-04-02"
    tables["gaps"] = [
        {
            "gap_id": f"A{number}",
            "scheme_id": "S1",
            "episode_id": episode,
            "opened_on": "2018-04-03",
            "need": "company",
            "status": "open",
        }
        for number, episode in enumerate(("E1", "E2", "", "E9"))
    ]

    found = evaluated(tables, Period(first=date(2018, 4, 1)))

    assert found["gaps.count"].value == 3
    assert evaluated(tables)["gaps.count"].value == 4
