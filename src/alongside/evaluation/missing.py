"""Who was not measured at the end, and what that could do to the figures."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from . import stats
from .factors import covariates
from .figure import Figure, Unit
from .relation import Episodes
from .rows import Column
from .words import told

NOBODY = "Nobody who has ended has a valid start score."
TRIM = (0.01, 0.99)


def missing(episodes: Episodes) -> Iterator[Figure]:
    """Figures over ended episodes with a valid start score. An end score counts here whether or
    not it makes a pair."""
    some = episodes.where(episodes.ended & ~np.isnan(episodes["ucla_start"]))
    measured = ~np.isnan(some["ucla_end"])
    less = int((some["ucla_end"][measured] < some["ucla_start"][measured]).sum())
    without, base = int((~measured).sum()), len(some)
    yield told("missing.end_share").share(without, base, NOBODY)
    yield told("missing.bound.less_low").share(less, base, NOBODY)
    yield told("missing.bound.less_high").share(less + without, base, NOBODY)
    yield from _weighted(some, measured)


def _weighted(some: Episodes, measured: Column) -> Iterator[Figure]:
    each = covariates(some)
    names = ("transition_identified", "contacts_one", "contacts_over_twelve", "female")
    columns = [some["age"], some["ucla_start"], *(each[name] for name in names)]
    whole = np.all([~np.isnan(column) for column in columns], axis=0)
    ids = (("missing.ipw.less", Unit.SHARE), ("missing.ipw.change", Unit.POINTS))
    try:
        weights = _weights([column[whole] for column in columns], measured[whole])
    except stats.CannotFit as reason:
        for id_, unit in ids:
            yield told(id_).missing(unit, str(reason))
        return
    chosen = some.where(whole).where(measured[whole])
    change = chosen["ucla_start"] - chosen["ucla_end"]
    for (id_, unit), outcome in zip(ids, ((change > 0).astype(float), change), strict=True):
        mean = float((weights * outcome).sum() / weights.sum())
        error = math.sqrt(float((weights**2 * (outcome - mean) ** 2).sum())) / float(weights.sum())
        half = stats.Z95_STATED * error
        yield told(id_).number(mean, unit, n=change.size, interval=(mean - half, mean + half))


def _weights(columns: list[Column], measured: Column) -> Column:
    """Share measured / probability of being measured, for those who were; the ends set to the
    1st and 99th percentile."""
    if not measured.any() or measured.all():
        raise stats.CannotFit(
            "Either nobody or everybody whose every factor is known was measured."
        )
    varying = [column for column in columns if stats.varies(column)]
    x = np.column_stack([np.ones(measured.size), *varying])
    fitted = stats.expit(x @ stats.logistic(x, measured.astype(float)))
    weights = measured.mean() / fitted[measured]
    low, high = np.quantile(weights, TRIM)
    return np.asarray(np.clip(weights, low, high))
