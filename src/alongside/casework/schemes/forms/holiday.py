"""School holidays, as somebody reads them from the council's page."""

from __future__ import annotations

from django import forms

from alongside.forms import NearDate


class HolidayForm(forms.Form):
    """What they are called, and from when until when."""

    name = forms.CharField(
        max_length=60,
        label="What they are called",
        help_text="Such as “Christmas holidays” or “February half-term”.",
        error_messages={
            "required": "Write what they are called, such as Christmas holidays.",
            "max_length": "Write it in at most 60 letters.",
        },
    )
    first_on = NearDate(
        label="First day without school", error_messages={"required": "Enter the first day."}
    )
    last_on = NearDate(
        label="Last day without school", error_messages={"required": "Enter the last day."}
    )
