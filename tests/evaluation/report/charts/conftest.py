"""Drawing takes a while: each of the findings is drawn once."""

from __future__ import annotations

import pytest

from alongside.evaluation.disclosure import controlled
from alongside.evaluation.report.charts import Chart, every

from . import given


@pytest.fixture(scope="package")
def drawn() -> dict[str, tuple[Chart, ...]]:
    """The charts of each of the findings, and of the usual ones as they are published."""
    found = {name: every(make()) for name, make in given.CASES.items()}
    return found | {"published": every(controlled(given.normal()))}


@pytest.fixture(scope="package")
def charts(drawn) -> dict[str, Chart]:
    """Those of the usual findings, by their ids."""
    return {chart.id: chart for chart in drawn["normal"]}
