"""Three months and more after the goodbye: what lasted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .figure import Figure
from .loneliness import LONELY
from .relation import Episodes
from .words import told

NOBODY = "Nobody has scores at start, end and follow-up."


def follow_up(episodes: Episodes) -> Iterator[Figure]:
    """Figures of those with start, end and follow-up scores of UCLA-3."""
    stages = [episodes[f"ucla_{stage}"] for stage in ("start", "end", "follow_up")]
    all_three = np.all([~np.isnan(column) for column in stages], axis=0)
    start, end, later = (column[all_three] for column in stages)
    n = int(all_three.sum())
    yield told("follow_up.count").count(n)
    for name, chosen in (
        ("less", later < start),
        ("same", later == start),
        ("more", later > start),
    ):
        yield told(f"follow_up.{name}").share(int(chosen.sum()), n, NOBODY)
    yield told("follow_up.declined").share(int((later > end).sum()), n, NOBODY)
    relapsed = int(((end < LONELY) & (later >= LONELY)).sum())
    yield told("follow_up.relapsed").share(relapsed, n, NOBODY)
    yield told("follow_up.relapsed_of_not_lonely").share(
        relapsed,
        int((end < LONELY).sum()),
        "Nobody with all three scores was not lonely at the end.",
    )
