"""Costs, rates and expenses: what may be entered, what is kept, and what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from alongside.casework import audit
from alongside.casework.audit.models import Event
from alongside.casework.schemes import actions, rules_costs
from alongside.casework.schemes.models import Cost, CostVersion, Expense, MileageRate, Programme
from alongside.casework.schemes.rates import rates_of

from .. import made

TODAY = date(2026, 11, 20)
APRIL = date(2026, 4, 1)
POUND = Decimal("1.00")


def entered(scheme, by, **said):
    said = {"month": date(2026, 4, 17), "kind": "running", "amount": Decimal("1250.50")} | said
    return actions.enter_cost(scheme=scheme, by=by, today=TODAY, **said)


def claimed(scheme, by, **said):
    said = {"on": date(2026, 11, 3), "kind": "fares", "amount": Decimal("4.60")} | said
    return actions.claim_expense(scheme=scheme, by=by, today=TODAY, **said)


# ---- costs --------------------------------------------------------------------------------------


def test_a_cost_is_kept_on_the_first_day_of_its_month_with_who_entered_it(aldermouth, dilys):
    cost = entered(aldermouth, dilys, note=" rent ")

    cost.refresh_from_db()
    assert (cost.month, cost.amount, cost.note) == (APRIL, Decimal("1250.50"), "rent")
    assert cost.entered_by == dilys
    assert Event.objects.get(action="COST_ENTERED").scheme_number == aldermouth.pk


def test_a_cost_of_the_whole_programme_is_of_no_scheme(aldermouth, dilys):
    cost = actions.enter_cost(
        programme=aldermouth.programme, month=APRIL, kind="coordination", amount=POUND, by=dilys
    )

    assert (cost.scheme, cost.audit_scheme_id) == (None, None)


def test_a_cost_is_of_a_scheme_or_of_a_programme(aldermouth, dilys):
    with pytest.raises(ValueError, match="of a scheme or of a programme"):
        actions.enter_cost(month=APRIL, kind="running", amount=POUND, by=dilys)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cost.objects.create(month=APRIL, kind="running", amount=1)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": "petrol"}, "“petrol” is no kind of cost. Choose set up"),
        ({"month": date(1999, 4, 1)}, "The year 1999 is too long ago"),
        ({"month": date(2027, 12, 1)}, "December 2027 is more than a year ahead"),
        ({"amount": Decimal(-1)}, "The amount is below nothing"),
        ({"amount": Decimal(100_000_000)}, "too large for one line"),
    ],
)
def test_a_cost_that_cannot_be_is_refused_when_entered_and_when_corrected(
    aldermouth, dilys, said, words
):
    kept = entered(aldermouth, dilys)
    right = {"month": APRIL, "kind": "running", "amount": POUND}

    with pytest.raises(actions.CannotEnterCost, match=words):
        entered(aldermouth, dilys, **said)
    with pytest.raises(actions.CannotCorrectCost, match=words):
        actions.correct_cost(cost=kept, by=dilys, today=TODAY, **(right | said))

    assert Cost.objects.count() == 1
    assert not CostVersion.objects.exists()


def test_the_database_refuses_less_than_nothing(aldermouth):
    with pytest.raises(IntegrityError), transaction.atomic():
        Cost.objects.create(scheme=aldermouth, month=APRIL, kind="running", amount=-1)


def test_what_a_cost_said_before_it_was_corrected_is_kept_with_who_had_said_it(
    aldermouth, dilys, ruth
):
    cost = entered(aldermouth, dilys, note="rent")
    right = {"month": date(2026, 5, 9), "kind": "coordination", "amount": Decimal(900)}

    actions.correct_cost(cost=cost, by=ruth, why="The wrong month", **right)
    actions.correct_cost(cost=cost, by=dilys, **(right | {"amount": Decimal(0)}))

    cost.refresh_from_db()
    assert (cost.month, cost.kind, cost.amount) == (date(2026, 5, 1), "coordination", 0)
    second, first = CostVersion.objects.all()
    assert (first.month, first.kind, first.amount, first.note) == (
        APRIL,
        "running",
        Decimal("1250.50"),
        "rent",
    )
    assert (first.said_by, first.by, first.why) == (dilys, ruth, "The wrong month")
    assert (second.said_by, second.by, second.amount) == (ruth, dilys, 900)


def test_a_correction_that_changes_nothing_is_refused(aldermouth, dilys):
    cost = entered(aldermouth, dilys)

    with pytest.raises(actions.CannotCorrectCost, match="Nothing was changed"):
        actions.correct_cost(
            cost=cost, month=APRIL, kind="running", amount=Decimal("1250.5"), by=dilys
        )


def test_a_failing_audit_line_undoes_a_cost_and_its_correction(aldermouth, dilys, monkeypatch):
    cost = entered(aldermouth, dilys)
    monkeypatch.setattr(audit, "record", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        entered(aldermouth, dilys)
    with pytest.raises(ZeroDivisionError):
        actions.correct_cost(cost=cost, month=APRIL, kind="set_up", amount=POUND, by=dilys)

    assert Cost.objects.get().kind == "running"
    assert not CostVersion.objects.exists()


# ---- what a mile is paid -------------------------------------------------------------------------


def rate(scheme, pence, on, by):
    return actions.set_mileage_rate(
        scheme=scheme, pence=Decimal(pence), from_on=on, today=TODAY, by=by
    )


def test_a_rate_holds_from_its_day_until_the_next(aldermouth, dilys):
    rate(aldermouth, "45", date(2026, 4, 1), dilys)
    rate(aldermouth, "50.5", date(2026, 10, 1), dilys)

    rates = rates_of([aldermouth])

    assert rates.on(aldermouth.pk, date(2026, 3, 31)) is None
    assert rates.on(aldermouth.pk, date(2026, 9, 30)) == 45
    assert rates.on(aldermouth.pk, date(2026, 10, 1)) == Decimal("50.5")
    assert rates.pounds(aldermouth.pk, date(2026, 10, 1), Decimal("10.2")) == Decimal("5.151")
    assert rates.pounds(aldermouth.pk, date(2026, 3, 1), Decimal(10)) == 0


def test_of_two_rates_for_one_day_the_later_holds_and_both_stay(aldermouth, dilys):
    rate(aldermouth, "54", APRIL, dilys)
    rate(aldermouth, "45", APRIL, dilys)

    assert rates_of([aldermouth]).on(aldermouth.pk, APRIL) == 45
    assert MileageRate.objects.count() == 2


@pytest.mark.parametrize(
    ("pence", "on", "words"),
    [
        ("-1", APRIL, "The rate is below nothing"),
        ("201", APRIL, "201 pence a mile is more than two pounds"),
        ("45", date(1999, 1, 1), "1 January 1999 cannot be right"),
        ("45", date(2028, 1, 1), "1 January 2028 cannot be right"),
    ],
)
def test_a_rate_that_cannot_be_is_refused(aldermouth, dilys, pence, on, words):
    with pytest.raises(actions.CannotSetRate, match=words):
        rate(aldermouth, pence, on, dilys)

    assert not MileageRate.objects.exists()


# ---- expenses ------------------------------------------------------------------------------------


def test_an_expense_waits_for_an_answer_and_is_agreed_by_somebody_else(aldermouth, ruth, dilys):
    expense = claimed(aldermouth, ruth, what_for=" bus to the team day ")

    actions.agree_expense(expense=expense, on=TODAY, by=dilys)

    expense.refresh_from_db()
    assert (expense.state, expense.amount) == ("agreed", Decimal("4.60"))
    assert (expense.decided_by, expense.decided_on) == (dilys, TODAY)
    assert expense.what_for == "bus to the team day"
    assert set(Event.objects.values_list("action", flat=True)) == {
        "EXPENSE_CLAIMED",
        "EXPENSE_AGREED",
    }


def test_miles_become_an_amount_when_they_are_agreed_and_stay_so(aldermouth, ruth, dilys):
    rate(aldermouth, "45", APRIL, dilys)
    expense = claimed(aldermouth, ruth, kind="mileage", amount=POUND, miles=Decimal("12.3"))
    assert expense.amount is None

    actions.agree_expense(expense=expense, on=TODAY, by=dilys)
    rate(aldermouth, "60", APRIL, dilys)

    expense.refresh_from_db()
    assert expense.amount == Decimal("5.54")  # 12.3 at 45p is 5.535


def test_miles_of_a_day_without_a_rate_are_not_agreed(aldermouth, ruth, dilys):
    expense = claimed(aldermouth, ruth, kind="mileage", miles=Decimal(10))

    with pytest.raises(actions.CannotAnswerExpense, match="no rate for a mile on that day"):
        actions.agree_expense(expense=expense, on=TODAY, by=dilys)


def test_an_expense_is_refused_with_a_reason(aldermouth, ruth, dilys):
    expense = claimed(aldermouth, ruth)

    with pytest.raises(actions.CannotAnswerExpense, match="Say why, in a few words"):
        actions.refuse_expense(expense=expense, why=" ", on=TODAY, by=dilys)
    actions.refuse_expense(expense=expense, why="The ticket is missing", on=TODAY, by=dilys)

    expense.refresh_from_db()
    assert (expense.state, expense.why) == ("refused", "The ticket is missing")


def test_nobody_answers_their_own_expense_and_none_is_answered_twice(aldermouth, dilys, owen):
    made.give(owen, "coordinator", aldermouth)
    expense = claimed(aldermouth, dilys)

    with pytest.raises(actions.CannotAnswerExpense, match="Nobody agrees to their own"):
        actions.agree_expense(expense=expense, on=TODAY, by=dilys)
    actions.agree_expense(expense=expense, on=TODAY, by=owen)
    with pytest.raises(actions.CannotAnswerExpense, match="has an answer already"):
        actions.refuse_expense(expense=expense, why="No", on=TODAY, by=owen)


def test_an_expense_is_taken_back_while_nobody_has_answered(aldermouth, ruth, dilys):
    first, second = claimed(aldermouth, ruth), claimed(aldermouth, ruth)
    actions.agree_expense(expense=second, on=TODAY, by=dilys)

    actions.withdraw_expense(expense=first, on=TODAY, by=ruth)
    with pytest.raises(actions.CannotClaim, match="cannot be taken back"):
        actions.withdraw_expense(expense=second, on=TODAY, by=ruth)

    assert list(Expense.objects.order_by("pk").values_list("state", flat=True)) == [
        "withdrawn",
        "agreed",
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": "cake"}, "Choose what it was for"),
        ({"on": date(2026, 11, 21)}, "21 November 2026 has not come yet"),
        ({"on": date(2025, 11, 1)}, "1 November 2025 is more than a year ago"),
        ({"amount": None}, "Enter what you paid"),
        ({"amount": Decimal(0)}, "Enter what you paid"),
        ({"amount": Decimal(10_000)}, "too much for one expense"),
        ({"kind": "mileage"}, "Enter how many miles"),
        ({"kind": "mileage", "miles": Decimal(1000)}, "1000 miles are too many"),
    ],
)
def test_an_expense_that_cannot_be_is_refused(aldermouth, ruth, said, words):
    with pytest.raises(actions.CannotClaim, match=words):
        claimed(aldermouth, ruth, **said)

    assert not Expense.objects.exists()


def test_an_expense_is_of_a_scheme_that_one_works_in(elsewhere, ruth):
    with pytest.raises(actions.CannotClaim, match="no role in that scheme today"):
        claimed(elsewhere, ruth)


def test_the_database_ties_what_goes_together(aldermouth, ruth):
    said = {"worker": ruth, "scheme": aldermouth, "on": TODAY}
    wrong = [
        {"kind": "mileage", "amount": 1},
        {"kind": "fares", "miles": 1, "amount": 1},
        {"kind": "fares", "amount": 1, "state": "agreed"},
        {"kind": "fares", "amount": 1, "decided_on": TODAY, "decided_by": ruth},
        {
            "kind": "fares",
            "amount": 1,
            "state": "refused",
            "decided_on": TODAY,
            "decided_by": ruth,
        },
        {
            "kind": "mileage",
            "miles": 1,
            "state": "agreed",
            "decided_on": TODAY,
            "decided_by": ruth,
        },
        {"kind": "fares", "amount": -1},
    ]

    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Expense.objects.create(**said, **fields)


# ---- who sees what -------------------------------------------------------------------------------


def test_costs_are_seen_where_one_coordinates_administers_or_evaluates(aldermouth, elsewhere):
    here = entered(aldermouth, None)
    there = entered(elsewhere, None)
    whole = actions.enter_cost(
        programme=aldermouth.programme, month=APRIL, kind="running", amount=POUND, by=None
    )
    another = Programme.objects.create(name="Another")
    actions.enter_cost(programme=another, month=APRIL, kind="running", amount=POUND, by=None)
    seen = {}
    for role in ("connector", "coordinator", "administrator", "evaluator", "commissioner"):
        worker = made.worker(role.title(), role, aldermouth)
        seen[role] = (
            set(Cost.objects.seen_by(worker)),
            set(Cost.objects.corrected_by(worker)),
        )

    assert seen["connector"] == seen["commissioner"] == (set(), set())
    assert seen["coordinator"] == ({here, whole}, {here})
    assert seen["administrator"] == ({here, whole}, {here, whole})
    assert seen["evaluator"] == ({here, whole}, set())
    assert there not in seen["administrator"][0]


def test_expenses_are_seen_by_who_paid_and_who_agrees(aldermouth, ruth, owen, dilys):
    expense, own = claimed(aldermouth, ruth), claimed(aldermouth, dilys)

    assert set(Expense.objects.seen_by(ruth)) == {expense}
    assert not Expense.objects.seen_by(owen)
    assert set(Expense.objects.seen_by(dilys)) == {expense, own}
    assert set(Expense.objects.agreed_to_by(dilys)) == {expense}


def test_the_rules_let_a_month_of_any_day_through_where_no_day_is_handed_in():
    said = {"month": date(2050, 1, 1), "kind": "running", "amount": POUND}

    assert rules_costs.why_not_enter_cost(**said, today=None) == ""
