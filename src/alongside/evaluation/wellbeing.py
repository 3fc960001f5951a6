"""Wellbeing by SWEMWBS (metric), and whether health limits social activities."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .figure import Figure
from .relation import Episodes
from .rows import Column
from .words import told

BENCHMARK = 25.2  # of the published evaluation, which does not say whether it is raw or metric
NO_PAIR = "Nobody's wellbeing was measured at both start and end."
ALL_OF_THE_TIME = 1


def wellbeing(episodes: Episodes, benchmark: float = BENCHMARK) -> Iterator[Figure]:
    """Figures of SWEMWBS; the benchmark is in points of the same scale."""
    start, end = _there(episodes["swemwbs_start"]), _there(episodes["swemwbs_end"])
    yield told("wellbeing.start.count").count(start.size)
    yield told("wellbeing.end.count").count(end.size)
    yield told("wellbeing.start.mean").mean(start)
    yield told("wellbeing.end.mean").mean(end)
    pairs = episodes.where(episodes.wellbeing_paired)
    # Two decimals are all that a metric score has: without rounding 21.54 - 18.59 is not 2.95.
    change = np.round(pairs["swemwbs_end"] - pairs["swemwbs_start"], 6)
    yield told("wellbeing.pairs").count(change.size)
    yield told("wellbeing.change.mean").mean(change)
    for name, chosen in (("improved", change > 0), ("same", change == 0), ("reduced", change < 0)):
        yield told(f"wellbeing.change.{name}").share(int(chosen.sum()), change.size, NO_PAIR)
    above, below = int((start >= benchmark).sum()), int((start < benchmark).sum())
    yield told("wellbeing.start.below_national").share(below, start.size)
    yield told("wellbeing.start.at_or_above_national").share(above, start.size)
    yield told("wellbeing.end.at_or_above_national").share(int((end >= benchmark).sum()), end.size)


def health_limits(episodes: Episodes) -> Iterator[Figure]:
    """Who says that health limits their social activities all of the time."""
    for stage in ("start", "end"):
        answers = _there(episodes[f"health_{stage}"])
        worst = int((answers == ALL_OF_THE_TIME).sum())
        yield told(f"health_limits.{stage}.all_of_the_time").share(worst, answers.size)


def _there(column: Column) -> Column:
    return column[~np.isnan(column)]
