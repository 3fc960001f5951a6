"""What the made-up schemes cost, what a mile is paid, and what connectors and people spent."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from alongside.casework.schemes import actions
from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.support import actions as support
from alongside.casework.support.models import Episode

from .places import Cast

MONTHS = 9  # whole ones, before this one
RUNNING = {"aldermouth": 11_240, "glen_torran": 6_180, "cwm_derwen": 5_960}
SET_UP = {"aldermouth": 9_800, "glen_torran": 6_400, "cwm_derwen": 6_100}


def spend(cast: Cast, today: date) -> None:
    """Months of costs, a rate for a mile, expenses in each state, and a taxi for Peg."""
    began = _months_before(today, MONTHS)
    for key, scheme in cast.schemes.items():
        by = cast.coordinators[key]
        actions.set_mileage_rate(
            scheme=scheme, pence=Decimal(45), from_on=began, today=today, by=by
        )
        _cost(scheme, began, "set_up", SET_UP[key], "Training, telephones and a laptop each", by)
        for months in range(MONTHS, 0, -1):
            month = _months_before(today, months)
            _cost(scheme, month, "running", RUNNING[key] + 7 * months, "Pay and rent", by)
            _cost(scheme, month, "coordination", RUNNING[key] // 9, "", by)
    _expenses(cast, today)
    _fare(cast, today)


def _months_before(today: date, months: int) -> date:
    whole = today.year * 12 + today.month - 1 - months
    return date(whole // 12, whole % 12 + 1, 1)


def _cost(scheme: Scheme, month: date, kind: str, pounds: int, note: str, by: Worker) -> None:
    actions.enter_cost(
        scheme=scheme, month=month, kind=kind, amount=Decimal(pounds), note=note, by=by
    )


def _expenses(cast: Cast, today: date) -> None:
    """Bushra waits for an answer; Ruth has had two, one of each."""
    here, dilys = cast.schemes["aldermouth"], cast.workers["dilys"]
    claimed = [
        actions.claim_expense(
            scheme=here,
            on=today - timedelta(days=ago),
            kind=kind,
            amount=Decimal(pounds),
            what_for=what_for,
            today=today,
            by=cast.workers[who],
        )
        for who, ago, kind, pounds, what_for in (
            ("ruth", 9, "parking", "3.20", "At the hospital"),
            ("ruth", 8, "other", "14.00", "Flowers"),
            ("bushra", 3, "fares", "4.60", "Bus to the team day"),
        )
    ]
    actions.agree_expense(expense=claimed[0], on=today - timedelta(days=2), by=dilys)
    actions.refuse_expense(
        expense=claimed[1],
        why="A lovely thought. There is a card for it: ask Amir for one.",
        on=today - timedelta(days=2),
        by=dilys,
    )


def _fare(cast: Cast, today: date) -> None:
    peg = Episode.objects.get(person__preferred_name="Peg", person__family_name="Hollins")
    support.help_with_fare(
        episode=peg,
        on=today - timedelta(days=4),
        amount=Decimal("6.80"),
        what_for="Taxi home from the choir",
        today=today,
        by=cast.workers["ruth"],
    )
