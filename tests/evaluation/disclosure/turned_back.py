"""Printed numbers turned back into counts: which whole numbers give this p, this E-value, these
odds.

Definitions written once more, not taken from the package. A p or an E-value is a number of few
counts, so every combination is tried; of a regression the equations that its coefficients solve are
written out, one for each term, over unknown people of every kind.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import binom, binomtest, norm

from alongside.evaluation import Findings, Status

if TYPE_CHECKING:
    from .attacker import Attacker

MOST_WAYS = 4000  # combinations of shown counts are 25, of three 125
STEP = 0.1  # of what is not printed: a regression's constant
TERMS = {  # what a term of the model is 1 for
    "age_under_60": ("age_under_60", "yes"),
    "severe_at_start": ("severe_at_start", "yes"),
    "transition_identified": ("transition_identified", "any"),
    "contacts_one": ("contacts", "one"),
    "contacts_over_twelve": ("contacts", "over_twelve"),
    "female": ("female", "yes"),
}
LEVELS = {
    "age_under_60": ("yes", "no"),
    "severe_at_start": ("yes", "no"),
    "transition_identified": ("any", "none"),
    "contacts": ("one", "two_to_twelve", "over_twelve"),
    "female": ("yes", "no"),
}


def turn_back(attacker: Attacker, published: Findings, prefix: str) -> None:
    """Take in what the p-values, the E-value, and what hidden bias it would take, say of counts."""
    turned = Turned(attacker, published, prefix)
    turned.mcnemar()
    turned.wilcoxon()
    turned.matched()


def two(value: float) -> float:
    return float(f"{value:.1e}")


class Turned:
    def __init__(self, attacker: Attacker, published: Findings, prefix: str) -> None:
        self.attacker, self.published, self.prefix = attacker, published, prefix

    def _shown(self, id_: str) -> float | None:
        figure = self.published.figures.get(id_)
        return figure.value if figure and figure.status is Status.OK else None

    def _ways(self, *names: str) -> Iterator[tuple[int, ...]]:
        """The combinations that what is known of each leaves; none where there are too many."""
        ends = [self.attacker.ends(self.prefix + name) for name in names]
        if math.prod(high - low + 1 for low, high in ends) <= MOST_WAYS:
            yield from product(*(range(low, high + 1) for low, high in ends))

    def _chosen(self, names: tuple[str, ...], ways: list[tuple[int, ...]], tried: int) -> None:
        if tried:
            self.attacker.chosen([self.prefix + name for name in names], ways)

    def mcnemar(self) -> None:
        p = self._shown("loneliness.mcnemar.p")
        names = ("loneliness.lonely_to_not", "loneliness.not_to_lonely")
        if p is None:
            return
        tried = list(self._ways(*names))
        ways = [way for way in tried if sum(way) and two(binomtest(way[0], sum(way)).pvalue) == p]
        self._chosen(names, ways, len(tried))

    def wilcoxon(self) -> None:
        """How far people moved is not printed: each combination that any distances can give."""
        p = self._shown("loneliness.change.p")
        names = ("loneliness.change.less", "loneliness.change.more")
        if p is None:
            return
        tried = list(self._ways(*names))
        ways = [way for way in tried if any(way) and _can_be(p, *way)]
        self._chosen(names, ways, len(tried))

    def matched(self) -> None:
        """The E-value is told of the two shares as they are printed: it says nothing, if it is.
        What hidden bias it would take is of the exact ones, and of the discordant pairs."""
        e_value, gamma = (self._shown(f"matched.less.{x}") for x in ("e_value", "rosenbaum_gamma"))
        names = ("matched.less.treated", "matched.less.comparison", "matched.pairs")
        here = [self.prefix + name in self.attacker.places for name in names]
        if all(each is None for each in (e_value, gamma)) or not all(here):
            return
        ours, theirs = (self.published[name].n for name in names[:2])
        if e_value is not None and ours and theirs and e_value == _e_value(ours, theirs):
            e_value = None
        tried = list(self._ways(*names))
        ways = [
            (ours, theirs, of)
            for ours, theirs, of in tried
            if max(ours, theirs) <= of
            and (e_value is None or _e_value(ours, theirs) == e_value)
            and (gamma is None or _gamma_can_be(gamma, ours, theirs, of))
        ]
        self._chosen(names, ways, len(tried))


def _can_be(p: float, less: int, more: int) -> bool:
    n = less + more
    least = less * (less + 1) / 2 - n * (n + 1) / 4
    ranks = least, least + less * more
    nearest = 0.0 if ranks[0] <= 0 <= ranks[1] else min(map(abs, ranks))
    untied = n * (n + 1) * (2 * n + 1) / 24
    spreads = untied - (n**3 - n) / 48, untied
    high = 2 * norm.sf(nearest / math.sqrt(spreads[1]))
    low = 2 * norm.sf(max(map(abs, ranks)) / math.sqrt(spreads[0]))
    return two(low) <= p <= two(high)


def _e_value(ours: int, theirs: int) -> float | None:
    if not ours or not theirs:
        return None
    ratio = max(ours / theirs, theirs / ours)
    return round(ratio + math.sqrt(ratio * (ratio - 1)), 2)


def _gamma_can_be(gamma: float, ours: int, theirs: int, of: int) -> bool:
    for for_us in range(max(0, ours - theirs), min(ours, of - theirs) + 1):
        against = for_us - ours + theirs
        low, high = (
            binom.sf(for_us - 1, for_us + against, each / (1 + each))
            for each in (gamma - 0.0051, gamma + 0.0051)
        )
        if low <= 0.05 <= high:
            return True
    return False


# ---- Odds ---------------------------------------------------------------------------------------


def ranges_by_odds(
    attacker: Attacker, published: Findings, names: list[str]
) -> dict[str, tuple[int, int]]:
    """Between which numbers hidden counts lie, for somebody who also solves the logistic regression
    backwards. Its constant is not printed: every one is tried, a small step at a time."""
    shown = {
        term: published[f"factor.{term}.odds_ratio"]
        for term in TERMS
        if published[f"factor.{term}.odds_ratio"].status is not Status.NOT_AVAILABLE
    }
    if not shown or any(each.value is None for each in shown.values()):
        return {}
    odds = {term: float(each.value or 0) for term, each in shown.items()}
    kinds = _kinds(attacker, list(odds), next(iter(shown.values())).n or 0, published.round_to)
    found: dict[str, tuple[int, int]] = {}
    for constant in np.arange(-6, 6, STEP):
        rows = list(_equations(odds, kinds, constant))
        if not attacker.possible(rows):
            continue
        for name in names:
            low, high = attacker.range_with(name, rows)
            before = found.get(name, (low, high))
            found[name] = min(before[0], low), max(before[1], high)
    return found


Kind = tuple[str, dict[str, int]]
Row = tuple[list[tuple[str, float]], float, float]


def _kinds(attacker: Attacker, terms: list[str], modelled: int, step: int) -> list[Kind]:
    """People of every kind that the model tells apart, and how they lie within what is printed."""
    factors = list(dict.fromkeys(TERMS[term][0] for term in terms))
    kinds: list[Kind] = []
    for levels in product(*(LEVELS[factor] for factor in factors)):
        has = dict(zip(factors, levels, strict=True))
        kinds.append(
            (
                "kind " + " ".join(levels),
                {term: int(has[TERMS[term][0]] == TERMS[term][1]) for term in terms},
            )
        )
        name = kinds[-1][0]
        attacker.row([(name, 1), (f"{name} less", -1)], 0, 1e5)
    half = step / 2
    attacker.row([(name, 1) for name, _ in kinds], modelled - half, modelled + half)
    for at, factor in enumerate(factors):
        for level in LEVELS[factor]:
            mine = [name for name, _ in kinds if name.split()[1:][at] == level]
            id_ = f"factor.{factor}.{level}.less"
            less = [(f"{name} less", -1.0) for name in mine]
            people = [(name, -1.0) for name in mine]
            others = [*people, *((name, 1.0) for name, _ in less)]
            for whole, of in ((id_, less), (f"base {id_}", people), (f"not {id_}", others)):
                if whole in attacker.places:
                    attacker.row([(whole, 1), *of], 0, 1e5)
    return kinds


def _equations(odds: dict[str, float], kinds: list[Kind], constant: float) -> Iterator[Row]:
    """For the constant and for each term: as many are less lonely as the model says."""
    ends = {term: _logs(value) for term, value in odds.items()}
    chance = {
        name: tuple(
            1 / (1 + math.exp(-(start + sum(ends[t][side] for t, is_ in has.items() if is_))))
            for side, start in ((0, constant), (1, constant + STEP))
        )
        for name, has in kinds
    }
    for term in ("", *odds):
        mine = [name for name, has in kinds if not term or has[term]]
        less = [(f"{name} less", 1.0) for name in mine]
        yield [*less, *((name, -chance[name][0]) for name in mine)], -1e-6, 1e5
        yield [*less, *((name, -chance[name][1]) for name in mine)], -1e5, 1e-6


def _logs(value: float) -> tuple[float, float]:
    half = 10.0 ** (math.floor(math.log10(value)) - 1) / 2
    return math.log(value - half), math.log(value + half)
