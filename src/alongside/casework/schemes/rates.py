"""What a scheme pays for a mile, by day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .models import MileageRate, Scheme

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Rates:
    """The rates of some schemes, each from its day on. Before the first, a mile is paid nothing."""

    of: dict[int, list[tuple[date, Decimal]]] = field(default_factory=dict)

    def on(self, scheme_id: int, day: date) -> Decimal | None:
        """Pence a mile on that day; None where the scheme had no rate yet."""
        rates = self.of.get(scheme_id, [])
        at = bisect_right(rates, day, key=lambda rate: rate[0])
        return rates[at - 1][1] if at else None

    def pounds(self, scheme_id: int, day: date, miles: Decimal) -> Decimal:
        """What these miles of that day come to, exactly."""
        return miles * (self.on(scheme_id, day) or NOTHING) / 100


def rates_of(schemes: Iterable[Scheme | int]) -> Rates:
    """The rates of these schemes; of two for one day, the one that was written later."""
    rates = MileageRate.objects.filter(scheme__in=list(schemes)).order_by("from_on", "pk")
    found: dict[int, dict[date, Decimal]] = {}
    for rate in rates:
        found.setdefault(rate.scheme_id, {})[rate.from_on] = rate.pence_a_mile
    return Rates({scheme: list(days.items()) for scheme, days in found.items()})
