"""Shutting a record, opening it all the same, and freeing it."""

from __future__ import annotations

from typing import Any

from django import forms

from ..models import Because
from ..rules import restricted as rules

LENGTH = 300


def reason(label: str, why: str) -> forms.CharField:
    """A few words that somebody will read."""
    return forms.CharField(
        label=label,
        help_text=why,
        max_length=LENGTH,
        widget=forms.Textarea,
        error_messages={"required": rules.NO_REASON},
    )


class WithReason(forms.Form):
    """Forms that need more than a word."""

    def clean_reason(self) -> str:
        said: str = self.cleaned_data["reason"]
        if fault := rules.reason_fault(said):
            raise forms.ValidationError(fault)
        return said


class Restrict(WithReason):
    """Why a record opens for few from now."""

    because = forms.ChoiceField(
        label="Why?",
        choices=Because.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why."},
    )
    reason = reason(
        "In a few words", "Coordinators read this when they look at it again. It is kept."
    )


class Free(WithReason):
    """Why a record opens as any other again."""

    reason = reason("Why is it no longer needed?", "It is kept with the record.")


class BreakGlass(WithReason):
    """Why somebody opens what is not theirs to open."""

    reason = reason(
        "Why do you need to open it?",
        "The coordinator reads this today. The person may read it too, whenever they ask.",
    )


class FindBehindGlass(BreakGlass):
    """Breaking the glass of a record that no list shows."""

    words = forms.CharField(
        label="First and family name, or a telephone number",
        max_length=120,
        help_text="The whole name as we may have it. A name that is nearly right finds nothing.",
        error_messages={"required": "Enter the whole name, or a telephone number."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["words", "reason"])


class SeenTo(forms.Form):
    """What a coordinator found when they asked."""

    note = forms.CharField(
        label="What you found",
        help_text="A few words, when there is something to say.",
        max_length=LENGTH,
        required=False,
    )


class LooksInto(SeenTo):
    """What a coordinator found when they asked about looks that stand out."""

    for_good = forms.BooleanField(required=False)
