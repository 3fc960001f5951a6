"""What is typed about a connection. They only validate."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.forms import NearDate

from .models import Destination, How, Outcome, Reason
from .rules import WITH_A_REASON

AT_FIRST = [  # what can be said of a connection on the day that it is written down
    Outcome.SUGGESTED,
    Outcome.INTRODUCED,
    Outcome.ATTENDED,
    Outcome.SETTLED,
    Outcome.DECLINED,
    Outcome.UNAVAILABLE,
]
NO_REASON = ("", "Not said")


class WithReason(forms.Form):
    """A reason is taken only with what it explains; elsewhere its list is hidden."""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("outcome") not in WITH_A_REASON:
            said["reason"] = ""
        return said


class NewConnection(WithReason):
    """What the person was pointed to, and how far it has got already."""

    what = forms.CharField(
        label="What is it?",
        help_text="The name that people there use, such as Fenwater choir.",
        max_length=160,
        error_messages={"required": "Write what it is, such as Fenwater choir."},
    )
    destination = forms.ChoiceField(
        label="What kind of organisation?",
        choices=Destination.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of organisation it is."},
    )
    how = forms.ChoiceField(
        label="How did you connect them?",
        choices=How.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    outcome = forms.ChoiceField(
        label="How far has it got?",
        choices=[(outcome.value, outcome.label) for outcome in AT_FIRST],
        widget=forms.RadioSelect,
        initial=Outcome.SUGGESTED,
        error_messages={"required": "Choose how far it has got. Suggested is the first step."},
    )
    reason = forms.ChoiceField(label="Why?", choices=[NO_REASON, *Reason.choices], required=False)
    first_time_on = NearDate(
        label="When is the first time?",
        help_text="If you know it. We ask you afterwards whether they went.",
        required=False,
    )
    note = forms.CharField(
        label="Note",
        help_text="Who to ask for, when it is, how to get there.",
        widget=forms.Textarea,
        required=False,
        max_length=2_000,
    )
    made_on = NearDate(
        label="On which day was this?", error_messages={"required": "Say on which day."}
    )


class Advance(WithReason):
    """How far it has got since, or why it stopped."""

    outcome = forms.ChoiceField(
        label="How far has it got now?",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far it has got."},
    )
    reason = forms.ChoiceField(label="Why?", choices=[NO_REASON, *Reason.choices], required=False)
    first_time_on = NearDate(label="When is, or was, the first time?", required=False)
    words = forms.CharField(
        label="In a few words",
        help_text="For example, the driver waits for her.",
        required=False,
        max_length=300,
    )
    on = NearDate(label="On which day was this?", error_messages={"required": "Say on which day."})
