"""What the schemes cost, month by month."""

from __future__ import annotations

from alongside.casework.support import queries as support
from alongside.extract import Row

from .source import Source


def costs(source: Source) -> list[Row]:
    """One row a month, scheme and kind; of the whole programme where all its schemes are chosen.

    Nothing at all where nobody has entered any: then it is not known what the service cost.
    """
    choice = source.choice
    rows: list[Row] = [
        (
            source.ids.of_scheme(cost.scheme_id) if cost.scheme_id else None,
            cost.month,
            cost.kind,
            cost.amount,
        )
        for cost in support.costs_by_month(choice.schemes, choice.from_on, choice.to_on)
    ]
    return sorted(rows, key=lambda row: tuple(str(value or "") for value in (row[1], *row)))
