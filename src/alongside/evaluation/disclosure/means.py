"""Means that would give a hidden count back: of few people, or near an end of the scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from alongside.instruments import load as instrument

from ..figure import Status
from ..findings import Findings
from .counting import Counts
from .hiding import ENOUGH, Hiding
from .rounding import decimals

NEARLY = 0.05  # what a mean to one decimal leaves open
Ends = tuple[float, float]


@dataclass(frozen=True)
class Group:
    """Some of the people under a mean, and the lowest and highest value that each can have."""

    name: str
    low: float
    high: float


def telling(findings: Findings, counts: Counts) -> Iterator[tuple[str, tuple[Group, ...]]]:
    """Each mean with the groups that its people are counted in."""
    for id_, groups in _splits(findings).items():
        figure = findings.figures.get(id_)
        there = all(group.name in counts.values for group in groups)
        if figure and figure.status is Status.OK and there:
            yield id_, groups


def tells(findings: Findings, hiding: Hiding) -> Iterator[str]:
    """Items that have to be hidden because they would give a hidden count back: means, and scores
    whose mean is known."""
    for id_, groups in telling(findings, hiding.counts):
        if id_ not in hiding.gone and any(
            not _open(findings, hiding, id_, groups, group) for group in groups
        ):
            yield id_
    for stage in ("start", "end"):
        names = [f"scores.{stage}.{each.score}" for each in findings.scores]
        few = sum(hiding.counts.values[name] for name in names) < ENOUGH
        if few and any(name in hiding.hidden for name in names):
            yield from names


def _splits(findings: Findings) -> dict[str, tuple[Group, ...]]:
    step, most = _wellbeing_steps()
    line, change = findings.benchmark, "loneliness.change"
    nobody_more = (
        not findings.figures[f"{change}.more"].n if f"{change}.more" in findings.figures else False
    )
    worst = 0.0 if nobody_more else -6.0
    found = {
        f"{change}.mean": (
            Group(f"{change}.less", 1, 6),
            Group(f"{change}.same", 0, 0),
            Group(f"{change}.more", -6, -1),
        ),
        "loneliness.start_paired.mean": (
            Group("loneliness.pairs.lonely", 6, 9),
            Group("loneliness.pairs.not_lonely", 3, 5),
        ),
        "wellbeing.change.mean": (
            Group("wellbeing.change.improved", step, most),
            Group("wellbeing.change.same", 0, 0),
            Group("wellbeing.change.reduced", -most, -step),
        ),
    }
    for stage in ("start", "end"):
        above = f"wellbeing.{stage}.at_or_above_national"
        found[f"wellbeing.{stage}.mean"] = (Group(above, line, 35), Group(f"{above}/not", 7, line))
    for id_ in findings.figures:
        if id_.startswith("factor.") and id_.endswith(".change"):
            less = f"{id_.removesuffix('change')}less"
            found[id_] = (Group(less, 1, 6), Group(f"{less}/not", worst, 0))
    return found


def _wellbeing_steps() -> Ends:
    """The smallest and the largest change that two metric scores can make."""
    scores = sorted(metric for _, metric in instrument("swemwbs").metric)
    return min(high - low for low, high in pairwise(scores)), scores[-1] - scores[0]


def _open(
    findings: Findings, hiding: Hiding, id_: str, groups: tuple[Group, ...], group: Group
) -> bool:
    """Whether the mean leaves a hidden count of the group open: as open as a small count is, or by
    three either way."""
    if group.name not in hiding.hidden:
        return True
    many = hiding.counts.values[group.name]
    small = hiding.rules.is_small(many)
    few = range(1, hiding.rules.suppress_below) if small else range(many - 3, many + 4)
    others = [each for each in groups if each is not group]
    return all(_can_be(findings, hiding, id_, group, each, others) for each in few)


def _can_be(
    findings: Findings, hiding: Hiding, id_: str, group: Group, many: int, others: list[Group]
) -> bool:
    """Whether a group can have so many, for a reader of the mean and of the other counts."""
    figure = findings[id_]
    base = figure.n or 0
    shown = decimals(figure.value or 0.0, 1)
    low, high = hiding.rules.limits(hiding.rules.rounded(base))
    for of in range(low, high + 1):
        ends = (shown - NEARLY) * of, (shown + NEARLY) * of
        for split in _splits_of(of - many, others, hiding):
            counted = list(zip([many, *split], [group, *others], strict=True))
            least = sum(n * each.low for n, each in counted)
            most = sum(n * each.high for n, each in counted)
            if least <= ends[1] and ends[0] <= most:
                return True
    return False


def _splits_of(many: int, others: list[Group], hiding: Hiding) -> Iterator[tuple[int, ...]]:
    """The ways to split the rest of the people over the other groups."""
    low, high = _limits(others[0], hiding)
    if len(others) == 1:
        if low <= many <= high:
            yield (many,)
        return
    for first in range(low, min(high, many) + 1):
        for rest in _splits_of(many - first, others[1:], hiding):
            yield first, *rest


def _limits(group: Group, hiding: Hiding) -> tuple[int, int]:
    many = hiding.counts.values[group.name]
    if group.name in hiding.hidden:
        return 0, max(many, 2 * hiding.counts.values.get("episodes.count", many))
    return hiding.rules.limits(hiding.rules.rounded(many))
