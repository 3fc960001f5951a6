"""Somebody who has the published findings alone, knows every definition, and wants a hidden count.

Each count is an unknown whole number. What is published says between which two numbers it lies; the
definitions, written here once more and not taken from the package, say what adds up to what; a mean
says what its people's points add up to. Of each hidden count the lowest and the highest number is
asked that all of it together allows (linear programming; over whole numbers where it is narrow).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from alongside.evaluation import Findings, Status, Unit

from .definitions import POINTS, SUMS, WITHIN, base_of

MOST = 100_000.0


@dataclass
class Attacker:
    """All that can be known, as bounds and sums of unknowns."""

    places: dict[str, int] = field(default_factory=dict)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    rows: list[tuple[dict[int, float], float, float]] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)

    def reads(self, published: Findings, prefix: str = "") -> Attacker:
        """Take in a publication."""
        return Reading(self, published, prefix).everything()

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

    @cached_property  # ask only when everything is read
    def _constraints(self) -> LinearConstraint:
        where = [
            (at, column, times)
            for at, (terms, _, _) in enumerate(self.rows)
            for column, times in terms.items()
        ]
        rows, columns, times = (list(each) for each in zip(*where, strict=True))
        matrix = csr_array((times, (rows, columns)), shape=(len(self.rows), len(self.low)))
        return LinearConstraint(
            matrix, [row[1] for row in self.rows], [row[2] for row in self.rows]
        )


@dataclass
class Reading:
    """One publication on its way into what the attacker knows."""

    attacker: Attacker
    published: Findings
    prefix: str

    def everything(self) -> Attacker:
        for figure in self.published.figures.values():
            self._figure(figure.id)
        for flow in self.published.flows:
            name = "".join("L" if each else "N" for each in (flow.start, flow.end, flow.later))
            self._count(f"flow {name}", flow.people)
        for score in self.published.scores:
            self._count(f"start {score.score}", score.at_start)
            self._count(f"end {score.score}", score.at_end)
        self._parts()
        self._reach()
        self._sums()
        self._means()
        return self.attacker

    def _named(self, name: str) -> str:
        return self.prefix + name

    def _count(self, name: str, shown: float | None) -> None:
        """A count as printed: hidden, nobody, or one that is rounded to this."""
        if shown is None:
            self.attacker.unknown(self._named(name))
            self.attacker.hidden.add(self._named(name))
            return
        half = self.published.round_to / 2
        low = 0 if shown == 0 else max(self.published.suppress_below, math.ceil(shown - half))
        high = 0 if shown == 0 else math.ceil(shown + half) - 1
        self.attacker.between(self._named(name), low, high)

    def _figure(self, id_: str) -> None:
        figure = self.published[id_]
        if figure.status is Status.NOT_AVAILABLE or id_.startswith("sroi."):
            return
        hidden = figure.status is Status.SUPPRESSED
        if figure.unit is Unit.COUNT:
            self._count(id_, figure.value)
        elif figure.unit is Unit.SHARE and (
            hidden or (figure.base is not None and figure.n is not None)
        ):
            if "difference" not in id_ and "ipw" not in id_:
                self._share(id_, id_, base_of(id_), figure.n, figure.base)
        elif figure.n is not None:
            of = base_of(id_.replace(".change", ".less") if id_.startswith("factor.") else id_)
            if not id_.endswith((".odds_ratio", ".slope")):
                self._count(of, figure.n)

    def _share(self, name: str, id_: str, of: str, n: int | None, base: int | None) -> None:
        self._count(name, n)
        rest = f"not {id_}"
        self.attacker.unknown(self._named(rest))
        if n is None or base is None:
            self.attacker.hidden.add(self._named(rest))
            self.attacker.unknown(self._named(of))
        else:
            self._count(of, base)
            least = self.published.suppress_below if n != base else 0
            self.attacker.between(self._named(rest), least, MOST if n != base else 0)
        self._add(of, [name, rest])

    def _add(self, whole: str, parts: list[str], *, all_of_it: bool = True) -> None:
        terms = [(self._named(whole), 1.0), *((self._named(part), -1.0) for part in parts)]
        self.attacker.row(terms, 0, 0 if all_of_it else MOST)

    def _there(self, patterns: list[str]) -> list[str]:
        found = []
        for pattern in patterns:
            names = [
                name.removeprefix(self.prefix)
                for name in self.attacker.places
                if name.startswith(self.prefix)
            ]
            start = pattern.removesuffix("*")
            if pattern.endswith("*"):
                found += [name for name in names if name.startswith(start)]
            elif pattern in names:
                found.append(pattern)
        return found

    def _sums(self) -> None:
        for sums, all_of_it in ((SUMS, True), (WITHIN, False)):
            for whole, patterns in sums:
                parts = self._there(patterns)
                if parts and (all_of_it or self._there([whole])):
                    self._add(whole, parts, all_of_it=all_of_it)
        any_of = [
            name
            for name in self._there(["people.transition.*"])
            if name.rpartition(".")[2] not in ("none", "not_asked")
        ]
        if any_of and self._there(["not people.transition.none"]):
            terms = [("not people.transition.none", -1.0), *((name, 1.0) for name in any_of)]
            self.attacker.row([(self._named(name), times) for name, times in terms], 0, MOST)

    def _means(self) -> None:
        if self._there(["lonely at the end"]):
            self._add("loneliness.pairs", ["lonely at the end", "well at the end of pairs"])
        for id_, base, groups in POINTS:
            figure = self.published.figures.get(id_)
            if figure is None or figure.status is not Status.OK or figure.value is None:
                continue
            if not all(self._there([name]) for name, _, _ in groups):
                continue
            low, high = figure.value - 0.05, figure.value + 0.05
            named = [(self._named(name), least, most) for name, least, most in groups]
            of = self._named(base)
            self.attacker.row(
                [*((n, least) for n, least, _ in named), (of, -high)], -MOST * 9, 1e-6
            )
            self.attacker.row([*((n, most) for n, _, most in named), (of, -low)], -1e-6, MOST * 9)

    def _parts(self) -> None:
        """Every scheme that is in a figure is in all: those that are not printed are hidden."""
        nations = dict(self.published.nations)
        names = {"scheme": list(nations), "nation": list(dict.fromkeys(nations.values()))}
        for figure in dict.fromkeys(part.figure for part in self.published.parts):
            shown = {
                (each.kind, each.name): each
                for each in self.published.parts
                if each.figure == figure
            }
            for kind, each in names.items():
                for name in each:
                    part, id_ = shown.get((kind, name)), f"{figure} in {kind} {name}"
                    self._share(id_, id_, f"base {id_}", part and part.n, part and part.base)
                    if part is None:
                        self.attacker.hidden.add(self._named(f"base {id_}"))
            self._schemes(figure, names, nations)
        for name in names["scheme"]:
            pairs = f"base loneliness.change.less in scheme {name}"
            measured = f"loneliness.completion in scheme {name}"
            lonely = f"base loneliness.lonely_to_not in scheme {name}"
            for part in (measured, lonely):
                if self._there([pairs]) and self._there([part]):
                    self._add(pairs, [part], all_of_it=False)

    def _schemes(self, figure: str, names: dict[str, list[str]], nations: dict[str, str]) -> None:
        for before, whole in (("", figure), ("not ", f"not {figure}"), ("base ", base_of(figure))):
            for kind, each in names.items():
                self._add(whole, [f"{before}{figure} in {kind} {name}" for name in each])
            for nation in names["nation"]:
                inside = [name for name in names["scheme"] if nations[name] == nation]
                parts = [f"{before}{figure} in scheme {name}" for name in inside]
                self._add(f"{before}{figure} in nation {nation}", parts)

    def _reach(self) -> None:
        for each in self.published.reach:
            if each.kind != "age":
                self._count(f"people.{each.kind}.{each.group}", each.supported)
