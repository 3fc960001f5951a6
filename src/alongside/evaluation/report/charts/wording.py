"""Words that the charts share: which figures may be shown, and how titles say what they found."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from ...figure import Figure, Status
from ...findings import Findings
from ..numbers import FEW, hundredfold, rounded, written


def available(findings: Findings, id_: str) -> Figure | None:
    """The figure, or nothing where it is hidden, missing or no number."""
    figure = findings.figures.get(id_)
    return figure if figure is not None and showable(figure) else None


def showable(figure: Figure) -> bool:
    """Whether it has a value that may be shown."""
    return figure.status is Status.OK and finite(figure.value)


def all_there(findings: Findings, *ids: str) -> list[Figure] | None:
    """All of the figures, or nothing where one of them may not be shown."""
    found = [available(findings, id_) for id_ in ids]
    there = [figure for figure in found if figure is not None]
    return there if len(there) == len(found) else None


def under(findings: Findings, start: str) -> list[tuple[str, Figure]]:
    """Category and figure of everything whose id begins so, whether it may be shown or not."""
    return [
        (id_.removeprefix(start), figure)
        for id_, figure in findings.figures.items()
        if id_.startswith(start)
    ]


def finite(*values: float | None) -> bool:
    """Whether all of them are numbers."""
    return all(value is not None and math.isfinite(value) for value in values)


def joined(parts: Sequence[str], last: str = "and") -> str:
    """*one, two and three*."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def few_words(n: int | None) -> str:
    """A warning behind a base that is small."""
    return " Few people." if n is not None and n < FEW else ""


def points_apart(difference: Figure) -> str:
    """A difference of two shares: *20 points more (14 to 26)*; both ways where it may be none."""
    value = hundredfold(difference.value or 0.0)
    points = f"{written(abs(value))} point{'' if abs(rounded(value)) == 1 else 's'}"
    said = f"{points} {'more' if value > 0 else 'fewer'}" if rounded(value) else "no difference"
    if difference.ci_low is None or difference.ci_high is None:
        return said
    low, high = hundredfold(difference.ci_low), hundredfold(difference.ci_high)
    if value > 0 and rounded(low) >= 0:
        return f"{said} ({written(low)} to {written(high)})"
    if value < 0 and rounded(high) <= 0:
        return f"{said} ({written(-high)} to {written(-low)})"
    return f"{said} ({_way(low)} to {_way(high)})"


def _way(points: Decimal) -> str:
    if not rounded(points):
        return "none"
    return f"{written(abs(points))} {'more' if points > 0 else 'fewer'}"
