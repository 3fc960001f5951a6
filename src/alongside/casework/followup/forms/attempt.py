"""One try to reach somebody after the goodbye."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from alongside.forms import NearDate

from ..models import Attempt


class TryToReach(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=Attempt.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it."},
    )
    going = forms.ChoiceField(
        label="How is it going?",
        choices=Attempt.Going.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False, max_length=5_000)
    wants_support = forms.BooleanField(label="They would like support again", required=False)
    wants = forms.CharField(
        label="What would they like?",
        help_text="In their words. It stands on the new referral.",
        widget=forms.Textarea,
        required=False,
        max_length=2_000,
    )
    try_again_on = NearDate(
        label="Try again on",
        help_text="Leave it empty, and it comes back by your scheme’s reminder days.",
        required=False,
    )
    on = NearDate(label="On which day was this?", error_messages={"required": "Say on which day."})

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("That day is still to come. Choose the day you tried.")
        return on

    def clean(self) -> dict[str, Any]:
        """What the page hides for this outcome does not count, whatever was chosen before."""
        said = super().clean() or self.cleaned_data
        if said.get("outcome") != Attempt.Outcome.TALKED:
            said |= {"going": "", "wants_support": False, "wants": ""}
        if said.get("outcome") not in (Attempt.Outcome.NO_ANSWER, Attempt.Outcome.LATER):
            said["try_again_on"] = None
        return said
