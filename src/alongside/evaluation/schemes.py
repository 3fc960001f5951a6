"""Schemes side by side: main figures by scheme and nation, with limits for what luck explains."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from . import stats
from .loneliness import LONELY
from .relation import Episodes
from .rows import Column

Z998 = 3.090232306167813  # both ends of 99.8%


@dataclass(frozen=True)
class Main:
    """A figure that schemes are shown side by side by: who counts, and for whom it holds."""

    id: str
    label: str
    base: Callable[[Episodes], Column]
    holds: Callable[[Episodes], Column]


def _less(episodes: Episodes) -> Column:
    return np.asarray(episodes["ucla_end"] < episodes["ucla_start"])


MAIN = (
    Main("loneliness.change.less", "Less lonely at the end", lambda e: e.paired, _less),
    Main(
        "loneliness.lonely_to_not",
        "No longer lonely, of those lonely at the start",
        lambda e: e.paired & (e["ucla_start"] >= LONELY),
        lambda e: e["ucla_end"] < LONELY,
    ),
    Main(
        "loneliness.completion",
        "Measured at start and end, of all who ended",
        lambda e: e.ended,
        lambda e: e.paired,
    ),
    Main(
        "signposts.people_share",
        "Connected at least once",
        lambda e: np.full(len(e), "signposts" in e.has),
        lambda e: e["signposts"] > 0,
    ),
    Main(
        "wellbeing.change.improved",
        "Better wellbeing at the end",
        lambda e: e.wellbeing_paired,
        lambda e: e["swemwbs_end"] > e["swemwbs_start"],
    ),
)


@dataclass(frozen=True)
class Part:
    """One scheme's or nation's share, and where luck alone would leave it."""

    figure: str
    kind: str  # scheme or nation
    name: str
    n: int
    base: int
    value: float
    ci_low: float
    ci_high: float
    whole: float  # the share over everybody
    low_95: float
    high_95: float
    low_998: float
    high_998: float
    round_to: int = 0  # both counts are rounded to the nearest of these

    @property
    def beyond_luck(self) -> bool:
        """Whether it lies outside the 99.8% limits, whatever the counts were before rounding.

        Rounding moves the share of a small scheme by several points: that is no difference.
        """
        off = self.round_to / 2
        if self.base <= off:
            return False
        least = max(0.0, self.n - off) / (self.base + off)
        most = min(1.0, (self.n + off) / (self.base - off))
        low, high = limits_of(self.whole, self.base - off, Z998)
        return most < low or least > high


def side_by_side(episodes: Episodes) -> Iterator[Part]:
    """Every main figure by scheme and by nation; parts with nobody are left out."""
    schemes = _in_order(episodes)
    for main in MAIN:
        base = main.base(episodes)
        holds = base & main.holds(episodes)
        if not base.any():
            continue
        whole = int(holds.sum()) / int(base.sum())
        bases, counts = (_by_scheme(episodes, chosen) for chosen in (base, holds))
        for kind, names in (("scheme", episodes.schemes), ("nation", episodes.nations)):
            for name in dict.fromkeys(names[scheme] for scheme in schemes):
                its = [scheme for scheme in schemes if names[scheme] == name]
                if n := int(bases[its].sum()):
                    yield part_of(main.id, kind, name, int(counts[its].sum()), n, whole)


def _in_order(episodes: Episodes) -> list[int]:
    """The places of the schemes that have an episode, in the order of their first ones."""
    places, first = np.unique(episodes["scheme"], return_index=True)
    return [int(place) for place in places[np.argsort(first)]]


def _by_scheme(episodes: Episodes, chosen: Column) -> Column:
    """How many of the chosen episodes each scheme has."""
    return np.bincount(episodes["scheme"][chosen], minlength=len(episodes.schemes))


def part_of(
    figure: str, kind: str, name: str, n: int, base: int, whole: float, round_to: int = 0
) -> Part:
    """One share with its interval, and the limits of luck around the whole on its base."""
    low, high = stats.wilson(n, base)
    inner, outer = limits_of(whole, base, stats.Z95), limits_of(whole, base, Z998)
    share = n / base
    return Part(figure, kind, name, n, base, share, low, high, whole, *inner, *outer, round_to)


def limits_of(whole: float, base: float, z: float) -> tuple[float, float]:
    """Where a share on a base would lie by luck around the whole (Spiegelhalter 2005), 0 to 1."""
    half = z * math.sqrt(whole * (1 - whole) / base)
    return max(0.0, whole - half), min(1.0, whole + half)
