"""What the diary asks: when, how, where. They only validate."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from alongside.forms import NearDate

from ..models import Appointment, Episode

LONG_PAST, FAR_OFF = -31, 731  # days from today that are rather a slip in the year
LENGTHS = [(30, "30"), (45, "45"), (60, "60"), (90, "90"), (120, "2 hours"), (180, "3 hours")]
SPOKEN = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm)?", re.IGNORECASE)


class NearTime(forms.TimeField):
    """A time of day: the device’s own clock, or typed as 2pm, 2.30pm, 14:30 or 14.30."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": "That is not a time we can read. Write it like 2.30pm."}

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return super().to_python(value)
        found = SPOKEN.fullmatch(str(value).strip())
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        if half and not 1 <= hour <= 12:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
        try:
            return time(hour, minute)
        except ValueError as fault:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from fault


class When(forms.Form):
    """A day, with a time or at any time of it."""

    on = NearDate(label="Day", error_messages={"required": "Choose a day."})
    at = NearTime(label="Time, if it has one", required=False)

    def clean_on(self) -> date:
        """A day that an entry can be meant for."""
        on: date = self.cleaned_data["on"]
        away = (on - timezone.localdate()).days
        if away < LONG_PAST:
            raise ValidationError("That day is long past. Record what happened as a contact.")
        if away > FAR_OFF:
            raise ValidationError("That day is more than two years away. Look at the year.")
        return on

    def starts_at(self) -> datetime:
        """The moment, or the start of the day where no time was given."""
        at = self.cleaned_data.get("at") or time()
        return timezone.make_aware(datetime.combine(self.cleaned_data["on"], at))

    def any_time(self) -> bool:
        return self.cleaned_data.get("at") is None


if TYPE_CHECKING:
    Episodes = forms.ModelChoiceField[Episode]
else:  # Django's fields take no type when they run
    Episodes = forms.ModelChoiceField


class WhoseSupport(Episodes):
    """One of the worker’s people, by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.person.called_fully)


class NewAppointment(When):
    """An entry in the diary."""

    how = forms.ChoiceField(label="How", choices=Appointment.How.choices, widget=forms.RadioSelect)
    minutes = forms.TypedChoiceField(
        label="How many minutes, about", choices=LENGTHS, coerce=int, widget=forms.RadioSelect
    )
    purpose = forms.CharField(
        label="What for", required=False, max_length=200, help_text="For example, take the leaflet"
    )
    where = forms.CharField(
        label="Where",
        required=False,
        max_length=200,
        help_text="Only if it is not their home or our place.",
    )
    travel_minutes = forms.IntegerField(
        label="Minutes to get there",
        required=False,
        min_value=0,
        max_value=600,
        widget=forms.TextInput,
    )

    def __init__(self, *args: Any, episodes: QuerySet[Episode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["episode"] = WhoseSupport(
            episodes, label="With whom", required=False, empty_label="Nobody: my own time"
        )


class Move(When):
    """Another time for an entry."""

    why = forms.CharField(label="Why", required=False, max_length=200)


class Cancel(forms.Form):
    """Why it does not take place."""

    why = forms.CharField(
        label="Why",
        max_length=200,
        error_messages={"required": "Say in a few words why it does not take place."},
    )


class NotAtHome(forms.Form):
    """What was found at the door."""

    note = forms.CharField(
        label="Note",
        required=False,
        widget=forms.Textarea,
        help_text="What you saw, and what you left. It stands in the record as an attempt.",
    )
