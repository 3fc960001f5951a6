"""What is missing where, as it may be printed for a commissioner: by the evaluation's own rules.

A number of fewer than eight people is not printed, and the others are rounded. Nothing is added up:
what is left of a sum would give a small number away. It is of the last day of the last whole
month, so that nobody compares one day with the next and reads off one person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.casework.community.models import Barrier, Closing, Gap, Need
from alongside.casework.community.rules import standing
from alongside.casework.schemes.models import Scheme
from alongside.evaluation.disclosure.rounding import Rules

NO_AREA = "No one area"
Waiting = dict[tuple[str, str], Counter[str]]  # by area and need in words: people by why


@dataclass(frozen=True)
class Line:
    """What enough people in an area wait for."""

    need: str
    people: int  # rounded
    why: str  # where enough of them say the same; else empty


@dataclass(frozen=True)
class InArea:
    """What is missing in one area."""

    area: str
    lines: tuple[Line, ...]  # most people first
    few: tuple[str, ...]  # what fewer people each wait for: without a number


@dataclass(frozen=True)
class Missing:
    """What was missing on a day."""

    on: date
    areas: tuple[InArea, ...]


def missing(scheme: Scheme, today: date) -> Missing:
    """What was missing in a scheme when the last whole month ended."""
    on = today.replace(day=1) - timedelta(days=1)
    return Missing(on, published(waiting(scheme, on)))


def waiting(scheme: Scheme, on: date) -> Waiting:
    """People who waited on a day: opened by then, and nothing ran for it yet.

    Nobody is counted twice for the same: one person's gap written down eight times is of one.
    """
    gaps = Gap.objects.filter(scheme=scheme, opened_on__lte=on).exclude(closing=Closing.MISTAKE)
    alive = gaps.exclude(episode__person__died_on__lte=on)
    found: Waiting = {}
    counted = set[tuple[tuple[str, str], int]]()
    for gap in alive.select_related("area", "group", "episode"):
        now = standing(gap)
        where = (gap.area.name if gap.area else NO_AREA, Need(gap.need).label)
        whose = gap.episode.person_id if gap.episode else None
        again = whose is not None and (where, whose) in counted
        if again or any(day and day <= on for day in (now.running_on, now.closed_on)):
            continue
        if whose is not None:
            counted.add((where, whose))
        found.setdefault(where, Counter())[gap.barrier] += gap.people
    return found


def published(cells: Mapping[tuple[str, str], Counter[str]]) -> tuple[InArea, ...]:
    """What may be printed of it."""
    rules = Rules()
    areas = sorted({area for area, _ in cells}, key=lambda area: (area == NO_AREA, area))
    return tuple(_in_area(area, cells, rules) for area in areas)


def _in_area(area: str, cells: Mapping[tuple[str, str], Counter[str]], rules: Rules) -> InArea:
    here = {need: why for (where, need), why in cells.items() if where == area}
    enough = [need for need, why in here.items() if not rules.is_small(why.total())]
    lines = [Line(need, rules.rounded(here[need].total()), _why(here[need])) for need in enough]
    return InArea(
        area=area,
        lines=tuple(sorted(lines, key=lambda line: (-line.people, line.need))),
        few=tuple(sorted(set(here) - set(enough))),
    )


def _why(why: Counter[str]) -> str:
    """The reason that most give, where enough people give it."""
    code, many = why.most_common(1)[0]
    return "" if Rules().is_small(many) else Barrier(code).label
