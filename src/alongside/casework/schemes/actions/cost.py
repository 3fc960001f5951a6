"""What schemes and programmes cost: entered, corrected, and what was said before kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from alongside.casework import audit

from .. import rules_costs as rules
from ..models import Cost, CostVersion, MileageRate, Programme, Scheme, Worker


class CannotEnterCost(Exception):
    """Why a line of costs cannot be entered, or not so."""


@transaction.atomic
def enter_cost(
    *,
    month: date,
    kind: str,
    amount: Decimal,
    by: Worker | None,
    scheme: Scheme | None = None,
    programme: Programme | None = None,
    note: str = "",
    today: date | None = None,
) -> Cost:
    """Enter what was spent in a month on one scheme, or on a whole programme."""
    if (scheme is None) is (programme is None):
        raise ValueError("a cost is of a scheme or of a programme")
    if refusal := rules.why_not_enter_cost(month=month, kind=kind, amount=amount, today=today):
        raise CannotEnterCost(refusal)
    cost = Cost.objects.create(
        scheme=scheme,
        programme=programme,
        month=month.replace(day=1),
        kind=kind,
        amount=amount,
        note=note.strip(),
        entered_by=by,
    )
    audit.record("COST_ENTERED", to=cost, by=by, kind=kind)
    return cost


class CannotCorrectCost(Exception):
    """Why a line of costs cannot be corrected so."""


@transaction.atomic
def correct_cost(
    *,
    cost: Cost,
    month: date,
    kind: str,
    amount: Decimal,
    by: Worker | None,
    note: str = "",
    why: str = "",
    today: date | None = None,
) -> Cost:
    """Put a line right. What it said, and who had said it, is kept. Nothing spent: amount 0."""
    if refusal := rules.why_not_enter_cost(month=month, kind=kind, amount=amount, today=today):
        raise CannotCorrectCost(refusal)
    kept = Cost.objects.select_for_update().get(pk=cost.pk)
    said = (month.replace(day=1), kind, amount, note.strip())
    if said == (kept.month, kept.kind, kept.amount, kept.note):
        raise CannotCorrectCost("Nothing was changed, so there is nothing to correct.")
    CostVersion.objects.create(
        cost=kept,
        month=kept.month,
        kind=kept.kind,
        amount=kept.amount,
        note=kept.note,
        said_by=_who_said(kept),
        by=by,
        why=why.strip(),
    )
    kept.month, kept.kind, kept.amount, kept.note = said
    kept.save(update_fields=["month", "kind", "amount", "note"])
    audit.record("COST_CORRECTED", to=kept, by=by)
    return kept


def _who_said(cost: Cost) -> Worker | None:
    latest = cost.versions.first()
    return latest.by if latest else cost.entered_by


class CannotSetRate(Exception):
    """Why a mile cannot be paid so."""


@transaction.atomic
def set_mileage_rate(
    *, scheme: Scheme, pence: Decimal, from_on: date, today: date, by: Worker | None
) -> MileageRate:
    """Say what a mile is paid from a day on. Earlier lines stay; of one day, the later holds."""
    if refusal := rules.why_not_set_rate(pence=pence, from_on=from_on, today=today):
        raise CannotSetRate(refusal)
    rate = MileageRate.objects.create(
        scheme=scheme, pence_a_mile=pence, from_on=from_on, entered_by=by
    )
    audit.record("MILEAGE_RATE_SET", to=rate, by=by)
    return rate
