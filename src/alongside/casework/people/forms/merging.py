"""One person or two: which value stands, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django import forms

from alongside.casework.schemes.models import Scheme


class Choice(Protocol):
    """Something that the two records do not say alike."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def kept(self) -> str: ...
    @property
    def away(self) -> str: ...
    @property
    def proposed(self) -> str: ...


class Same(forms.Form):
    """They are one person: for each thing that differs, whose words stand."""

    why = forms.CharField(
        required=False,
        max_length=300,
        label="How do you know?",
        help_text="A few words for whoever looks later. Such as: both coordinators say so.",
    )

    def __init__(
        self, data: Any = None, *, differing: Sequence[Choice], schemes: Sequence[Scheme]
    ) -> None:
        super().__init__(data)
        for one in differing:
            self.fields[one.code] = forms.ChoiceField(
                label=one.label,
                choices=[("kept", one.kept), ("away", one.away)],
                initial=one.proposed,
                widget=forms.RadioSelect,
                error_messages={"required": f"Choose which stands: {one.label.lower()}."},
            )
        if len(schemes) > 1:
            self.fields["scheme"] = forms.TypedChoiceField(
                label="Which scheme does the record belong to?",
                help_text="Its workers open the record from now. Those of the other one do not.",
                choices=[(scheme.pk, scheme.name) for scheme in schemes],
                coerce=lambda number: next(one for one in schemes if one.pk == int(number)),
                initial=schemes[0].pk,
                widget=forms.RadioSelect,
                error_messages={"required": "Choose the scheme that the record belongs to."},
            )
        self.order_fields([*(one.code for one in differing), "scheme", "why"])

    def chosen(self) -> dict[str, str]:
        """Whose words stand, by the code of what differs."""
        return {
            code: said for code, said in self.cleaned_data.items() if code not in ("why", "scheme")
        }


class Two(forms.Form):
    """They are two people: how that is known."""

    reason = forms.CharField(
        max_length=300,
        label="How do you know that they are two people?",
        help_text="Such as: mother and daughter. It is kept, so that nobody asks again.",
        error_messages={"required": "Say in a few words how you know that they are two people."},
    )


class Numbers(forms.Form):
    """Two records that are not in the list, by the numbers in their addresses."""

    first = forms.IntegerField(label="Number of one record", min_value=1, widget=forms.TextInput())
    second = forms.IntegerField(label="And of the other", min_value=1, widget=forms.TextInput())
