"""One answer to one purpose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from alongside.forms import NearDate

from .models import HowGiven, Purpose


class Record(forms.Form):
    """What did they say, when and how."""

    purpose = forms.ChoiceField(
        label="What was asked", choices=Purpose.choices, widget=forms.RadioSelect
    )
    agreed = forms.TypedChoiceField(
        label="What did they say?",
        choices=[("yes", "Yes"), ("no", "No, or not any more")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no."},
    )
    how = forms.ChoiceField(label="How", choices=HowGiven.choices, widget=forms.RadioSelect)
    on = NearDate(label="When")
    lapses_on = NearDate(
        label="Until when, if they said so",
        required=False,
        help_text="Empty: until they say otherwise.",
    )
    note = forms.CharField(label="Anything to know", max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate(), "how": HowGiven.SPOKEN} | (
            kwargs.get("initial") or {}
        )
        super().__init__(*args, **kwargs)
