"""What the programme cost, by month: exact sums for the two years. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..data import count, read
from .cards import share_out
from .rows import Cost

MONTHS = {2017: range(5, 13), 2018: range(1, 13)}
SET_UP = range(5, 8)  # of 2017


def costs() -> tuple[Cost, ...]:
    """Running and setting up by scheme, coordination for the whole programme."""
    return (
        *_by_place("running", 2017, MONTHS[2017]),
        *_by_place("running", 2018, MONTHS[2018]),
        *_by_place("set_up", 2017, SET_UP),
        *_coordination(2017),
        *_coordination(2018),
    )


def _by_place(kind: str, year: int, months: range) -> Iterator[Cost]:
    """In proportion to the people of a scheme, with something for being there at all."""
    weights = [40 + place["people"] for place in read("places")["place"] for _ in months]
    parts = iter(share_out(count(f"costs.{kind}.{year}"), weights))
    for place in range(len(read("places")["place"])):
        for month in months:
            yield Cost(place, date(year, month, 1), kind, next(parts))


def _coordination(year: int) -> Iterator[Cost]:
    months = MONTHS[year]
    parts = share_out(count(f"costs.coordination.{year}"), [1.0] * len(months))
    for month, pence in zip(months, parts, strict=True):
        yield Cost(None, date(year, month, 1), "coordination", pence)
