"""Rules 1 and 3: what is small, and how every kind of number is rounded where it is published."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from .. import stats
from ..figure import Figure, Unit
from ..population import Reach, reach_of
from ..schemes import Part, part_of


@dataclass(frozen=True)
class Rules:
    """From which count on something is shown, and to what counts are rounded."""

    suppress_below: int = 8
    round_to: int = 5

    def __post_init__(self) -> None:
        if self.suppress_below < 1 or self.round_to < 1:
            raise ValueError("Counts are hidden below 1 or more, and rounded to 1 or more.")

    @property
    def together(self) -> int:
        """How many people the hidden parts of a breakdown hold at least."""
        return 2 * self.suppress_below

    def is_small(self, many: int) -> bool:
        """Whether a count of people is hidden: also one that would be rounded to nobody. Nobody at
        all is shown."""
        return many > 0 and (many < self.suppress_below or not self.rounded(many))

    def rounded(self, many: int) -> int:
        """A count to the nearest 5 (`round_to`), halves up."""
        return (2 * many + self.round_to) // (2 * self.round_to) * self.round_to

    def limits(self, shown: int) -> tuple[int, int]:
        """The lowest and the highest count that is shown as this one."""
        if shown == 0:
            return 0, 0
        low = math.ceil(shown - self.round_to / 2)
        return max(low, self.suppress_below), math.ceil(shown + self.round_to / 2) - 1

    def difference(self, whole: int, parts: list[int]) -> tuple[int, int]:
        """What a reader can say of a whole less its parts, from their rounded numbers."""
        low, high = self.limits(self.rounded(whole))
        ends = [self.limits(self.rounded(part)) for part in parts]
        return max(0, low - sum(end[1] for end in ends)), high - sum(end[0] for end in ends)

    def figure(self, figure: Figure) -> Figure:
        """A figure that may be shown, as it is published."""
        if figure.unit is Unit.COUNT:
            return replace(figure, value=self.rounded(int(figure.value or 0)))
        draws = figure.id.startswith("sroi.")  # of a simulation, not of people
        if figure.unit is Unit.SHARE and None not in (figure.n, figure.base) and not draws:
            return self._share(figure)
        n = None if figure.n is None or draws else self.rounded(figure.n)
        base = None if figure.base is None else self.rounded(figure.base)
        numbers = (_by_unit(figure, each) for each in (figure.value, figure.ci_low, figure.ci_high))
        value, low, high = numbers
        return replace(figure, value=value, n=n, base=base, ci_low=low, ci_high=high)

    def _share(self, figure: Figure) -> Figure:
        n, base = self.rounded(figure.n or 0), self.rounded(figure.base or 0)
        low, high = stats.wilson(n, base)
        return replace(figure, value=n / base, n=n, base=base, ci_low=low, ci_high=high)

    def part(self, part: Part, whole: float) -> Part:
        """A scheme's or a nation's share, its interval and the limits of luck, computed anew."""
        n, base = self.rounded(part.n), self.rounded(part.base)
        return part_of(part.figure, part.kind, part.name, n, base, whole, self.round_to)

    def reach(self, reach: Reach) -> Reach:
        """A group's ratio, computed anew."""
        n, base = self.rounded(reach.supported), self.rounded(reach.of_supported)
        return reach_of(reach.kind, reach.group, n, base, reach.population, reach.of_population)


DECIMALS = {
    Unit.MEAN: 1,
    Unit.MEDIAN: 1,
    Unit.DAYS: 1,
    Unit.HOURS: 1,
    Unit.POINTS: 1,
    Unit.RATIO: 2,
    Unit.SHARE: 2,  # one that is no count over a base, such as a weighted one: whole percent
    Unit.GBP: -3,
}


def _by_unit(figure: Figure, value: float | None) -> float | None:
    """Rule 3."""
    if value is None:
        return None
    if figure.unit in (Unit.ODDS_RATIO, Unit.P) or figure.id.endswith(".slope"):
        return two_figures(value)
    return decimals(value, DECIMALS[figure.unit])


def decimals(value: float, places: int) -> float:
    """Rounded to so many decimals, halves away from nothing; -3 is to thousands."""
    step = Decimal(1).scaleb(-places)
    return float(Decimal(repr(value)).quantize(step, ROUND_HALF_UP)) + 0.0


def two_figures(value: float) -> float:
    """Rounded to two significant figures."""
    return float(f"{value:.1e}")
