"""Fields that several forms of this room share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .. import rules

DAYS = list(
    enumerate(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
)


class Words(forms.CharField):
    """Several words or numbers with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(one) for one in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        parts = str(value or "").replace("\n", ",").split(",")
        return [part.strip() for part in parts if part.strip()]


class Days(Words):
    """Days, as whole numbers with commas between them."""

    def to_python(self, value: Any) -> Any:
        parts = super().to_python(value)
        if not all(part.isascii() and part.isdecimal() for part in parts):
            raise ValidationError(rules.reminder_days_fault(None))
        return sorted({int(part) for part in parts})


def whole(label: str, help_text: str, field: str) -> forms.IntegerField:
    """A whole number in the range that the rules allow."""
    low, high, what = rules.RANGES[field]
    refusal = f"Enter a whole number of {what}, from {low} to {high}."
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=low,
        max_value=high,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), refusal),
        widget=forms.TextInput(),
    )
