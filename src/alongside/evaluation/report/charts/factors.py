"""What goes with being less lonely: a forest plot of odds ratios."""

from __future__ import annotations

from ...factors import TERMS
from ...figure import Figure
from ...findings import Findings
from ..document import Table
from ..numbers import capital, clear, interval, people, shown
from .chart import Chart
from .marks import Mark, points
from .names import FACTORS
from .rows import Row, plan
from .scale import ratios
from .theme import INK, NARROW, WIDE, Size
from .vega import drawn, grid, line_at, words
from .wording import available, few_words, finite, joined

ID = "factors"
COUNTED = ("none", "one", "two", "three", "four", "five", "six")
Terms = list[tuple[str, Figure]]


def forest(findings: Findings) -> Chart | None:
    """Odds ratios of one model of all factors, on a logarithmic axis around 1."""
    terms = [
        (term, figure)
        for term in TERMS
        if (figure := available(findings, f"factor.{term}.odds_ratio")) is not None
        and finite(figure.ci_low, figure.ci_high)
        and min(figure.value or 0, figure.ci_low or 0) > 0
    ]
    if not terms:
        return None
    title, alt = _title(terms), _alt(terms)
    pictures = [_drawn(size, terms, title, alt) for size in (WIDE, NARROW)]
    return Chart(ID, title, _base(terms), alt, pictures[0], pictures[1], _table(terms))


def _title(terms: Terms) -> str:
    more = sum(clear(figure, 1) > 0 for _, figure in terms)
    less = sum(clear(figure, 1) < 0 for _, figure in terms)
    if not more and not less:
        return "Nothing that was looked at clearly went with being less lonely"
    many = [
        f"{COUNTED[n]} went with being less lonely {often} often"
        for n, often in ((more, "more"), (less, "less"))
        if n
    ]
    if len(many) == 2:
        many[1] = f"{COUNTED[less]} with it less often"
    things = "thing" if len(terms) == 1 else "things"
    return f"Of {COUNTED[len(terms)]} {things} looked at, {joined(many)}"


def _base(terms: Terms) -> str:
    n = terms[0][1].n
    said = "Odds of being less lonely at the end, all factors together; lines are 95% intervals."
    on = f" {people(n)} with every factor known.{few_words(n)}" if n is not None else ""
    return said + on


def _alt(terms: Terms) -> str:
    said = [
        f"{_named(term)}, compared with {_reference(term)}: {shown(figure)} ({interval(figure)})"
        for term, figure in terms
    ]
    return f"Odds ratios of being less lonely. {'; '.join(said)}. Above 1 is more often."


def _named(term: str) -> str:
    return FACTORS[term][0]


def _reference(term: str) -> str:
    return FACTORS[term][1]


def _drawn(size: Size, terms: Terms, title: str, alt: str) -> str:
    rows = [
        Row(_named(term), f"{shown(figure)} ({interval(figure)})", f"against {_reference(term)}")
        for term, figure in terms
    ]
    values = [
        value for _, f in terms for value in (f.value, f.ci_low, f.ci_high) if value is not None
    ]
    placed = plan(
        size,
        rows,
        ratios(values, few=not size.wide),
        band=22,
        ends=("Less often", "More often"),
    )
    marks = [
        Mark(y, figure.value or 0.0, figure.ci_low, figure.ci_high)
        for y, (_, figure) in zip(placed.rows, terms, strict=True)
    ]
    layers = [grid(placed.plane), line_at(placed.plane, 1, fill=INK), *points(placed, marks)]
    layers += words(placed.words)
    return drawn(layers, placed.plane, f"{ID}-{size.name}", title, alt)


def _table(terms: Terms) -> Table:
    rows = [
        (_named(term), capital(_reference(term)), shown(figure), interval(figure))
        for term, figure in terms
    ]
    return Table(
        f"{ID}-table",
        "Odds of being less lonely at the end",
        ("Factor", "Compared with", "Odds ratio", "95% interval"),
        tuple(rows),
        (False, False, True, True),
        frozenset(),
    )
