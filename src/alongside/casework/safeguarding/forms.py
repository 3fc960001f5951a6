"""I’m worried: what was seen or heard, and what is done about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from alongside.casework.schemes.models import Scheme
from alongside.forms import NearDate

from .models import Concern

YES_NO = [("yes", "Yes"), ("no", "No")]
KNOWS = [("yes", "Yes"), ("no", "No"), ("", "Not asked, or not safe to ask")]
ANSWERS = {"yes": True, "no": False}


class Raise(forms.Form):
    """Under a minute: whom, what, and whether there is danger now."""

    about = forms.CharField(
        label="Who is it about?",
        max_length=160,
        required=False,
        help_text="A name, or a few words such as “her neighbour at number 9”.",
    )
    what = forms.CharField(
        label="What did you see or hear?",
        widget=forms.Textarea,
        max_length=8000,
        help_text="In plain words, and theirs where you remember them. A line or two is enough.",
        error_messages={"required": "Say what you saw or heard, in a line or two."},
    )
    in_danger_now = forms.ChoiceField(
        label="Is anybody in danger now?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether anybody is in danger now."},
    )
    done_already = forms.CharField(
        label="What have you done already?",
        widget=forms.Textarea,
        required=False,
        max_length=4000,
        help_text="For example: stayed with her, rang 999, rang her daughter.",
    )
    person_knows = forms.ChoiceField(
        label="Do they know that you are telling us?",
        choices=KNOWS,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(
        self, *args: Any, schemes: Iterable[Scheme], about_asked: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.schemes = {str(scheme.pk): scheme for scheme in schemes}
        if not about_asked:
            del self.fields["about"]
        if len(self.schemes) > 1:
            self.fields["scheme"] = forms.ChoiceField(
                label="In which scheme?",
                choices=[(number, scheme.name) for number, scheme in self.schemes.items()],
                widget=forms.RadioSelect,
                error_messages={"required": "Choose the scheme."},
            )

    @property
    def scheme(self) -> Scheme:
        """The chosen scheme, or the only one."""
        return self.schemes[self.cleaned_data.get("scheme") or next(iter(self.schemes))]

    def clean(self) -> dict[str, Any]:
        """Somebody it is about."""
        cleaned = super().clean() or {}
        if "about" in self.fields and not cleaned.get("about"):
            self.add_error("about", "Say who it is about. A few words will do.")
        return cleaned

    def said(self) -> dict[str, Any]:
        """For `actions.raise_concern`."""
        given = self.cleaned_data
        return {
            "about": given.get("about", ""),
            "what": given["what"],
            "in_danger_now": ANSWERS[given["in_danger_now"]],
            "done_already": given["done_already"],
            "person_knows": ANSWERS.get(given["person_knows"]),
        }


class Decide(forms.Form):
    """What is done about it."""

    decision = forms.ChoiceField(
        label="What is done about it?",
        choices=Concern.Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is done about it."},
    )
    words = forms.CharField(
        label="Why, and who was told?",
        widget=forms.Textarea,
        max_length=8000,
        error_messages={"required": "Write why, in a line or two."},
    )
    look_again_on = NearDate(
        label="When do we look again?",
        required=False,
        help_text="Needed where we keep an eye on it.",
    )


class Note(forms.Form):
    """One line of what was done."""

    words = forms.CharField(
        label="What was done, or what has happened since?",
        widget=forms.Textarea,
        max_length=8000,
        error_messages={"required": "The note is empty. Write what was done."},
    )
