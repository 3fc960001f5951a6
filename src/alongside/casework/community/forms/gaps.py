"""What is typed about gaps. They only validate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from alongside.casework.directory.models import Activity
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker
from alongside.forms import NearDate

from ..models import Barrier, Closing, Need
from .in_area import InArea, area_field

NOT_LOOKED = ("", "I have not looked at it")


class NewGap(InArea):
    """What is wanted, where, and why nothing suits."""

    need = forms.ChoiceField(
        label="What would they like?",
        choices=[("", "Choose one"), *Need.choices],
        error_messages={"required": "Choose what they would like. Something else is there, too."},
    )
    words = forms.CharField(
        label="What exactly, in a few words",
        help_text="For example, watching birds, on a weekday. Leave out names.",
        required=False,
        max_length=300,
    )
    area = area_field()
    barrier = forms.ChoiceField(
        label="Why does nothing suit?",
        choices=Barrier.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why nothing suits; the main reason."},
    )
    people = forms.IntegerField(
        label="How many people want it?",
        help_text="As far as you heard.",
        min_value=1,
        max_value=500,
        initial=1,
        error_messages={"required": "Say how many people, about."},
    )
    may_invite = forms.BooleanField(
        label="They would like to be told when something begins", required=False
    )
    opened_on = NearDate(
        label="On which day was this?", error_messages={"required": "Say on which day."}
    )

    def __init__(
        self, *args: Any, person: Person | None, near: Iterable[Activity], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if person is None:
            del self.fields["may_invite"]
        else:
            del self.fields["people"]
            self.fields["need"].label = f"What would {person.preferred_name} like?"
            told = f"{person.preferred_name} would like to be told when something begins"
            self.fields["may_invite"].label = told
        self.near = list(near)
        for activity in self.near:
            self.fields[f"near_{activity.pk}"] = forms.ChoiceField(
                label=activity.name,
                choices=[NOT_LOOKED, *Barrier.choices],
                required=False,
            )

    def near_fields(self) -> list[forms.BoundField]:
        """The questions about what is near."""
        return [self[f"near_{activity.pk}"] for activity in self.near]

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        plain = {k: v for k, v in self.given().items() if not k.startswith("near_")}
        near = {one.pk: self.cleaned_data[f"near_{one.pk}"] for one in self.near}
        return plain | {"near": {number: why for number, why in near.items() if why}}


class CloseGap(forms.Form):
    """What became of a gap."""

    closing = forms.ChoiceField(
        label="What became of it?",
        choices=[(one.value, one.label) for one in Closing if one != Closing.ENDED],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what became of it."},
    )
    filled_by = forms.ModelChoiceField(
        label="What is there now?",
        help_text="If it is in the directory.",
        queryset=Activity.objects.none(),
        required=False,
        empty_label="It is not in this list",
    )
    on = NearDate(label="On which day?", error_messages={"required": "Say on which day."})

    def __init__(self, *args: Any, worker: Worker, near: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["filled_by"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Activity.objects.seen_by(worker).filter(pk__in=near)
