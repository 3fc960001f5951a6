"""What it cost, and what came back: on those measured always beside all who ended."""

from __future__ import annotations

from dataclasses import replace

from ...figure import Figure, Status
from ...findings import Findings
from ..charts import tornado
from ..document import Block, Note, Picture, Prose, Section
from ..key import there
from ..numbers import of_whom, pounds_for_a_pound
from ..tables import of, prose, say, table, under

TWO = (
    "The first number counts the people who were measured at the start and at the end, and nobody"
    " else. The second takes it that all the others who ended changed just as they did. Nobody"
    " knows whether they did. The truth may lie at either, or between, or beyond."
)


def section(findings: Findings) -> Section:
    """Ratios with their intervals, simulation, one assumption at a time, and the amounts."""
    ratio = findings["sroi.ratio_pairs"]
    if ratio.status is Status.NOT_AVAILABLE:
        blocks: tuple[Block, ...] = (Prose((ratio.why,)),)
        return Section("what-it-cost", "What it cost", "", blocks)
    chart = tornado(findings)
    found: list[Block] = [
        Note("Two numbers, always side by side", (_both(findings), TWO)),
        *prose(_simulated(findings), _break_even(findings)),
        *([Picture(chart)] if chart else []),
        *table("cost-ratios", "Social return for each pound", _ratios(findings)),
        *table("cost-amounts", "Amounts, in pounds of the first year", _amounts(findings)),
        *table("cost-simulated", "Ten thousand draws", under(findings, "sroi.simulated.")),
    ]
    base = "Values and costs are those of the values file and of the extract."
    return Section("what-it-cost", "What it cost", base, tuple(found))


def _ratios(findings: Findings) -> list[Figure]:
    """The ratios, each with the interval that its low and high ends make."""
    both = of(findings, "sroi.ratio_pairs", "sroi.ratio_ended")
    costs = [_with_ends(findings, name) for name in ("ratio", "ratio_all_costs")]
    return [*both, *costs, findings["sroi.break_even_deadweight"]]


def _with_ends(findings: Findings, name: str) -> Figure:
    low, high = (findings[f"sroi.{name}_{end}"] for end in ("low", "high"))
    return replace(findings[f"sroi.{name}"], ci_low=low.value, ci_high=high.value)


def _amounts(findings: Findings) -> list[Figure]:
    names = (
        "present_value_outcomes",
        "present_value_investment",
        "net_present_value",
        "present_value_all_costs",
    )
    return of(findings, *(f"sroi.{name}" for name in names))


def _both(findings: Findings) -> str:
    measured, ended = findings["sroi.ratio_pairs"], findings["sroi.ratio_ended"]
    return (
        f"For each pound of running costs: {_pound(measured)} on those measured,"
        f" {_pound(ended)} on all who ended."
    )


def _pound(figure: Figure) -> str:
    return pounds_for_a_pound(figure.value or 0.0) if there(figure) else "(too few to show)"


def _simulated(findings: Findings) -> list[str]:
    names = ("low", "high", "share_above_one")
    figures = of(findings, *(f"sroi.simulated.{name}" for name in names))
    if not all(map(there, figures)):
        return []
    low, high = (_pound(figure) for figure in figures[:2])
    return [
        *say(
            findings,
            f"With changes and assumptions drawn 10,000 times within their limits, 95 of 100 draws"
            f" lay between {low} and {high}{of_whom(findings)}; {{v0}} were above a pound.",
            "sroi.simulated.share_above_one",
        )
    ]


def _break_even(findings: Findings) -> list[str]:
    figure = findings["sroi.break_even_deadweight"]
    if not there(figure):
        return []
    if (figure.value or 0.0) < 0:
        return [
            "Even if nothing of the change would have happened anyway, less than a pound came"
            " back for each pound."
        ]
    return list(
        say(
            findings,
            "Nothing would be gained if {v0} of the change would have happened anyway.",
            figure.id,
        )
    )
