"""What may be done with costs, rates and expenses; each answer is "" or a refusal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from .models import CostKind, ExpenseKind, ExpenseState
from .words import day

EARLIEST = date(2000, 1, 1)
MOST_COST = Decimal("99999999.99")
MOST_RATE = Decimal(200)  # pence; more is a slip of the pen
MOST_EXPENSE = Decimal("9999.99")
MOST_MILES = Decimal(999)


def why_not_enter_cost(*, month: date, kind: str, amount: Decimal, today: date | None) -> str:
    """Why this line of costs cannot be so."""
    if kind not in CostKind.values:
        return f"“{kind}” is no kind of cost. Choose set up, coordination or running."
    if month < EARLIEST:
        return f"The year {month.year} is too long ago. Look at the month again."
    if today is not None and (month.year, month.month) > (today.year + 1, today.month):
        return f"{month:%B %Y} is more than a year ahead. Look at the month again."
    if amount < 0:
        return "The amount is below nothing. Enter pounds and pence, such as 1250.00."
    if amount > MOST_COST:
        return "The amount is too large for one line. Look at it again, or part it in two."
    return ""


def why_not_set_rate(*, pence: Decimal, from_on: date, today: date) -> str:
    """Why a mile cannot be paid so from that day."""
    if pence < 0:
        return "The rate is below nothing. Enter pence a mile, such as 45."
    if pence > MOST_RATE:
        return (
            f"{pence:f} pence a mile is more than two pounds. Enter pence, not pounds, such as 45."
        )
    if from_on < EARLIEST or from_on.year > today.year + 1:
        return f"Look at the day again: {day(from_on)} cannot be right."
    return ""


def why_not_claim(
    *, kind: str, on: date, amount: Decimal | None, miles: Decimal | None, today: date
) -> str:
    """Why this cannot be claimed."""
    if kind not in ExpenseKind.values:
        return "Choose what it was for."
    if on > today:
        return f"{day(on)} has not come yet. Enter it when the money is spent."
    if (today - on).days > 366:
        return f"{day(on)} is more than a year ago. Speak to your coordinator about it."
    if kind == ExpenseKind.MILEAGE:
        return _miles_fault(miles)
    if amount is None or amount <= 0:
        return "Enter what you paid, in pounds and pence, such as 4.60."
    if amount > MOST_EXPENSE:
        return "That is too much for one expense. Look at the amount again."
    return ""


def _miles_fault(miles: Decimal | None) -> str:
    if miles is None or miles <= 0:
        return "Enter how many miles you drove, such as 12.5."
    if miles > MOST_MILES:
        return f"{miles:f} miles are too many for one day. Look at the number again."
    return ""


def why_not_answer(*, state: str, own: bool) -> str:
    """Why this expense cannot be agreed to, or refused, by this worker."""
    if own:
        return "Nobody agrees to their own expenses. Ask another coordinator or administrator."
    if state != ExpenseState.CLAIMED:
        return "This expense has an answer already. Look at the list again."
    return ""
