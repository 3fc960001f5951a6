"""Words that the charts share: which figures may be shown, and how titles say what they found."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ...figure import Figure, Status
from ...findings import Findings
from ..numbers import FEW


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
