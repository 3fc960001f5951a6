"""The charts of a report: each a finding in words, two drawings, and the same numbers as a table.

Usage::

    from alongside.evaluation.report.charts import every

    for chart in every(findings):
        print(chart.title, chart.wide)

Nothing hidden, missing or that is no number is drawn; where too little is left there is no chart.
The same findings give the same bytes. Why they are made so: docs/decisions/0022-charts.md.
"""

from __future__ import annotations

from collections.abc import Callable

from ...findings import Findings
from ...schemes import MAIN
from .balance import balance
from .chart import Chart
from .comparison import comparison
from .connections import destinations, sources
from .factors import forest
from .flow import flow
from .funnel import funnel
from .population import population
from .scores import scores
from .shares import three_shares
from .social_return import tornado
from .wellbeing import wellbeing

ONE_EACH: tuple[Callable[[Findings], Chart | None], ...] = (
    three_shares,
    scores,
    flow,
    wellbeing,
    forest,
    balance,
    comparison,
    sources,
    destinations,
    population,
    tornado,
)


def every(findings: Findings) -> tuple[Chart, ...]:
    """All charts that these findings have something for, in the order of a report."""
    found = [draw(findings) for draw in ONE_EACH]
    found += [funnel(findings, main.id) for main in MAIN]
    return tuple(chart for chart in found if chart is not None)


__all__ = [
    "Chart",
    "balance",
    "comparison",
    "destinations",
    "every",
    "flow",
    "forest",
    "funnel",
    "population",
    "scores",
    "sources",
    "three_shares",
    "tornado",
    "wellbeing",
]
