"""What is typed about offers. They only validate."""

from __future__ import annotations

from django import forms

from alongside.forms import NearDate

from ..models import Need, OfferKind
from .in_area import InArea, area_field


class NewOffer(InArea):
    """What somebody offers."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=OfferKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is."},
    )
    what = forms.CharField(
        label="In a few words",
        help_text="For example, the back room of the library, twelve chairs.",
        max_length=200,
        error_messages={"required": "Write what is offered, in a few words."},
    )
    when = forms.CharField(
        label="When?", help_text="For example, Tuesday afternoons.", required=False, max_length=120
    )
    who = forms.CharField(
        label="Who offers it?", max_length=120, error_messages={"required": "Write who offers it."}
    )
    reach = forms.CharField(label="Telephone or email", required=False, max_length=120)
    area = area_field()
    need = forms.ChoiceField(
        label="For what?", choices=[("", "Anything"), *Need.choices], required=False
    )
    until_on = NearDate(label="Until when, if there is an end", required=False)
