"""Loneliness by UCLA-3: at the start, the change, and what of it lies within the scale's error."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from . import stats
from .figure import Figure, Unit
from .relation import Episodes
from .words import told

LONELY, SEVERE = 6, 8
NO_PAIR = "Nobody was measured at both start and end."
NO_ITEMS = "No pair has its items at both ends, so the scale's own error is not known."
SAME = "Everybody's answers are the same, so the scale's own error cannot be computed."


def loneliness(episodes: Episodes) -> Iterator[Figure]:
    """Figures of UCLA-3 at start and end."""
    start = episodes["ucla_start"][~np.isnan(episodes["ucla_start"])]
    yield told("loneliness.start.count").count(start.size)
    yield told("loneliness.start.lonely").share(int((start >= LONELY).sum()), start.size)
    yield told("loneliness.start.severe").share(int((start >= SEVERE).sum()), start.size)
    pairs = episodes.where(episodes.paired)
    before, after = pairs["ucla_start"], pairs["ucla_end"]
    change = before - after
    yield told("loneliness.pairs").count(len(pairs))
    yield told("loneliness.start_paired.mean").mean(before)
    yield told("loneliness.end_paired.mean").mean(after)
    yield told("loneliness.change.mean").mean(change)
    for name, chosen in (("less", change > 0), ("same", change == 0), ("more", change < 0)):
        yield told(f"loneliness.change.{name}").share(int(chosen.sum()), change.size, NO_PAIR)
    p = stats.wilcoxon_signed_rank(change)
    yield told("loneliness.change.p").number(p, Unit.P, why="Nobody's score changed.")
    yield from _crossings(before, after)
    ended = int((episodes.paired & episodes.ended).sum())
    yield told("loneliness.completion").share(ended, int(episodes.ended.sum()))
    yield from reliable(pairs)


def _crossings(before: stats.Numbers, after: stats.Numbers) -> Iterator[Figure]:
    lonely, later = before >= LONELY, after >= LONELY
    out, into = int((lonely & ~later).sum()), int((~lonely & later).sum())
    nobody = "Nobody with both scores was {} at the start."
    yield told("loneliness.lonely_to_not").share(out, int(lonely.sum()), nobody.format("lonely"))
    yield told("loneliness.not_to_lonely").share(
        into, int((~lonely).sum()), nobody.format("other than lonely")
    )
    p = stats.mcnemar_exact(out, into) if before.size else None
    yield told("loneliness.mcnemar.p").number(p, Unit.P, why=NO_PAIR)


def reliable(pairs: Episodes) -> Iterator[Figure]:
    """Cronbach's alpha, the points that lie within the scale's error, and who went beyond."""
    with_items = ~np.isnan(pairs["ucla_item_1"]) & ~np.isnan(pairs["ucla_end_item_1"])
    some = pairs.where(with_items)
    items = np.column_stack([some[f"ucla_item_{n}"] for n in (1, 2, 3)])
    alpha = stats.cronbach_alpha(items)
    why = SAME if len(some) > 1 else NO_ITEMS
    threshold = None
    if alpha is not None and alpha <= 1:
        spread = float(some["ucla_start"].std(ddof=1))
        threshold = 1.96 * math.sqrt(2) * spread * math.sqrt(1 - alpha)
    n = len(some)
    yield told("loneliness.alpha").number(alpha, Unit.RATIO, n=n, why=why)
    yield told("loneliness.reliable.threshold").number(threshold, Unit.POINTS, n=n, why=why)
    change = some["ucla_start"] - some["ucla_end"]
    for name, sign in (("less", 1), ("more", -1)):
        one = told(f"loneliness.reliable.{name}")
        if threshold is None:
            yield one.missing(Unit.SHARE, why)
        else:
            yield one.share(int((sign * change > threshold).sum()), n)
