"""What connectors spent: claimed by themselves, answered by a coordinator."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction

from alongside.casework import audit

from .. import rules_costs as rules
from ..models import Expense, ExpenseKind, ExpenseState, Scheme, Worker
from ..rates import rates_of


class CannotClaim(Exception):
    """Why an expense cannot be claimed, or taken back."""


@transaction.atomic
def claim_expense(
    *,
    scheme: Scheme,
    on: date,
    kind: str,
    today: date,
    by: Worker,
    amount: Decimal | None = None,
    miles: Decimal | None = None,
    what_for: str = "",
) -> Expense:
    """Claim what one spent for a scheme on a day. Miles are those that stand in no contact."""
    if not by.has_role(scheme=scheme):
        raise CannotClaim("You have no role in that scheme today. Choose your own scheme.")
    if refusal := rules.why_not_claim(kind=kind, on=on, amount=amount, miles=miles, today=today):
        raise CannotClaim(refusal)
    drove = kind == ExpenseKind.MILEAGE
    expense = Expense.objects.create(
        worker=by,
        scheme=scheme,
        on=on,
        kind=kind,
        amount=None if drove else amount,
        miles=miles if drove else None,
        what_for=what_for.strip(),
    )
    audit.record("EXPENSE_CLAIMED", to=expense, by=by, kind=kind)
    return expense


@transaction.atomic
def withdraw_expense(*, expense: Expense, on: date, by: Worker) -> Expense:
    """Take back what one claimed, while nobody has answered."""
    kept = Expense.objects.select_for_update().get(pk=expense.pk)
    if kept.state != ExpenseState.CLAIMED:
        raise CannotClaim("This expense has an answer already, so it cannot be taken back.")
    return _answered(kept, ExpenseState.WITHDRAWN, on, by)


class CannotAnswerExpense(Exception):
    """Why an expense cannot be agreed to, or refused."""


@transaction.atomic
def agree_expense(*, expense: Expense, on: date, by: Worker) -> Expense:
    """Agree to an expense. Miles become what the rate of their day comes to, and stay so."""
    kept = _to_answer(expense, by)
    if kept.kind == ExpenseKind.MILEAGE:
        kept.amount = _of_miles(kept)
    return _answered(kept, ExpenseState.AGREED, on, by)


def _of_miles(expense: Expense) -> Decimal:
    rates = rates_of([expense.scheme_id])
    if rates.on(expense.scheme_id, expense.on) is None:
        raise CannotAnswerExpense(
            "The scheme has no rate for a mile on that day. Set one first, on the costs page."
        )
    pounds = rates.pounds(expense.scheme_id, expense.on, expense.miles or Decimal(0))
    return pounds.quantize(Decimal("0.01"), ROUND_HALF_UP)


@transaction.atomic
def refuse_expense(*, expense: Expense, why: str, on: date, by: Worker) -> Expense:
    """Say no to an expense, and why."""
    kept = _to_answer(expense, by)
    if not why.strip():
        raise CannotAnswerExpense("Say why, in a few words: whoever paid it will read them.")
    kept.why = why.strip()
    return _answered(kept, ExpenseState.REFUSED, on, by)


def _to_answer(expense: Expense, by: Worker) -> Expense:
    kept = Expense.objects.select_for_update().get(pk=expense.pk)
    if refusal := rules.why_not_answer(state=kept.state, own=kept.worker_id == by.pk):
        raise CannotAnswerExpense(refusal)
    return kept


def _answered(expense: Expense, state: str, on: date, by: Worker) -> Expense:
    expense.state, expense.decided_on, expense.decided_by = state, on, by
    expense.save(update_fields=["state", "amount", "why", "decided_on", "decided_by"])
    audit.record(f"EXPENSE_{state.upper()}", to=expense, by=by)
    return expense
