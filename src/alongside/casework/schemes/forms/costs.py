"""Costs, what a mile is paid, and what connectors spend."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.forms import Money, NearDate

from ..models import Cost, CostKind, ExpenseKind, Scheme

MONTHS = [(number, calendar.month_name[number]) for number in range(1, 13)]
UNREAD_MILES = "Enter how many miles, such as 12.5."
UNREAD_RATE = "Enter pence a mile, such as 45."


class CostForm(forms.Form):
    """One line of what was spent in a month."""

    amount = Money(label="Pounds", error_messages={"required": "Enter how much it was."})
    kind = forms.ChoiceField(
        choices=CostKind.choices,
        widget=forms.RadioSelect,
        label="What kind?",
        error_messages={"required": "Choose what kind of cost it is."},
    )
    month = forms.TypedChoiceField(
        choices=MONTHS, coerce=int, label="Month", error_messages={"required": "Choose a month."}
    )
    year = forms.IntegerField(
        label="Year",
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Enter the year, such as 2026."
        ),
    )
    note = forms.CharField(
        required=False,
        max_length=200,
        label="What it was for, if it helps",
        help_text="For example: rent of the office. Name nobody.",
    )

    def said(self) -> dict[str, Any]:
        """What the action is told."""
        cleaned = self.cleaned_data
        return {
            "month": date(cleaned["year"], cleaned["month"], 1),
            **{name: cleaned[name] for name in ("kind", "amount", "note")},
        }


class CorrectCost(CostForm):
    """The same line, put right."""

    why = forms.CharField(
        required=False, max_length=200, label="Why, if it helps whoever looks later"
    )

    def said(self) -> dict[str, Any]:
        return super().said() | {"why": self.cleaned_data["why"]}


def as_typed(cost: Cost) -> dict[str, Any]:
    """What the form for correcting a line starts with."""
    return {
        "amount": cost.amount,
        "kind": cost.kind,
        "month": cost.month.month,
        "year": cost.month.year,
        "note": cost.note,
    }


class RateForm(forms.Form):
    """What a mile is paid, from a day on."""

    pence = forms.DecimalField(
        label="Pence a mile",
        max_digits=5,
        decimal_places=1,
        widget=forms.TextInput(),
        error_messages=dict.fromkeys(
            ("required", "invalid", "max_digits", "max_decimal_places", "max_whole_digits"),
            UNREAD_RATE,
        ),
    )
    from_on = NearDate(
        label="From which day", error_messages={"required": "Enter from which day it is paid."}
    )


class RunningForm(forms.Form):
    """Whether the running costs, as they are typed, hold expenses, miles and fares already."""

    running_includes_expenses = forms.TypedChoiceField(
        label="When you type in running costs, are expenses, miles and fares in them?",
        choices=[
            ("no", "No: add them to what is typed"),
            ("yes", "Yes: do not count them again"),
        ],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no."},
    )


class ExpenseForm(forms.Form):
    """What a worker spent on the way."""

    kind = forms.ChoiceField(
        choices=ExpenseKind.choices,
        widget=forms.RadioSelect,
        label="What for?",
        error_messages={"required": "Choose what it was for."},
    )
    amount = Money(required=False, label="Pounds", max_digits=8)
    miles = forms.DecimalField(
        required=False,
        label="Miles",
        help_text="Only miles that stand in no contact: those are counted already.",
        max_digits=5,
        decimal_places=1,
        widget=forms.TextInput(),
        error_messages=dict.fromkeys(
            ("invalid", "max_digits", "max_decimal_places", "max_whole_digits"), UNREAD_MILES
        ),
    )
    on = NearDate(label="On which day", error_messages={"required": "Enter the day."})
    what_for = forms.CharField(
        required=False,
        max_length=200,
        label="A few words about it",
        help_text="For example: bus to the team day. Name nobody whom we support.",
    )
    scheme = forms.ModelChoiceField(
        queryset=Scheme.objects.none(),
        label="For which scheme",
        empty_label=None,
        error_messages={"required": "Choose the scheme."},
    )

    def __init__(self, data: Any = None, *, schemes: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        found = list(schemes)
        field = self.fields["scheme"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = schemes
        if len(found) == 1:
            field.widget, field.required = forms.HiddenInput(), False
            self.only: Scheme | None = found[0]
        else:
            self.only = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.only is not None:
            cleaned["scheme"] = self.only
        drove = cleaned.get("kind") == ExpenseKind.MILEAGE
        wanted, words = ("miles", UNREAD_MILES) if drove else ("amount", "Enter what you paid.")
        given: Decimal | None = cleaned.get(wanted)
        if "kind" in cleaned and wanted not in self.errors and not given:
            self.add_error(wanted, ValidationError(words))
        return cleaned


class AnswerForm(forms.Form):
    """Yes, or no and why."""

    answer = forms.ChoiceField(
        choices=[("agree", "Yes, agreed"), ("refuse", "No")],
        widget=forms.RadioSelect,
        label="Is this agreed?",
        error_messages={"required": "Choose yes or no."},
    )
    why = forms.CharField(
        required=False, max_length=200, label="If not, why", help_text="They will read it."
    )
