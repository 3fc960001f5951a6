"""What a scheme or its programme costs, month by month, and line by line in one month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from alongside.casework.schemes.models import Cost, CostKind, Programme, Scheme
from alongside.casework.support.queries import costs

NOTHING = Decimal(0)
YEAR_BEGINS = 4  # April, as grants and accounts have it


@dataclass
class Month:
    """What one month came to, in pounds. `added` is what was not typed: expenses, miles, fares."""

    first: date
    typed: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    added: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    counts_added: bool = True  # false: the running costs, as typed, hold it already

    @property
    def all_added(self) -> Decimal:
        """Expenses, miles and fares together."""
        return sum(self.added.values(), NOTHING)

    @property
    def total(self) -> Decimal:
        """Everything once."""
        typed = sum(self.typed.values(), NOTHING)
        return typed + self.all_added if self.counts_added else typed


@dataclass(frozen=True)
class Year:
    """Twelve months from April, those with anything in them, and their sum."""

    begins: int
    months: list[Month]
    sum: Month


def year_of(whose: Scheme | Programme, begins: int) -> Year:
    """The year from April of `begins`; only months that cost something stand in it."""
    period = costs.Period(date(begins, YEAR_BEGINS, 1), date(begins + 1, YEAR_BEGINS - 1, 31))
    counts = isinstance(whose, Programme) or not whose.running_includes_expenses
    months: dict[date, Month] = {}
    for cost in whose.costs.filter(period.of("month")):
        _month(months, cost.month, counts).typed[cost.kind] += cost.amount
    for source, spent in _added(whose, period).items():
        for month, pounds in spent.items():
            _month(months, month, counts).added[source] += pounds
    shown = [one for _, one in sorted(months.items()) if one.total or one.all_added]
    return Year(begins, shown, _sum(shown, counts))


def year_begun(day: date) -> int:
    """In which year the year from April began that this day is in."""
    return day.year - (day.month < YEAR_BEGINS)


def month_of(whose: Scheme | Programme, first: date) -> Month:
    """One month's sums."""
    found = year_of(whose, year_begun(first))
    counts = isinstance(whose, Programme) or not whose.running_includes_expenses
    return next(
        (one for one in found.months if one.first == first), Month(first, counts_added=counts)
    )


def lines_of(whose: Scheme | Programme, first: date) -> QuerySet[Cost]:
    """The lines that were typed for one month, with who entered them and what they said before."""
    lines = whose.costs.filter(month=first).select_related("entered_by")
    return lines.prefetch_related("versions__by", "versions__said_by")


def _month(months: dict[date, Month], first: date, counts: bool) -> Month:
    return months.setdefault(first, Month(first, counts_added=counts))


def _added(whose: Scheme | Programme, period: costs.Period) -> Mapping[str, Mapping[date, Decimal]]:
    if isinstance(whose, Programme):
        return {}
    of = [whose.pk]
    read = {
        "expenses": costs.expenses(of, period),
        "miles": costs.miles(of, period),
        "fares": costs.fares(of, period),
    }
    return {
        source: {month: pounds for (_, month), pounds in spent.items()}
        for source, spent in read.items()
    }


def _sum(months: list[Month], counts: bool) -> Month:
    whole = Month(months[0].first if months else date.min, counts_added=counts)
    for month in months:
        for kind in CostKind.values:
            whole.typed[kind] += month.typed[kind]
        for source, pounds in month.added.items():
            whole.added[source] += pounds
    return whole
