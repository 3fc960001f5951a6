"""How alike the matched people were: a love plot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...findings import Findings
from ..document import Table
from ..numbers import people, shown
from .chart import Chart
from .marks import Key, Mark, key, points
from .names import COVARIATES, named
from .rows import Row, plan
from .scale import amounts
from .theme import EDGE, HARBOUR, NARROW, SAND, SOFT, WIDE, Size
from .vega import Layer, Plane, Word, drawn, grid, layer, line_at, words
from .wording import available, few_words, joined

ID = "balance"
ALIKE = 0.1  # a standardised difference up to this is taken as alike (Austin 2011)


@dataclass(frozen=True)
class Covariate:
    """How far apart the two sides were, in standard deviations, whichever way."""

    name: str
    before: float
    after: float
    told: tuple[str, str]  # with their signs

    @property
    def alike(self) -> bool:
        return self.after <= ALIKE


def balance(findings: Findings) -> Chart | None:
    """Standardised differences before and after matching, and the line at 0.1."""
    found = list(_covariates(findings))
    if not found:
        return None
    title, alt = _title(found), _alt(found)
    pictures = [_drawn(size, found, title, alt) for size in (WIDE, NARROW)]
    return Chart(ID, title, _base(findings), alt, pictures[0], pictures[1], _table(found))


def _covariates(findings: Findings) -> Iterator[Covariate]:
    for id_ in findings.figures:
        if not (id_.startswith("balance.") and id_.endswith(".before")):
            continue
        name = id_.removeprefix("balance.").removesuffix(".before")
        before, after = available(findings, id_), available(findings, f"balance.{name}.after")
        if before is not None and after is not None:
            sizes = abs(before.value or 0.0), abs(after.value or 0.0)
            yield Covariate(named(COVARIATES, name), *sizes, (shown(before), shown(after)))


def _title(found: list[Covariate]) -> str:
    apart = [one.name.lower() for one in found if not one.alike]
    if not apart:
        return "After matching, the two groups were alike in all that was matched"
    if len(apart) == len(found):
        return "Even after matching, the two groups were not alike"
    return f"After matching, the two groups still differed in {joined(apart)}"


def _base(findings: Findings) -> str:
    said = "Difference between the two groups in standard deviations; up to 0.1 counts as alike."
    pairs = available(findings, "matched.pairs")
    if pairs is None or pairs.value is None:
        return said
    n = int(pairs.value)
    return f"{said} {people(n)} matched with {n:,} others.{few_words(n)}"


def _alt(found: list[Covariate]) -> str:
    said = [f"{one.name}: {one.told[0]} before, {one.told[1]} after" for one in found]
    return f"Differences before and after matching. {'; '.join(said)}."


def _drawn(size: Size, found: list[Covariate], title: str, alt: str) -> str:
    rows = [Row(one.name, f"{one.told[0]}, then {one.told[1]}") for one in found]
    scale = amounts([0.0, ALIKE * 2, *(v for one in found for v in (one.before, one.after))])
    placed = plan(size, rows, scale, band=24, head=58)
    plane = placed.plane
    both = list(zip(placed.rows, found, strict=True))
    layers = [grid(plane), line_at(plane, ALIKE, dash=True, fill=EDGE), _joins(plane, both)]
    layers += points(placed, [Mark(y, one.before) for y, one in both], fill=EDGE, hollow=True)
    layers += points(placed, [Mark(y, one.after) for y, one in both])
    entries = (Key("Before matching", EDGE, hollow=True), Key("After", HARBOUR))
    layers += key(size, entries, plane.left if size.wide else 0, 20)
    layers += words([*placed.words, _limit(plane)])
    return drawn(layers, plane, f"{ID}-{size.name}", title, alt)


def _joins(plane: Plane, both: list[tuple[float, Covariate]]) -> Layer:
    rows = [{"x": one.before, "x2": one.after, "y": y} for y, one in both]
    return layer("rule", rows, plane.x(), {"color": SAND, "strokeWidth": 3})


def _limit(plane: Plane) -> Word:
    """The words above the line of what counts as alike."""
    return Word(plane.at(ALIKE), plane.top - 8, "alike up to 0.1", plane.size.small, fill=SOFT)


def _table(found: list[Covariate]) -> Table:
    return Table(
        f"{ID}-table",
        "Differences before and after matching, in standard deviations",
        ("Matched on", "Before", "After"),
        tuple((one.name, *one.told) for one in found),
        (False, True, True),
        frozenset(),
    )
