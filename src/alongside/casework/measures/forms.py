"""What is asked on these pages. They only validate."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from alongside import uploads
from alongside.casework.consent.models import HowGiven
from alongside.forms import NearDate
from alongside.instruments import Instrument

from .models import WhyNot

LEFT_OUT = "left_out"
# A best-interests decision needs its words, and has its own place under Consents.
SAID_SO = [(how.value, how.label) for how in HowGiven if how != HowGiven.BEST_INTERESTS]
LARGEST_FILE = 100_000  # bytes; a wording has about a thousand
WORDING_KINDS = {uploads.Kind.TEXT, uploads.Kind.TOML}


class Questions(forms.Form):
    """The questions of one instrument; each can be left out, and none by accident."""

    def __init__(
        self, *args: Any, asked: Instrument, today: date, ask_day: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.today = asked, today
        for number, item in enumerate(asked.items, start=1):
            options = [(str(option.code), option.label) for option in item.options]
            self.fields[f"item_{number}"] = forms.ChoiceField(
                label=item.wording,
                choices=[*options, (LEFT_OUT, "Leave this one out")],
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"Choose an answer to question {number}, or leave it out."
                },
            )
        if ask_day:
            self.fields["on"] = NearDate(
                label="On which day was it answered?",
                initial=today,
                error_messages={"required": "Say on which day it was answered."},
            )

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(
                "That day is still to come. Choose the day it was answered."
            )
        return on

    def items(self) -> list[forms.BoundField]:
        """The questions alone, in order, for the template."""
        return [self[name] for name in self.fields if name != "on"]

    def answers(self) -> list[int | None]:
        """Codes as printed; None for what was left out."""
        given = [self.cleaned_data[f"item_{n}"] for n, _ in enumerate(self.asked.items, start=1)]
        return [None if code == LEFT_OUT else int(code) for code in given]

    def day(self) -> date:
        on: date = self.cleaned_data.get("on", self.today)
        return on


class Agrees(forms.Form):
    """Whether the person is happy to be asked; it is recorded as their consent."""

    agreed = forms.ChoiceField(
        choices=[("yes", "Yes"), ("no", "No, thank you")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they said. If you have not asked, go back."},
    )
    how = forms.ChoiceField(
        label="How did they say so?",
        choices=SAID_SO,
        widget=forms.RadioSelect,
        initial=HowGiven.SPOKEN,
        error_messages={"required": "Choose how they said so."},
    )


class NotNow(forms.Form):
    """Why it is not asked now."""

    reason = forms.ChoiceField(
        label="Why not now?",
        choices=WhyNot.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why. It does not count against anybody."},
    )
    ask_again_on = NearDate(
        label="Ask again on",
        help_text="Leave it empty, and it comes back by itself when it fits the reason.",
        required=False,
    )


class LoadWording(forms.Form):
    """The file with a licensed wording."""

    file = forms.FileField(
        label="The file with the wording",
        error_messages={"required": "Choose the file with the wording."},
    )

    def clean_file(self) -> str:
        """The file's text, told from other kinds of file by what is in it."""
        file: UploadedFile = self.cleaned_data["file"]
        assert file.file is not None  # Django has taken it in
        try:
            looked = uploads.look(file.file, allowed=WORDING_KINDS, largest=LARGEST_FILE)
        except uploads.NotTaken as reason:
            raise forms.ValidationError(str(reason)) from reason
        words: str = file.read().decode(looked.encoding)
        return words
