"""What is typed about a group itself. They only validate."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.casework.schemes.models import Worker
from alongside.casework.schemes.postcodes import normal_postcode, postcode_fault
from alongside.forms import Money, NearDate
from alongside.meanwhile import SeesMeanwhile

from ..models import Group, Need, Rhythm, Weekday
from .in_area import InArea, area_field

YES_NO = [("yes", "Yes"), ("no", "No"), ("", "We do not know")]


class NewGroup(InArea):
    """An idea: what it would be."""

    name = forms.CharField(
        label="What shall we call it, for now?",
        help_text="For example, Thursday walkers.",
        max_length=120,
        error_messages={"required": "Give it a working name, such as Thursday walkers."},
    )
    need = forms.ChoiceField(label="What is it for?", choices=Need.choices)
    area = area_field()
    words = forms.CharField(
        label="What would one do there?",
        help_text="As you would tell somebody who thinks of coming.",
        widget=forms.Textarea,
        required=False,
        max_length=600,
    )
    begun_on = NearDate(
        label="On which day did it begin?", error_messages={"required": "Say on which day."}
    )


class ChangeGroup(InArea, SeesMeanwhile):
    """Where, when, costs, and who leads."""

    name = forms.CharField(
        label="What it is called",
        max_length=120,
        error_messages={"required": "Write what it is called, such as Thursday walkers."},
    )
    words = forms.CharField(
        label="What one does there",
        help_text="Everybody may read this once it is running. No names.",
        widget=forms.Textarea,
        required=False,
        max_length=600,
    )
    area = area_field("In which area?")
    place = forms.CharField(
        label="Where it meets",
        help_text="For example, St Anne’s Hall.",
        required=False,
        max_length=120,
    )
    address = forms.CharField(label="Address", required=False, max_length=200)
    postcode = forms.CharField(label="Postcode", required=False, max_length=10)
    step_free = forms.TypedChoiceField(
        label="Can one get in without steps?",
        choices=YES_NO,
        coerce=lambda said: {"yes": True, "no": False}.get(said),
        widget=forms.RadioSelect,
        required=False,
        empty_value=None,
    )
    rhythm = forms.ChoiceField(
        label="How often", choices=[("", "Not known yet"), *Rhythm.choices], required=False
    )
    weekday = forms.TypedChoiceField(
        label="On which day of the week",
        choices=[("", "Not known yet"), *Weekday.choices],
        coerce=int,
        required=False,
        empty_value=None,
    )
    starts_at = forms.TimeField(
        label="From",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        required=False,
        error_messages={"invalid": "That is not a time we can read. Write it like 14:30."},
    )
    ends_at = forms.TimeField(
        label="Until",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        required=False,
        error_messages={"invalid": "That is not a time we can read. Write it like 16:00."},
    )
    cost = Money(
        label="What it costs each time",
        help_text="0 if it is free.",
        required=False,
        max_digits=6,
    )
    pays = forms.CharField(
        label="Where the money comes from",
        help_text="Only your scheme sees this.",
        required=False,
        max_length=200,
    )
    first_meeting_on = NearDate(label="First meeting", required=False)
    lead = forms.ModelChoiceField(
        label="Who of us leads it", queryset=Worker.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, group: Group, leads: Any, **kwargs: Any) -> None:
        usual = {name: getattr(group, name) for name in self.base_fields}
        usual["area"] = group.area_id or ""
        usual["lead"] = group.lead_id
        usual["step_free"] = {True: "yes", False: "no"}.get(group.step_free, "")  # type: ignore[arg-type]  # None is asked for, too
        super().__init__(*args, initial=usual, scheme=group.scheme, **kwargs)
        field = self.fields["lead"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = leads

    def clean_postcode(self) -> str:
        typed: str = self.cleaned_data["postcode"]
        if fault := postcode_fault(typed):
            raise ValidationError(fault)
        return normal_postcode(typed)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        start, end = said.get("starts_at"), said.get("ends_at")
        if start and end and start >= end:
            self.add_error("ends_at", "It would end before it begins. Look at the two times again.")
        return said


class Run(forms.Form):
    """It runs now."""

    on = NearDate(label="When did it meet first?", error_messages={"required": "Say on which day."})
    public = forms.ChoiceField(
        label="Who may find it in the directory?",
        choices=[("yes", "Everybody"), ("no", "Only our scheme, for now")],
        widget=forms.RadioSelect,
        initial="yes",
        error_messages={"required": "Choose who may find it."},
    )


class HandOver(forms.Form):
    """Its members look after it now."""

    to = forms.CharField(
        label="Who of its members looks after it now?",
        help_text="Only your scheme sees this.",
        max_length=120,
        error_messages={"required": "Write who looks after it now."},
    )
    on = NearDate(
        label="When did they meet without us for the first time?",
        error_messages={"required": "Say on which day."},
    )


class EndGroup(forms.Form):
    """It is no more."""

    why = forms.CharField(
        label="Why, in a few words",
        help_text="For example, the hall closed.",
        required=False,
        max_length=200,
    )
    on = NearDate(label="On which day?", error_messages={"required": "Say on which day."})
