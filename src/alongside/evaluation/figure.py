"""One number of the evaluation, with its base and its doubt; and the one rule for each kind."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from . import stats


class Unit(StrEnum):
    """What a figure's value is counted in."""

    SHARE = "share"  # 0 to 1
    COUNT = "count"
    MEAN = "mean"
    MEDIAN = "median"
    DAYS = "days"
    HOURS = "hours"
    POINTS = "points"
    GBP = "gbp"
    RATIO = "ratio"
    ODDS_RATIO = "odds_ratio"
    P = "p"


class Status(StrEnum):
    """Whether the value can be read."""

    OK = "ok"
    SUPPRESSED = "suppressed"
    NOT_AVAILABLE = "not_available"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `n` and `base` are numerator and denominator of a share; `n` alone the number of
    people, or rows, under a mean or a median. Values are unrounded: only the report rounds.

    For disclosure control alone, and in no file: `least`, the fewest people that the value can be
    turned back into, and `rests_on`, figures that it can be turned back into."""

    id: str
    label: str
    value: float | None
    unit: Unit
    n: int | None = None
    base: int | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    definition: str = ""
    status: Status = Status.OK
    why: str = ""
    least: int | None = None
    rests_on: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object of `figures.json`. `why` is there only where the figure is not available."""
        told: dict[str, Any] = {
            "id": self.id,
            "label": self.label,
            "value": self.value,
            "unit": str(self.unit),
            "n": self.n,
            "base": self.base,
            "ci_low": self.ci_low,
            "ci_high": self.ci_high,
            "definition": self.definition,
            "status": str(self.status),
        }
        return told | ({"why": self.why} if self.why else {})

    def without_value(self, why: str) -> Figure:
        """The same figure where it cannot be computed."""
        blank = replace(self, value=None, n=None, base=None, ci_low=None, ci_high=None)
        return replace(blank, status=Status.NOT_AVAILABLE, why=why)


@dataclass(frozen=True, slots=True)
class Told:
    """How a figure is named and defined, in one place, before it has a value."""

    id: str
    label: str
    definition: str

    def share(self, n: int, base: int, nobody: str = "There is nobody to count it on.") -> Figure:
        """A share with its 95% Wilson interval."""
        empty = Figure(self.id, self.label, None, Unit.SHARE, definition=self.definition)
        if base == 0:
            return empty.without_value(nobody)
        low, high = stats.wilson(n, base)
        return replace(empty, value=n / base, n=int(n), base=int(base), ci_low=low, ci_high=high)

    def count(self, value: int) -> Figure:
        """A number of people or of things."""
        return Figure(self.id, self.label, int(value), Unit.COUNT, definition=self.definition)

    def mean(self, values: ArrayLike, unit: Unit = Unit.POINTS) -> Figure:
        """A mean with its 95% t interval; the interval needs two values that are there."""
        found = np.asarray(values, dtype=float)
        empty = Figure(self.id, self.label, None, unit, definition=self.definition)
        if found.size == 0:
            return empty.without_value("There is no value to take the mean of.")
        low, high = stats.t_interval(found)
        n = int(found.size)
        return replace(empty, value=float(found.mean()), n=n, ci_low=low, ci_high=high)

    def quantile(self, values: ArrayLike, p: float, unit: Unit) -> Figure:
        """A quantile: linear interpolation of order statistics at (n - 1)p."""
        found = np.asarray(values, dtype=float)
        empty = Figure(self.id, self.label, None, unit, definition=self.definition)
        if found.size == 0:
            return empty.without_value("There is no value to take it from.")
        return replace(empty, value=float(np.quantile(found, p)), n=int(found.size))

    def number(
        self,
        value: float | None,
        unit: Unit,
        *,
        n: int | None = None,
        base: int | None = None,
        interval: tuple[float | None, float | None] = (None, None),
        why: str = "It cannot be computed from these rows.",
        least: int | None = None,
        rests_on: tuple[str, ...] = (),
    ) -> Figure:
        """Any other number; one that is not finite is not available, never a NaN."""
        empty = Figure(self.id, self.label, None, unit, definition=self.definition)
        empty = replace(empty, least=least, rests_on=rests_on)
        if value is None or not math.isfinite(value):
            return empty.without_value(why)
        low, high = (finite(limit) for limit in interval)
        return replace(empty, value=float(value), n=n, base=base, ci_low=low, ci_high=high)

    def missing(self, unit: Unit, why: str) -> Figure:
        """The figure where a table, a column or enough data is missing."""
        return Figure(self.id, self.label, None, unit, definition=self.definition).without_value(
            why
        )


def finite(value: float | None) -> float | None:
    """The number, or nothing where it is none."""
    return float(value) if value is not None and math.isfinite(value) else None


def by_id(figures: Iterable[Figure]) -> dict[str, Figure]:
    """Figures by their ids; a second one of the same id is a mistake of ours."""
    found: dict[str, Figure] = {}
    for figure in figures:
        if figure.id in found:
            raise ValueError(f"There are two figures {figure.id}.")
        found[figure.id] = figure
    return found
