"""People supported beside people alike who were not: two bars an outcome, and the difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...figure import Figure
from ...findings import Findings
from ..document import Table
from ..numbers import capital, clear, interval, people, points_apart, shown
from .bars import Bar, Group, grouped
from .chart import Chart
from .scale import shares
from .theme import HARBOUR, NARROW, SAND, WIDE
from .wording import all_there, available, few_words

ID = "comparison"
OUTCOMES = {
    "less": ("Less lonely at the end", "less lonely"),
    "lonely_to_not": ("No longer lonely, of those lonely at the start", "no longer lonely"),
    "became_lonely": ("Became lonely, of those not lonely at the start", "newly lonely"),
}
SIDES = ("Supported", "Similar people, not supported")


@dataclass(frozen=True)
class Outcome:
    """One outcome: the two shares and what lies between them."""

    id: str
    ours: Figure
    theirs: Figure
    difference: Figure

    @property
    def label(self) -> str:
        return OUTCOMES[self.id][0]


def comparison(findings: Findings) -> Chart | None:
    """The three outcomes of the matched people and of their counterparts."""
    found = list(_outcomes(findings))
    if not found:
        return None
    title, alt = _title(found), _alt(found)
    groups = [_group(one) for one in found]
    most = max(bar.value for group in groups for bar in group.bars)
    pictures = [
        grouped(size, groups, shares(most), f"{ID}-{size.name}", title, alt)
        for size in (WIDE, NARROW)
    ]
    return Chart(ID, title, _base(findings), alt, pictures[0], pictures[1], _table(found))


def _outcomes(findings: Findings) -> Iterator[Outcome]:
    for name in OUTCOMES:
        sides = [f"matched.{name}.{what}" for what in ("treated", "comparison", "difference")]
        there = all_there(findings, *sides)
        if there is not None:
            yield Outcome(name, *there)


def _title(found: list[Outcome]) -> str:
    first = found[0]
    state = OUTCOMES[first.id][1]
    against = f"{shown(first.ours)} against {shown(first.theirs)}"
    way = clear(first.difference)
    if not way:
        return f"No clear difference from similar people without support: {against} were {state}"
    more = "More" if way > 0 else "Fewer"
    return f"{more} were {state} than among similar people without support: {against}"


def _base(findings: Findings) -> str:
    pairs = available(findings, "matched.pairs")
    said = "In brackets is the 95% interval of the difference."
    if pairs is None or pairs.value is None:
        return said
    n = int(pairs.value)
    return f"{people(n)} supported, each matched with one who was not.{few_words(n)} {said}"


def _group(one: Outcome) -> Group:
    n = one.difference.n
    base = f" {people(n)} and their matches.{few_words(n)}" if n is not None else ""
    apart = f"{capital(points_apart(one.difference))}.{base}"
    bars = tuple(
        Bar(side, figure.value or 0.0, shown(figure), fill)
        for side, figure, fill in zip(SIDES, (one.ours, one.theirs), (HARBOUR, SAND), strict=True)
    )
    return Group(one.label, apart, bars)


def _alt(found: list[Outcome]) -> str:
    said = [
        f"{one.label}: {shown(one.ours)} of those supported, {shown(one.theirs)} of similar people,"
        f" {points_apart(one.difference)}"
        for one in found
    ]
    return f"{'; '.join(said)}."


def _table(found: list[Outcome]) -> Table:
    rows = []
    for one in found:
        n = "" if one.difference.n is None else f"{one.difference.n:,}"
        sides = (_with_interval(one.ours), _with_interval(one.theirs))
        rows.append((one.label, n, *sides, capital(points_apart(one.difference))))
    return Table(
        f"{ID}-table",
        "People supported and similar people",
        ("Outcome", "Matched pairs", *SIDES, "Difference, with 95% interval"),
        tuple(rows),
        (False, True, True, True, True),
        frozenset(),
    )


def _with_interval(figure: Figure) -> str:
    between = interval(figure)
    return f"{shown(figure)} ({between})" if between else shown(figure)
