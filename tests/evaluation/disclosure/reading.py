"""One publication on its way into what the attacker knows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.evaluation import Findings, Status, Unit

from .definitions import POINTS, SUMS, WITHIN, base_of

if TYPE_CHECKING:
    from .attacker import Attacker

MOST = 100_000.0


@dataclass
class Reading:
    """What a publication prints, and what its definitions say of that."""

    attacker: Attacker
    published: Findings
    prefix: str
    population: Sequence[str] = ()

    def everything(self) -> None:
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
        """A group of the population's file that is not printed is hidden, or nobody."""
        for kind in dict.fromkeys(group.partition(":")[0] for group in self.population):
            shown = {each.group: each for each in self.published.reach if each.kind == kind}
            groups = [each.partition(":")[2] for each in self.population if each.startswith(kind)]
            for group in groups:
                self._count(_group(kind, group), shown[group].supported if group in shown else None)
            for each in shown.values():
                self._count(f"reach.{kind}", each.of_supported)
            self._add(f"reach.{kind}", [_group(kind, group) for group in groups])
            if kind == "age":
                self._ages(groups)

    def _ages(self, groups: list[str]) -> None:
        """Ages in years add up to groups, and to those under 60 and under 70."""
        years = [f"aged {age}" for age in range(111)]
        self._add("aged", years)
        self._add("people.under_60", years[:60])
        self._add("people.under_70", years[:70])
        for group in groups:
            first, _, last = group.partition("-")
            self._add(_group("age", group), years[int(first) : int(last or 110) + 1])


def _group(kind: str, group: str) -> str:
    return f"reach.age.{group}" if kind == "age" else f"people.{kind}.{group}"
