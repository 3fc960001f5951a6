"""Somebody who has the published findings alone, knows every definition, and wants a hidden count.

Each count is an unknown whole number. What is published says between which two numbers it lies; the
definitions, written here once more and not taken from the package, say what adds up to what; a mean
says what its people's points add up to. Of each hidden count the lowest and the highest number is
asked that all of it together allows (linear programming; over whole numbers where it is narrow).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from alongside.evaluation import Findings

from .reading import MOST, Reading
from .turned_back import Row, turn_back


@dataclass
class Attacker:
    """All that can be known, as bounds and sums of unknowns."""

    places: dict[str, int] = field(default_factory=dict)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    rows: list[tuple[dict[int, float], float, float]] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    ways: list[tuple[list[str], list[tuple[int, ...]]]] = field(default_factory=list)

    def reads(
        self, published: Findings, prefix: str = "", population: Sequence[str] = ()
    ) -> Attacker:
        """Take in a publication; the population's file is known to everybody."""
        Reading(self, published, prefix, population).everything()
        turn_back(self, published, prefix)
        return self

    def unknown(self, name: str) -> int:
        if name not in self.places:
            self.places[name] = len(self.low)
            self.low.append(0.0)
            self.high.append(MOST)
        return self.places[name]

    def between(self, name: str, low: float, high: float) -> None:
        at = self.unknown(name)
        self.low[at], self.high[at] = max(self.low[at], low), min(self.high[at], high)

    def row(self, terms: list[tuple[str, float]], low: float, high: float) -> None:
        found: dict[int, float] = {}
        for name, times in terms:
            at = self.unknown(name)
            found[at] = found.get(at, 0.0) + times
        self.rows.append((found, low, high))
        self.__dict__.pop("_constraints", None)

    def ends(self, name: str) -> tuple[int, int]:
        """What is known of a count, whole numbers apart."""
        at = self.unknown(name)
        if self.high[at] < MOST or not self.rows:
            return math.ceil(self.low[at]), math.floor(self.high[at])
        low, high = (self._extreme(name, sign, whole=False) for sign in (1, -1))
        return math.ceil(low - 1e-6), math.floor(high + 1e-6)

    def chosen(self, names: list[str], ways: list[tuple[int, ...]]) -> None:
        """Counts are together one of these ways, and nobody knows which."""
        self.ways.append((names, ways))
        switches = [f"way {len(self.ways)} {number}" for number in range(len(ways))]
        for switch in switches:
            self.between(switch, 0, 1)
        self.row([(switch, 1.0) for switch in switches], 1, 1)
        for at, name in enumerate(names):
            terms = [(switch, -float(way[at])) for switch, way in zip(switches, ways, strict=True)]
            self.row([(name, 1.0), *terms], 0, 0)

    def values(self, published: Findings, pounds: float) -> Attacker:
        """A social return, where a point less lonely is worth so many pounds and nothing else
        counts, gives back how many points all pairs together became less lonely."""
        worth = published["sroi.present_value_outcomes"].value
        if worth is not None:
            low, high = (worth - 500) / pounds - 1e-6, (worth + 500) / pounds + 1e-6
            changes = [("loneliness.change.less", 1, 6), ("loneliness.change.more", -6, -1)]
            self.row([(name, least) for name, least, _ in changes], -MOST * 9, high)
            self.row([(name, most) for name, _, most in changes], low, MOST * 9)
            scores = [
                (f"{stage} {n}", sign * n)
                for stage, sign in (("start", 1), ("end", -1))
                for n in range(3, 10)
            ]
            self.row([(name, float(points)) for name, points in scores], low, high)
        return self

    def grows(self, old: str, new: str, but: tuple[str, ...]) -> None:
        """What was counted before is counted in the later publication too."""
        for name in [each for each in self.places if each.startswith(old)]:
            later, plain = new + name.removeprefix(old), name.removeprefix(old)
            if later in self.places and not any(word in plain for word in but):
                self.row([(later, 1), (name, -1)], 0, MOST)

    def errs(self, true: dict[str, int]) -> list[str]:
        """Where the truth does not agree with what the attacker takes for sure: nowhere, else the
        attack proves nothing."""
        names = {at: name for name, at in self.places.items()}
        known = {self.places[name]: many for name, many in true.items() if name in self.places}
        found = [
            names[at] for at, many in known.items() if not self.low[at] <= many <= self.high[at]
        ]
        for terms, low, high in self.rows:
            if all(at in known for at in terms):
                total = sum(known[at] * times for at, times in terms.items())
                if not low - 1e-6 <= total <= high + 1e-6:
                    found.append(" ".join(f"{times:+g} {names[at]}" for at, times in terms.items()))
        for counts, ways in self.ways:
            if all(name in true for name in counts) and tuple(map(true.get, counts)) not in ways:
                found.append(f"no way to {counts}")
        return found

    def suspects(self, wide: int = 13) -> list[str]:
        """Hidden counts that may be narrow: of the others two answers far apart were met, on the
        way to whatever many sums of hidden counts can be at most."""
        random = np.random.default_rng(1)
        places = [self.places[name] for name in sorted(self.hidden)]
        low, high = np.full(len(self.low), np.inf), np.full(len(self.low), -np.inf)
        for _ in range(60):
            wanted = np.zeros(len(self.low))
            wanted[places] = random.choice([-1.0, 0.0, 1.0], len(places))
            found = self._solved(wanted, whole=False)
            low, high = np.minimum(low, found), np.maximum(high, found)
        return [name for name in sorted(self.hidden) if (high - low)[self.places[name]] < wide]

    def range_of(self, name: str) -> tuple[int, int]:
        """The lowest and the highest number that a hidden count can be."""
        low, high = (self._extreme(name, sign, whole=False) for sign in (1, -1))
        found = math.ceil(low - 1e-6), math.floor(high + 1e-6)
        if found[1] - found[0] > 12:
            return found
        low, high = (self._extreme(name, sign, whole=True) for sign in (1, -1))
        return round(low), round(high)

    def possible(self, more: list[Row]) -> bool:
        """Whether something more can be true besides."""
        return self._with(np.zeros(len(self.low)), more) is not None

    def range_with(self, name: str, more: list[Row]) -> tuple[int, int]:
        """The lowest and the highest number of a count, where something more is true."""
        wanted = np.zeros(len(self.low))
        wanted[self.places[name]] = 1
        low, high = (self._with(sign * wanted, more) for sign in (1, -1))
        assert low is not None
        assert high is not None
        at = self.places[name]
        return math.ceil(low[at] - 1e-6), math.floor(high[at] + 1e-6)

    def _with(self, wanted: NDArray[np.float64], more: list[Row]) -> NDArray[np.float64] | None:
        rows = [
            ({self.places[name]: times for name, times in terms}, low, high)
            for terms, low, high in more
        ]
        found = milp(
            wanted,
            constraints=[self._constraints, _constraints(rows, len(self.low))],
            bounds=Bounds(np.array(self.low), np.array(self.high)),
        )
        return None if found.x is None else np.asarray(found.x)

    def _extreme(self, name: str, sign: int, *, whole: bool) -> float:
        wanted = np.zeros(len(self.low))
        wanted[self.places[name]] = sign
        return float(self._solved(wanted, whole=whole)[self.places[name]])

    def _solved(self, wanted: NDArray[np.float64], *, whole: bool) -> NDArray[np.float64]:
        found = milp(
            wanted,
            constraints=self._constraints,
            bounds=Bounds(np.array(self.low), np.array(self.high)),
            integrality=np.full(len(self.low), int(whole)),
        )
        assert found.x is not None, f"what the attacker takes for sure cannot be: {found.message}"
        return np.asarray(found.x)

    @cached_property
    def _constraints(self) -> LinearConstraint:
        return _constraints(self.rows, len(self.low))


def _constraints(rows: list[tuple[dict[int, float], float, float]], wide: int) -> LinearConstraint:
    where = [
        (at, column, times)
        for at, (terms, _, _) in enumerate(rows)
        for column, times in terms.items()
    ]
    lines, columns, times = (list(each) for each in zip(*where, strict=True))
    matrix = csr_array((times, (lines, columns)), shape=(len(rows), wide))
    return LinearConstraint(matrix, [row[1] for row in rows], [row[2] for row in rows])
