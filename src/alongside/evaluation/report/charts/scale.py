"""From numbers to places: linear and logarithmic axes with ticks that people can read."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

RATIOS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
NUMBER = ",.6~g"  # as it is, with commas at the thousands
NICE = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """An axis: its ends, its ticks, and how a tick is written (d3-format)."""

    low: float
    high: float
    ticks: tuple[float, ...]
    format: str
    log: bool = False

    def share(self, value: float) -> float:
        """How far along the axis a value lies, 0 to 1."""
        if self.log:
            low, high, value = math.log(self.low), math.log(self.high), math.log(value)
        else:
            low, high = self.low, self.high
        return (value - low) / (high - low)

    def inside(self, value: float) -> float:
        """The value, or the end of the axis that it lies beyond."""
        return min(max(value, self.low), self.high)


def shares(highest: float, *, few: bool = False) -> Scale:
    """Percentages from 0 to at least the highest."""
    step = next(
        step for step in (0.05, 0.1, 0.2, 0.25) if highest <= step * (4 if few else 5) or step > 0.2
    )
    high = min(1.0, max(step, math.ceil(round(highest / step, 6)) * step))
    return Scale(0.0, high, tuple(n * step for n in range(round(high / step) + 1)), ".0%")


def amounts(values: Iterable[float], steps: int = 5, format_: str = NUMBER) -> Scale:
    """A linear axis over the values, with about that many ticks at round numbers."""
    found = list(values)
    low, high = min(found), max(found)
    width = (high - low) or abs(high) or 1.0
    rough = width / steps
    size = 10 ** math.floor(math.log10(rough))
    step = next(nice * size for nice in NICE if nice * size >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    ticks = tuple(round(n * step, 10) for n in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks, format_)


def ratios(values: Iterable[float], *, few: bool = False) -> Scale:
    """A logarithmic axis around 1: at least 0.5 to 2, at most 0.01 to 100."""
    found = [value for value in values if value > 0]
    low, high = min([0.5, *found]), max([2.0, *found])
    low = max((each for each in RATIOS if each <= low * 1.001), default=RATIOS[0])
    high = min((each for each in RATIOS if each >= high * 0.999), default=RATIOS[-1])
    ticks = tuple(each for each in RATIOS if low <= each <= high)
    if len(ticks) > (7 if few else 10):
        ticks = tuple(each for each in ticks if math.log10(each) == round(math.log10(each)))
        low, high = min(low, ticks[0]), max(high, ticks[-1])
    return Scale(low, high, ticks, NUMBER, log=True)
