"""What somebody answered, in one conversation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone

from alongside.forms import NearDate

from .models import HowGiven, Purpose, SaidBy

LEAVE = "leave"
WHY = {
    Purpose.SUPPORT: "We come only where we are wanted.",
    Purpose.MEASURES: "The questions show whether support helps. Support does not depend on them.",
    Purpose.FOLLOW_UP: "It shows whether what changed has lasted.",
    Purpose.TELL_REFERRER: "Whoever thought of them would like to know.",
    Purpose.SHARE_WITH_GP: "So that the practice knows who else is there.",
    Purpose.STORY: "It may give others heart. Only they can agree to it.",
    Purpose.INTRODUCE: "We tell an organiser that they are coming, and hear whether they came.",
}


class Record(forms.Form):
    """Yes, no or nothing new to each purpose; when and how they said so."""

    on = NearDate(
        label="When",
        help_text="The day on which they said so.",
        error_messages={"required": "Enter the day on which they said so."},
    )
    how = forms.ChoiceField(
        label="How they answered",
        choices=HowGiven.choices,
        widget=forms.RadioSelect,
        help_text="So that we can show later how they agreed.",
        error_messages={"required": "Choose how they answered."},
    )
    note = forms.CharField(
        label="Anything to know",
        max_length=300,
        required=False,
        help_text="For a best-interests decision: who made it, and when.",
    )
    lapses_on = NearDate(
        label="Until when, if they said so",
        required=False,
        help_text="What they agreed to lapses after this day. Empty: until they say otherwise.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate(), "how": HowGiven.SPOKEN}
        super().__init__(*args, **kwargs)
        for purpose in Purpose:
            self.fields[purpose.value] = forms.ChoiceField(
                label=purpose.label,
                choices=[("yes", "Yes"), ("no", "No"), (LEAVE, "Not asked")],
                widget=forms.RadioSelect,
                required=False,
                help_text=WHY[purpose],
            )

    def asked(self) -> dict[str, BoundField]:
        """The question for each purpose."""
        return {purpose.value: self[purpose.value] for purpose in Purpose}

    def said(self) -> dict[str, Any]:
        """What `actions.record_all` takes."""
        typed = self.cleaned_data
        answers = {
            purpose.value: typed[purpose.value] == "yes"
            for purpose in Purpose
            if typed[purpose.value] in ("yes", "no")
        }
        return {"answers": answers} | {
            name: typed[name] for name in ("on", "how", "note", "lapses_on")
        }


class Research(forms.Form):
    """Whether a record stays out of research; who said so, and when."""

    opted_out = forms.TypedChoiceField(
        label="What they would like",
        choices=[("yes", "Leave my record out"), ("no", "It may be counted, without my name")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they would like."},
    )
    said_by = forms.ChoiceField(
        label="Who said so",
        choices=SaidBy.choices,
        widget=forms.RadioSelect,
        help_text="Anybody who speaks for them can have it left out. They can take it back.",
        error_messages={"required": "Choose who said so."},
    )
    on = NearDate(
        label="When",
        help_text="The day on which they said so.",
        error_messages={"required": "Enter the day on which they said so."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate(), "said_by": SaidBy.PERSON}
        super().__init__(*args, **kwargs)
