"""What schemes cost by month: what was typed, and what comes of expenses, miles and fares.

Everything is of whole months. Nothing is counted twice: where a scheme says that its running costs,
as typed, hold expenses, miles and fares already, these are left out of the sum (docs/decisions/
0013-costs.md). Pounds are exact until they are rounded to pence, once a month and kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from django.db.models import Q, QuerySet, Sum

from alongside.casework.schemes.models import (
    Cost,
    CostKind,
    Expense,
    ExpenseState,
    Programme,
    Scheme,
)
from alongside.casework.schemes.rates import rates_of

from ..models import Contact, FareHelp

Source = Literal["entered", "expenses", "miles", "fares"]
Spent = dict[tuple[int, date], Decimal]  # by scheme and first day of the month
PENNY = Decimal("0.01")
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class CostRow:
    """One row of the extract's `costs`: what one kind came to in one month, in pounds."""

    scheme_id: int | None  # None: of the whole programme
    programme_id: int
    month: date  # its first day
    kind: str  # a CostKind
    amount: Decimal


def costs_by_month(
    schemes: Iterable[Scheme], from_: date | None = None, to: date | None = None
) -> list[CostRow]:
    """What these schemes cost, by month and kind, oldest first; every month that the days touch.

    A programme's own costs are among them where all its schemes are: of some schemes alone, nobody
    can say which part of it is theirs. What came to nothing has no row.
    """
    asked = {scheme.pk: scheme for scheme in schemes}
    period = Period(from_, to)
    found: dict[tuple[int | None, int, date, str], Decimal] = defaultdict(Decimal)
    for cost in _entered(asked, _whole(asked), period):
        found[cost.scheme_id, _programme_of(cost, asked), cost.month, cost.kind] += cost.amount
    adding = [one.pk for one in asked.values() if not one.running_includes_expenses]
    for spent in (expenses(adding, period), miles(adding, period), fares(adding, period)):
        for (scheme, month), pounds in spent.items():
            key = (scheme, asked[scheme].programme_id, month, str(CostKind.RUNNING))
            found[key] += pounds
    order = sorted(found, key=lambda key: (key[2], key[1], key[0] or 0, key[3]))
    return [CostRow(*key, amount=found[key]) for key in order if found[key]]


@dataclass(frozen=True)
class Period:
    """Whole months, from that of the first day to that of the last; without an end where None."""

    from_: date | None = None
    to: date | None = None

    def of(self, field: str) -> Q:
        """Those whose day, in this field, is in the period."""
        wanted = Q()
        if self.from_ is not None:
            wanted &= Q(**{f"{field}__gte": first_of(self.from_)})
        if self.to is not None:
            wanted &= Q(**{f"{field}__lt": after(self.to)})
        return wanted


def first_of(day: date) -> date:
    """The first day of that day's month."""
    return day.replace(day=1)


def after(day: date) -> date:
    """The first day of the month after that day's."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def pence(pounds: Decimal) -> Decimal:
    """Rounded to a penny, half up."""
    return pounds.quantize(PENNY, ROUND_HALF_UP)


def _whole(asked: dict[int, Scheme]) -> list[int]:
    """The programmes of which every scheme is asked for."""
    programmes = {scheme.programme_id for scheme in asked.values()}
    left_out = Scheme.objects.filter(programme__in=programmes).exclude(pk__in=asked)
    partly = set(left_out.values_list("programme", flat=True))
    found = Programme.objects.filter(pk__in=programmes - partly)
    return list(found.values_list("pk", flat=True))


def _entered(asked: Iterable[int], programmes: list[int], period: Period) -> QuerySet[Cost]:
    whose = Q(scheme__in=list(asked)) | Q(programme__in=programmes)
    return Cost.objects.filter(whose, period.of("month"))


def _programme_of(cost: Cost, asked: dict[int, Scheme]) -> int:
    if cost.scheme_id is not None:
        return asked[cost.scheme_id].programme_id
    assert cost.programme_id is not None  # a constraint of the table
    return cost.programme_id


def expenses(schemes: Sequence[int], period: Period) -> Spent:
    """What was agreed of connectors' expenses, by scheme and month."""
    agreed = Expense.objects.filter(period.of("on"), scheme__in=schemes, state=ExpenseState.AGREED)
    return _by_month(agreed.values_list("scheme", "on").annotate(Sum("amount")).order_by())


def fares(schemes: Sequence[int], period: Period) -> Spent:
    """What was paid of people's fares, by scheme and month."""
    paid = FareHelp.objects.filter(
        period.of("on"), episode__scheme__in=schemes, taken_out_on__isnull=True
    )
    return _by_month(paid.values_list("episode__scheme", "on").annotate(Sum("amount")).order_by())


def miles(schemes: Sequence[int], period: Period, **narrowed: Any) -> Spent:
    """What the miles of contacts come to at the rate of their day, by scheme and month."""
    rates = rates_of(schemes)
    spent: Spent = defaultdict(Decimal)
    for scheme, day, far in driven(schemes, period, **narrowed):
        spent[scheme, first_of(day)] += rates.pounds(scheme, day, far)
    return {key: pence(pounds) for key, pounds in spent.items()}


def driven(
    schemes: Sequence[int], period: Period, **narrowed: Any
) -> Iterable[tuple[int, date, Decimal]]:
    """The miles of contacts, added up by scheme and day; `narrowed` by fields of contacts."""
    far = Contact.objects.filter(
        period.of("occurred_on"),
        episode__scheme__in=schemes,
        travel_miles__gt=0,
        **narrowed,
    )
    added = far.values_list("episode__scheme", "occurred_on").annotate(Sum("travel_miles"))
    for scheme, day, miles in added.order_by().iterator():
        yield scheme, day, miles.quantize(TENTH)  # SQLite adds decimals as floating numbers


def _by_month(days: Iterable[tuple[int, date, Decimal]]) -> Spent:
    spent: Spent = defaultdict(Decimal)
    for scheme, day, pounds in days:
        spent[scheme, first_of(day)] += pounds
    return {key: pence(pounds) for key, pounds in spent.items()}
