"""What a worker spent: entered on a phone, answered by a coordinator."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from .. import actions
from ..forms import costs as forms
from ..models import WITH_PEOPLE, Expense, ExpenseKind, Scheme
from ..rates import rates_of
from ..requests import WorkerRequest
from ..sent import once


@login_required
@require_http_methods(["GET", "POST"])
@once
def expense_new(request: WorkerRequest) -> HttpResponse:
    """Enter an expense of one's own."""
    today = timezone.localdate()
    schemes = Scheme.objects.filter(pk__in=request.user.scheme_ids(*WITH_PEOPLE))
    if not schemes:
        raise Http404
    form = forms.ExpenseForm(
        request.POST or None, schemes=schemes, initial={"on": today, "kind": ExpenseKind.FARES}
    )
    if form.is_valid():
        try:
            expense = actions.claim_expense(today=today, by=request.user, **form.cleaned_data)
        except actions.CannotClaim as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "It is entered. Your coordinator sees it.")
            return redirect(_month_of(expense))
    return render(request, "schemes/expense_new.html", {"form": form})


def _month_of(expense: Expense) -> str:
    return f"/expenses/?month={expense.on:%Y-%m}"


@login_required
@require_POST
@once
def expense_back(request: WorkerRequest, expense_id: int) -> HttpResponse:
    """Take back what nobody has answered yet."""
    expense = get_object_or_404(Expense, pk=expense_id, worker=request.user)
    try:
        actions.withdraw_expense(expense=expense, on=timezone.localdate(), by=request.user)
    except actions.CannotClaim as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, "It is taken back.")
    return redirect(_month_of(expense))


@login_required
@require_http_methods(["GET", "POST"])
@once
def expense_answer(request: WorkerRequest, expense_id: int) -> HttpResponse:
    """Agree to an expense, or say why not."""
    mine = Expense.objects.agreed_to_by(request.user).select_related("worker", "scheme")
    expense = get_object_or_404(mine, pk=expense_id)
    form = forms.AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            _answer(expense, form.cleaned_data, request)
        except actions.CannotAnswerExpense as reason:
            form.add_error("why" if form.cleaned_data["answer"] == "refuse" else None, str(reason))
        else:
            messages.success(request, f"{expense.worker.called} sees your answer.")
            return redirect("pages:expenses_to_agree")
    rate = rates_of([expense.scheme_id]).on(expense.scheme_id, expense.on)
    said = {"form": form, "expense": expense, "rate": rate}
    return render(request, "schemes/expense_answer.html", said)


def _answer(expense: Expense, said: dict[str, str], request: WorkerRequest) -> None:
    today = timezone.localdate()
    if said["answer"] == "agree":
        actions.agree_expense(expense=expense, on=today, by=request.user)
    else:
        actions.refuse_expense(expense=expense, why=said["why"], on=today, by=request.user)
