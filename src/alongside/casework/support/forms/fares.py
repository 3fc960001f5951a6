"""Help with a fare."""

from __future__ import annotations

from django import forms

from alongside.forms import Money, NearDate


class FareForm(forms.Form):
    """What it cost, when, and where to."""

    amount = Money(
        label="How much?", max_digits=7, error_messages={"required": "Enter what it cost."}
    )
    what_for = forms.CharField(
        label="Where to?",
        max_length=120,
        help_text="A few words: bus to the choir, taxi home.",
        error_messages={"required": "Say in a few words where to."},
    )
    on = NearDate(label="On which day?", error_messages={"required": "Enter the day."})


class TakeOutForm(forms.Form):
    """What was wrong with a fare."""

    why = forms.CharField(
        label="What was wrong with it?",
        max_length=200,
        error_messages={"required": "Say in a few words what was wrong with it."},
    )
