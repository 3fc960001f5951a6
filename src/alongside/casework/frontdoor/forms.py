"""What people without an account send."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.casework.directory import fields
from alongside.casework.directory.forms import text
from alongside.casework.directory.models import Activity, Notice

LONGEST_MESSAGE = 1000
ASKED = (  # what an organiser can put right, in this order
    "name",
    "description",
    "when",
    "fees",
    "conditions",
    "telephone",
    "email",
    "url",
    "getting_there",
    "first_visit",
)


def message(label: str, hint: str) -> forms.CharField:
    """Some words of theirs."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST_MESSAGE,
        required=False,
        widget=forms.Textarea,
        error_messages={
            "max_length": f"That is more than {LONGEST_MESSAGE} letters. Please shorten it."
        },
    )


class Tell(forms.Form):
    """It has closed, or something is wrong."""

    kind = forms.ChoiceField(
        label="What should we know?",
        choices=Notice.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what we should know."},
    )
    words = message("What is it?", "A few words are enough. Please write nothing about a person.")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("kind") == Notice.Kind.WRONG and not said.get("words", "").strip():
            self.add_error("words", "Write what is wrong, so that we can put it right.")
        return said


class Correct(forms.Form):
    """The entry as it stands, for its organiser to put right."""

    name = text("name", required=True)
    description = text("description")
    when = text("when", "A line for each regular time, such as “Tuesdays 10am to noon”.")
    fees = text("fees")
    conditions = text("conditions")
    telephone = text("telephone")
    email = forms.EmailField(
        label="Email",
        required=False,
        max_length=254,
        error_messages={"invalid": "That is no email address. Write it like office@example.org."},
    )
    url = text("url")
    getting_there = text("getting_there")
    first_visit = text("first_visit")
    words = message("Anything else?", "What has no place above.")

    def __init__(self, *args: Any, activity: Activity, **more: Any) -> None:
        more["initial"] = {name: fields.read(activity, name) for name in ASKED}
        super().__init__(*args, **more)
        self.fields["name"].error_messages["required"] = "Write what it is called."

    def values(self) -> dict[str, str]:
        """By field; lines end in one way, whatever browser sent them."""
        return {name: _lines(self.cleaned_data[name]) for name in ASKED}


def _lines(words: str) -> str:
    return "\n".join(line.rstrip() for line in words.replace("\r\n", "\n").split("\n")).strip()
