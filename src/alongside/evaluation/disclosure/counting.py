"""Every count of people in the findings, by name, and what is shown of which counts."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..figure import Figure, Status, Unit
from ..findings import Findings, Flow
from ..population import Reach, ages_of
from ..schemes import Part
from .relations import Breakdown, base_name, breakdowns, numerator_name, rests_on


@dataclass(frozen=True)
class Item:
    """Something that is shown or hidden as one. It cannot be shown where a count of `rests_on` is
    hidden, or an item of `goes_with`; hiding it hides the counts that it alone `tells`."""

    id: str
    rests_on: tuple[str, ...]
    tells: tuple[str, ...] = ()
    goes_with: frozenset[str] = frozenset()
    least: int | None = None


@dataclass
class Counts:
    """All there is to know: counts by name, items, and how they hang together."""

    values: dict[str, int] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    breakdowns: list[Breakdown] = field(default_factory=list)

    def share(self, name: str, of: str, n: int, base: int) -> tuple[str, str, str]:
        """Take in the three counts of a share, and give their names."""
        self.values |= {name: n, of: base, f"{name}/not": base - n}
        return name, f"{name}/not", of


def counts_of(findings: Findings) -> Counts:
    """Count everything that the findings tell."""
    found = Counts()
    gives = rests_on(findings.figures)
    for figure in findings.figures.values():
        if figure.status is Status.OK:
            _add_figure(found, figure, gives.get(figure.id, set()))
    _add_scores(found, findings)
    for flow in findings.flows:
        name = flow_name(flow)
        found.values[name] = flow.people or 0
        found.items[name] = Item(name, (name,), (name,))
    _add_lonely_at_end(found)
    for part in findings.parts:
        _add_part(found, part)
    for reach in findings.reach:
        _add_reach(found, reach)
    found.breakdowns = [
        *breakdowns(found.values),
        *_of_schemes(found, findings),
        *_of_reach(findings, found.values),
    ]
    return found


def _add_figure(found: Counts, figure: Figure, gives: set[str]) -> None:
    id_, of = figure.id, base_name(figure.id)
    rests: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    if figure.unit is Unit.COUNT:
        found.values[id_] = int(figure.value or 0)
        rests = tells = (id_,)
    elif id_.startswith("sroi."):
        pass  # of pounds, and of draws of a simulation
    elif figure.n is not None and figure.base is not None:
        name = numerator_name(id_)
        found.share(name, of, figure.n, figure.base)
        found.values[f"{id_}/not"] = figure.base - figure.n
        rests, tells = (name, f"{id_}/not", of), (name, f"{id_}/not")
    else:
        people = figure.n if figure.n is not None else figure.base
        if people is not None:
            found.values.setdefault(of, people)
        rests = (of,)
    goes_with = frozenset((*gives, *figure.rests_on))
    found.items[id_] = Item(id_, rests, tells, goes_with, figure.least)


def _add_scores(found: Counts, findings: Findings) -> None:
    for stage in ("start", "end"):
        for score in findings.scores:
            many = score.at_start if stage == "start" else score.at_end
            name = f"scores.{stage}.{score.score}"
            found.values[name] = many or 0
            found.items[name] = Item(name, (name,), (name,))


def _add_lonely_at_end(found: Counts) -> None:
    """Nobody prints it, and two tables add up to it."""
    parts = ("loneliness.lonely_to_not/not", "loneliness.not_to_lonely")
    found.values["loneliness.pairs.lonely_at_end"] = sum(
        found.values.get(each, 0) for each in parts
    )


def flow_name(flow: Flow) -> str:
    """L lonely, N not: at start, end and follow-up."""
    return "flow." + "".join("L" if each else "N" for each in (flow.start, flow.end, flow.later))


def part_name(part: Part) -> str:
    """The name of a scheme's or a nation's numerator of a figure."""
    return f"part.{part.figure}.{part.kind}.{part.name}"


def reach_name(reach: Reach) -> str:
    """The name of a group's number, which may be that of a figure."""
    return numerator_name(f"reach.{reach.kind}.{reach.group}")


def _add_part(found: Counts, part: Part) -> None:
    """A part that is the whole, such as the one scheme of an extract, tells nothing of its own."""
    name, goes_with = part_name(part), frozenset({part.figure})
    if part.base == found.values.get(base_name(part.figure)):
        found.items[name] = Item(name, (), (), goes_with)
        return
    names = found.share(name, f"{name}/of", part.n, part.base)
    found.items[name] = Item(name, names, names, goes_with)


def _add_reach(found: Counts, reach: Reach) -> None:
    id_, name = f"reach.{reach.kind}.{reach.group}", reach_name(reach)
    found.values[name] = reach.supported
    found.values[f"{id_}/not"] = reach.of_supported - reach.supported
    found.values[f"reach.{reach.kind}"] = reach.of_supported
    rests = (name, f"{id_}/not", f"reach.{reach.kind}")
    found.items[id_] = Item(id_, rests, rests[:2])


def _of_schemes(found: Counts, findings: Findings) -> Iterator[Breakdown]:
    """Schemes add up to the whole, nations too, and a nation's schemes to the nation."""
    nations = dict(findings.nations)
    for figure in dict.fromkeys(part.figure for part in findings.parts):
        mine = [part for part in findings.parts if part.figure == figure]
        mine = [part for part in mine if part_name(part) in found.values]
        wholes = (numerator_name(figure), f"{figure}/not", base_name(figure))
        for suffix, whole in zip(("", "/not", "/of"), wholes, strict=True):
            for kind in ("scheme", "nation"):
                names = [part_name(part) + suffix for part in mine if part.kind == kind]
                yield Breakdown(whole, tuple(names))
            for nation in (part for part in mine if part.kind == "nation"):
                inside = [
                    part_name(part) + suffix
                    for part in mine
                    if part.kind == "scheme" and nations.get(part.name) == nation.name
                ]
                yield Breakdown(part_name(nation) + suffix, tuple(inside))


def _of_reach(findings: Findings, known: dict[str, int]) -> Iterator[Breakdown]:
    """Groups of the population's file; and beside them the same people in other tables: groups that
    the file has not, and who is under 60 and under 70."""
    for kind in dict.fromkeys(each.kind for each in findings.reach):
        names = [reach_name(each) for each in findings.reach if each.kind == kind]
        yield Breakdown(f"reach.{kind}", tuple(names))
        others = [name for name in known if name.startswith(f"people.{kind}.")]
        others = [name for name in others if not name.endswith("/not") and name not in names]
        whole = "episodes.with_age" if kind == "age" else "episodes.count"
        yield Breakdown(whole, (f"reach.{kind}", *others), derived=True)
    yield from _of_ages([each.group for each in findings.reach if each.kind == "age"])


def _of_ages(groups: list[str]) -> Iterator[Breakdown]:
    """The groups that lie under 60, from 60 to 69, and so on: their sums stand in other figures."""
    young, old = "people.under_60", "people.under_70"
    sums: dict[tuple[int, float], tuple[str, tuple[str, ...]]] = {
        (0, 60): (young, ()),
        (0, 70): (old, ()),
        (60, 70): (old, (young,)),
        (60, math.inf): (f"{young}/not", ()),
        (70, math.inf): (f"{old}/not", ()),
    }
    ages = {group: ages_of(group) or (0, math.inf) for group in groups}
    for (low, high), (whole, beside) in sums.items():
        inside = tuple(
            f"reach.age.{group}"
            for group, (first, last) in ages.items()
            if low <= first and last + 1 <= high
        )
        if inside:
            yield Breakdown(whole, (*beside, *inside), derived=True)
