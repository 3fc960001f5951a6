"""What a connector spent in a month, and what waits for a coordinator's answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from alongside.casework.schemes.models import Expense, ExpenseKind, ExpenseState, Scheme, Worker
from alongside.casework.schemes.rates import Rates, rates_of
from alongside.casework.support.models import Contact, Who
from alongside.casework.support.queries import costs

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Drive:
    """Miles of one day's contacts in one scheme; pounds are None while there is no rate."""

    on: date
    scheme_id: int
    miles: Decimal
    pounds: Decimal | None


@dataclass(frozen=True)
class MyMonth:
    """One worker's month: what the miles of their contacts come to, and what they entered."""

    first: date
    drives: list[Drive]
    expenses: list[Claim]

    @property
    def miles(self) -> Decimal:
        return sum((drive.miles for drive in self.drives), NOTHING)

    @property
    def for_miles(self) -> Decimal:
        return costs.pence(sum((drive.pounds or NOTHING for drive in self.drives), NOTHING))

    @property
    def without_rate(self) -> bool:
        """Whether some miles are of a day for which the scheme has set no rate."""
        return any(drive.pounds is None for drive in self.drives)

    @property
    def agreed(self) -> Decimal:
        return self._pounds(ExpenseState.AGREED)

    @property
    def waiting(self) -> Decimal:
        return self._pounds(ExpenseState.CLAIMED)

    def _pounds(self, state: str) -> Decimal:
        said = (one.pounds or NOTHING for one in self.expenses if one.expense.state == state)
        return sum(said, NOTHING)


@dataclass(frozen=True)
class Claim:
    """An expense, and what it comes to: None while a mile of that day has no rate."""

    expense: Expense
    pounds: Decimal | None


def my_month(worker: Worker, first: date) -> MyMonth:
    """What this worker drove to their contacts and entered in the month that begins that day."""
    period = costs.Period(first, first)
    claims = Expense.objects.filter(period.of("on"), worker=worker).select_related("scheme")
    driven = _driven(period, worker=worker)
    rates = rates_of({key[0] for key in driven} | {one.scheme_id for one in claims})
    return MyMonth(first, _drives(driven, rates), [_claim(one, rates) for one in claims])


def _driven(period: costs.Period, **narrowed: object) -> dict[tuple[int, date], Decimal]:
    far = Contact.objects.filter(
        period.of("occurred_on"), travel_miles__gt=0, who=Who.CONNECTOR, **narrowed
    )
    days = far.values_list("episode__scheme", "occurred_on").annotate(Sum("travel_miles"))
    return {(scheme, day): miles.quantize(costs.TENTH) for scheme, day, miles in days.order_by()}


def _drives(driven: dict[tuple[int, date], Decimal], rates: Rates) -> list[Drive]:
    return [
        Drive(day, scheme, miles, _paid(rates, scheme, day, miles))
        for (scheme, day), miles in sorted(driven.items(), key=lambda one: one[0][::-1])
    ]


def _paid(rates: Rates, scheme: int, day: date, miles: Decimal) -> Decimal | None:
    return None if rates.on(scheme, day) is None else rates.pounds(scheme, day, miles)


def _claim(expense: Expense, rates: Rates) -> Claim:
    if expense.kind != ExpenseKind.MILEAGE or expense.amount is not None:
        return Claim(expense, expense.amount)
    paid = _paid(rates, expense.scheme_id, expense.on, expense.miles or NOTHING)
    return Claim(expense, None if paid is None else costs.pence(paid))


def to_answer(worker: Worker) -> list[Claim]:
    """The expenses that wait for this worker's answer, oldest first."""
    waiting = Expense.objects.agreed_to_by(worker).filter(state=ExpenseState.CLAIMED)
    found = list(waiting.select_related("worker", "scheme").order_by("on", "pk"))
    rates = rates_of({one.scheme_id for one in found})
    return [_claim(one, rates) for one in found]


@dataclass(frozen=True)
class Share:
    """What one worker's month comes to in a scheme: miles of contacts, and agreed expenses."""

    called: str
    miles: Decimal
    for_miles: Decimal
    agreed: Decimal

    @property
    def total(self) -> Decimal:
        return self.for_miles + self.agreed


def shares(scheme: Scheme, first: date) -> list[Share]:
    """Who drove and spent what in that month, by name; volunteers together, last."""
    period = costs.Period(first, first)
    rates = rates_of([scheme])
    miles: dict[str, Decimal] = defaultdict(Decimal)
    pounds: dict[str, Decimal] = defaultdict(Decimal)
    far = Contact.objects.filter(
        period.of("occurred_on"), episode__scheme=scheme, travel_miles__gt=0
    )
    days = far.values_list("worker__name", "who", "occurred_on").annotate(Sum("travel_miles"))
    for name, who, day, driven in days.order_by():
        called = "Volunteers" if who == Who.VOLUNTEER else name
        miles[called] += driven.quantize(costs.TENTH)
        pounds[called] += rates.pounds(scheme.pk, day, driven.quantize(costs.TENTH))
    agreed = _agreed(scheme, period)
    names = sorted(miles.keys() | agreed.keys(), key=lambda name: (name == "Volunteers", name))
    return [
        Share(name, miles[name], costs.pence(pounds[name]), agreed.get(name, NOTHING))
        for name in names
    ]


def _agreed(scheme: Scheme, period: costs.Period) -> dict[str, Decimal]:
    agreed = Expense.objects.filter(period.of("on"), scheme=scheme, state=ExpenseState.AGREED)
    return dict(agreed.values_list("worker__name").annotate(Sum("amount")).order_by())


def answered(scheme: Scheme, first: date) -> list[Expense]:
    """What was answered of that month's expenses, latest first."""
    period = costs.Period(first, first)
    said = Expense.objects.filter(
        period.of("on"), scheme=scheme, state__in=[ExpenseState.AGREED, ExpenseState.REFUSED]
    )
    return list(said.select_related("worker", "decided_by").order_by("-decided_on", "-pk"))
