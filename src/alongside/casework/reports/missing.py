"""What is missing where, as it may be printed for a commissioner: by the evaluation's own rules.

A number of fewer than eight people is hidden, with as many beside it as keep it hidden; all others
are rounded. It is of the last day of the last whole month, so that nobody compares one day with
the next and reads off one person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.casework.community.models import Closing, Gap, Need
from alongside.casework.community.rules import standing
from alongside.casework.schemes.models import Scheme
from alongside.evaluation.disclosure.counting import Counts, Item
from alongside.evaluation.disclosure.hiding import Hiding
from alongside.evaluation.disclosure.relations import Breakdown
from alongside.evaluation.disclosure.rounding import Rules

ALL = "all"
Cell = tuple[str, str]  # the area and the need, in words


@dataclass(frozen=True)
class Missing:
    """Rows that may be printed. None is a hidden number."""

    on: date
    total: int | None
    areas: list[tuple[str, int | None, list[tuple[str, int | None]]]]  # with its needs
    needs: list[tuple[str, int | None]]
    hidden: bool  # whether any number is


def missing(scheme: Scheme, today: date) -> Missing:
    """What was missing in a scheme when the last whole month ended."""
    on = today.replace(day=1) - timedelta(days=1)
    return controlled(waiting(scheme, on), on)


def waiting(scheme: Scheme, on: date) -> Counter[Cell]:
    """People who waited on a day, by area and need: opened by then, and nothing ran yet."""
    gaps = Gap.objects.filter(scheme=scheme, opened_on__lte=on).exclude(closing=Closing.MISTAKE)
    found: Counter[Cell] = Counter()
    for gap in gaps.select_related("area", "group"):
        now = standing(gap)
        if not any(day and day <= on for day in (now.running_on, now.closed_on)):
            where = gap.area.name if gap.area else "No one area"
            found[where, Need(gap.need).label] += gap.people
    return found


def controlled(cells: Mapping[Cell, int], on: date, rules: Rules | None = None) -> Missing:
    """The cells with their sums, hidden and rounded as a report's are."""
    rules = rules or Rules()
    shown = _shown(cells, rules)
    areas = sorted({area for area, _ in cells})
    needs = sorted({need for _, need in cells})
    of_area = [
        (
            area,
            shown[f"area:{area}"],
            [(need, shown[f"cell:{area}:{need}"]) for need in needs if (area, need) in cells],
        )
        for area in areas
    ]
    return Missing(
        on=on,
        total=shown.get(ALL, 0),
        areas=of_area,
        needs=[(need, shown[f"need:{need}"]) for need in needs],
        hidden=None in shown.values(),
    )


def _shown(cells: Mapping[Cell, int], rules: Rules) -> dict[str, int | None]:
    """Every number by its name, rounded; None where it is hidden."""
    counts = _counts(cells)
    hiding = Hiding(counts, rules)
    hiding.settle((), lambda _hiding: ())
    return {
        name: None if name in hiding.hidden or name in hiding.gone else rules.rounded(many)
        for name, many in counts.values.items()
    }


def _counts(cells: Mapping[Cell, int]) -> Counts:
    """All cells and sums, and what adds up to what: areas and needs to all, cells to both."""
    values: Counter[str] = Counter()
    parts: dict[str, set[str]] = {}
    for (area, need), many in cells.items():
        one, by_area, by_need = f"cell:{area}:{need}", f"area:{area}", f"need:{need}"
        for name in (one, by_area, by_need, ALL):
            values[name] += many
        for whole, part in ((by_area, one), (by_need, one), (ALL, by_area)):
            parts.setdefault(whole, set()).add(part)
        parts.setdefault(f"{ALL} by need", set()).add(by_need)
    breakdowns = [
        Breakdown(ALL if whole.startswith(ALL) else whole, tuple(sorted(of)))
        for whole, of in parts.items()
    ]
    items = {name: Item(name, (name,), (name,)) for name in values}
    return Counts(dict(values), items, breakdowns)
