"""What has to be hidden: small counts, and as many beside them as keep them hidden."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from .counting import Counts
from .relations import Breakdown, twins
from .rounding import Rules

ENOUGH = 360  # pairs from which on a mean to one decimal leaves two hidden scores six points apart


class Hiding:
    """Hides counts and the items that rest on them, until nothing more follows."""

    def __init__(self, counts: Counts, rules: Rules) -> None:
        self.counts, self.rules = counts, rules
        self.hidden: set[str] = set()  # counts
        self.gone: set[str] = set()  # items
        self.twins = [*twins(), *((second, first) for first, second in twins())]
        self.twins += _twin_parts(counts)

    def settle(self, start: Iterable[str], tells: Callable[[Hiding], Iterable[str]]) -> None:
        """Hide small counts and the items of `start`; then all that follows. `tells` gives further
        items, that would give a hidden count back."""
        small = [name for name, many in self.counts.values.items() if self.rules.is_small(many)]
        self.hidden.update(small)
        for item in self.counts.items.values():
            if item.least is not None and self.rules.is_small(item.least):
                self.drop(item.id)
        for id_ in start:
            self.drop(id_)
        while True:
            self._follow()
            more = [id_ for id_ in tells(self) if id_ not in self.gone]
            if not more:
                return
            for id_ in more:
                self.drop(id_)

    def drop(self, id_: str) -> None:
        """Hide an item, and the counts that it alone tells. Nobody at all is never hidden."""
        self.gone.add(id_)
        tells = self.counts.items[id_].tells
        self.hidden.update(name for name in tells if self.counts.values[name])

    def _follow(self) -> None:
        before = -1
        while before != len(self.hidden) + len(self.gone):
            before = len(self.hidden) + len(self.gone)
            self._once()

    def _once(self) -> None:
        for item in self.counts.items.values():
            hit = any(name in self.hidden for name in item.rests_on)
            if item.id not in self.gone and (hit or not self.gone.isdisjoint(item.goes_with)):
                self.drop(item.id)
        for first, second in self.twins:
            if first in self.hidden:
                self.hidden.add(second)
        for breakdown in self.counts.breakdowns:
            self._protect(breakdown)

    def _protect(self, of: Breakdown) -> None:
        """Rule 2. What is left of the whole stands in no figure, so it counts as hidden."""
        values = self.counts.values
        parts = [name for name in of.parts if values[name]]
        rest = max(0, values.get(of.whole, 0) - sum(values[name] for name in parts))
        held = [values[name] for name in parts if name in self.hidden]
        if not held and not self._must(of, parts, rest):
            return
        if of.derived and held and self._is_open(of, parts):
            return
        if of.instead:
            self.hidden.add(of.instead)
            return
        held += [rest] if rest else []
        shown = sorted((n for n in parts if n not in self.hidden), key=values.__getitem__)
        while shown and not self._enough(held):
            name = shown.pop(0)
            self.hidden.add(name)
            held.append(values[name])
        if len(held) == 1 and of.whole:
            self.hidden.add(of.whole)

    def _enough(self, held: list[int]) -> bool:
        return len(held) > 1 and sum(held) >= self.rules.together

    def _is_open(self, of: Breakdown, parts: list[str]) -> bool:
        """Whether the rounded numbers leave the hidden parts as open as a small count is."""
        if of.summed and self.counts.values.get(of.left[0], 0) < ENOUGH:
            return False  # the mean of the scores would tell what rounding leaves
        known = [self._sum(of.summed or (of.whole,))]
        if of.left:
            total, less = self._sum(of.left[:1]), self._sum(of.left[1:])
            known.append((total[0] - less[1], total[1] - less[0]))
        low, high = max(each[0] for each in known), min(each[1] for each in known)
        shown = self._sum(tuple(name for name in parts if name not in self.hidden))
        alone = sum(name in self.hidden for name in parts) == 1
        least = max(0, low - shown[1]) if alone else 0
        return high - shown[0] - least + 1 >= self.rules.suppress_below - 1

    def _sum(self, names: tuple[str, ...]) -> tuple[float, float]:
        """What a reader can say of the sum of some counts; of hidden ones nothing."""
        values, rules = self.counts.values, self.rules
        if any(name in self.hidden or name not in values for name in names):
            return 0, math.inf
        ends = [rules.limits(rules.rounded(values[name])) for name in names]
        return sum(end[0] for end in ends), sum(end[1] for end in ends)

    def _must(self, of: Breakdown, parts: list[str], rest: int) -> bool:
        """Whether something has to be hidden though no part is: the whole is hidden and is just its
        parts, or a small rest could be read off the rounded numbers."""
        if of.whole in self.hidden:
            return bool(parts) and not rest
        if not (of.guarded and parts and self.rules.is_small(rest)):
            return False
        low, high = self.rules.difference(
            self.counts.values[of.whole], [self.counts.values[name] for name in parts]
        )
        return high - low + 1 < self.rules.suppress_below - 1


def _twin_parts(counts: Counts) -> list[tuple[str, str]]:
    """How many of a scheme were measured is the base of how many of them are less lonely."""
    base, measured = "part.loneliness.change.less.", "part.loneliness.completion."
    names = [name for name in counts.items if name.startswith(base)]
    pairs = [(f"{name}/of", name.replace(base, measured)) for name in names]
    return [pair for pair in pairs if pair[1] in counts.values]
