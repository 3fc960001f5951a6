"""Adding somebody, and recording that somebody died."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from alongside.casework.schemes.models import Scheme
from alongside.forms import DateParts, NearDate

from .. import rules
from ..rules import PointIn
from .base import line
from .identity import NAME_NEEDED

FIELDS = (
    "preferred_name",
    "given_name",
    "family_name",
    "date_of_birth",
    "address",
    "postcode",
)
POINTS = (("telephone", "telephone"), ("email", "email_address"))


class Add(forms.Form):
    """The short first page: a name to call them by, and one way to reach them."""

    scheme = forms.ModelChoiceField(
        label="Scheme",
        queryset=Scheme.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text="Who walks alongside them.",
        error_messages={"required": "Choose a scheme."},
    )
    preferred_name = forms.CharField(
        label="Name to call them by",
        max_length=80,
        help_text="What they like to be called.",
        error_messages={"required": NAME_NEEDED},
    )
    given_name = line("First names", "Where they differ. To see whether we know them already.")
    family_name = line("Family name", "To tell two people of one name apart.")
    date_of_birth = DateParts(
        label="Date of birth",
        required=False,
        help_text="To see whether we know them already. For example, 27 3 1948.",
    )
    telephone = line("Telephone", "One way to reach them is enough.", 60)
    email_address = line("Email", "Where they like to write.", 254)
    address = forms.CharField(
        label="Address",
        required=False,
        widget=forms.Textarea,
        help_text="Where to visit, and where a letter goes.",
    )
    postcode = line("Postcode", "To find their area, and what is near them.", 10)
    none_of_these = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, schemes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"].queryset = schemes  # type: ignore[attr-defined]  # a model choice
        if len(schemes) == 1:
            self.fields["scheme"].widget = forms.HiddenInput()
            self.initial["scheme"] = schemes[0].pk

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        faults = {
            "postcode": rules.postcode_fault(cleaned.get("postcode", "")),
            "date_of_birth": rules.birth_fault(cleaned.get("date_of_birth"), timezone.localdate()),
        }
        for kind, name in POINTS:
            if cleaned.get(name):
                faults[name] = PointIn(kind, cleaned[name]).fault
        for name, fault in faults.items():
            if fault:
                self.add_error(name, fault)
        if not self.errors and (
            reason := rules.why_not_added("x", len(self.points()), cleaned["address"])
        ):
            self.add_error("telephone", reason)
        return cleaned

    def points(self) -> list[PointIn]:
        """The ways to reach them that were typed."""
        said = self.cleaned_data
        return [PointIn(kind, said[name]) for kind, name in POINTS if said.get(name)]

    def person(self) -> dict[str, Any]:
        """What `actions.add` takes."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def typed(self) -> list[tuple[str, str]]:
        """Everything as it was typed, to be sent again when the next page is answered."""
        return [
            (name, value)
            for name, value in self.data.items()
            if name.removesuffix("_day").removesuffix("_month").removesuffix("_year") in self.fields
            and name != "none_of_these"
        ]


class Died(forms.Form):
    """When somebody died."""

    on = NearDate(
        label="When did they die?",
        help_text="So that nobody rings or writes again. About when is enough.",
        error_messages={"required": "Enter the day, or about when."},
    )
