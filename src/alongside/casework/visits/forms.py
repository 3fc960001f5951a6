"""What is typed at a visit, and after one conversation that was enough. They only validate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils import timezone

from alongside.casework.people import actions as people
from alongside.casework.referrals.models import Source
from alongside.casework.schemes.models import Scheme
from alongside.casework.signposting.models import Destination, How
from alongside.casework.signposting.queries import Question
from alongside.casework.support.forms.contact import goals_of
from alongside.casework.support.forms.diary import NearTime
from alongside.casework.support.models import Appointment, Episode, Mode
from alongside.casework.support.rules_diary import minutes_between
from alongside.forms import NearDate

from .actions import Connection, Newcomer, NextTime, Said

NOT_CHOSEN = [("", "Choose")]
LINES = 4  # to what somebody can be pointed in one conversation


def _minutes(label: str, *, required: bool = False, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=least,
        max_value=1440,
        widget=forms.TextInput,
        error_messages={
            "required": "Say about how many minutes it took.",
            "invalid": "Give the minutes in figures, such as 25.",
            "min_value": f"Give the minutes as a number from {least} to 1440.",
            "max_value": "A day has 1440 minutes. Give a smaller number.",
        },
    )


class Out(forms.Form):
    """Everything on the visit’s one screen. Nothing must be filled in to press *I’m out*."""

    note = forms.CharField(label="Note", required=False, max_length=10_000, widget=forms.Textarea)
    minutes = _minutes("Minutes together")
    went_along = forms.BooleanField(label="We went out together", required=False)
    connection = forms.CharField(
        label="What did you point them to?",
        required=False,
        max_length=160,
        help_text="For example, Fenwater choir. Leave it empty when there was nothing new.",
    )
    connection_kind = forms.ChoiceField(
        label="What kind is it?", required=False, choices=NOT_CHOSEN + Destination.choices
    )
    connection_how = forms.ChoiceField(
        label="How?", required=False, choices=NOT_CHOSEN + How.choices
    )
    connection_off_list = forms.BooleanField(
        label="Keep it off the list of what there is nearby",
        required=False,
        help_text="For a neighbour, a relative, or anything that is for them alone.",
    )
    next_words = forms.CharField(label="What is next?", required=False, max_length=200)
    next_on = NearDate(label="You meet again on", required=False)
    next_at = NearTime(label="At, if it has a time", required=False)
    next_how = forms.ChoiceField(
        label="How will you meet?", required=False, choices=Appointment.How.choices
    )
    travel_minutes = _minutes("Minutes of travel, there and back", least=0)
    travel_miles = forms.DecimalField(
        label="Miles, there and back", required=False, min_value=0, max_digits=5, decimal_places=1
    )
    pressed_at = forms.CharField(required=False, widget=forms.HiddenInput)
    arrived_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, episode: Episode, asked: Sequence[Question] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goals"] = goals_of(episode)
        self.asked = asked
        for each in asked:
            self.fields[f"heard_{each.signpost.pk}"] = forms.ChoiceField(
                label=each.asks,
                required=False,
                widget=forms.RadioSelect,
                choices=[(each.yes, each.yes_words), (each.no, each.no_words)],
            )

    def heard_fields(self) -> list[BoundField]:
        """One field for each connection that can be asked about now."""
        return [self[f"heard_{each.signpost.pk}"] for each in self.asked]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("connection") and not cleaned.get("connection_kind"):
            self.add_error("connection_kind", "Choose what kind it is, or leave the line empty.")
        if cleaned.get("connection_kind") and not cleaned.get("connection"):
            self.add_error("connection", "Write what it is, or leave its kind open.")
        if cleaned.get("next_at") and not cleaned.get("next_on"):
            self.add_error("next_on", "There is a time, but no day. Choose the day too.")
        return cleaned

    def said(self, arrived_at: datetime, at: datetime) -> Said:
        """For the record. Minutes that nobody gave are those from *arrived* to *I’m out*."""
        typed = self.cleaned_data
        return Said(
            minutes=typed["minutes"] or minutes_between(arrived_at, at),
            note=typed["note"],
            goals=list(typed["goals"]),
            went_along=typed["went_along"],
            next_words=typed["next_words"],
            heard={
                each.signpost.pk: answer
                for each in self.asked
                if (answer := typed[f"heard_{each.signpost.pk}"])
            },
            travel_minutes=typed["travel_minutes"],
            travel_miles=typed["travel_miles"],
        )

    def connection_made(self) -> Connection | None:
        typed = self.cleaned_data
        if not typed["connection"]:
            return None
        return Connection(
            typed["connection"],
            typed["connection_kind"],
            typed["connection_how"],
            off_list=typed["connection_off_list"],
            propose=True,
        )

    def next_time(self) -> NextTime | None:
        typed = self.cleaned_data
        if typed["next_on"] is None:
            return None
        at = typed["next_at"]
        return NextTime(
            starts_at=timezone.make_aware(datetime.combine(typed["next_on"], at or time())),
            any_time=at is None,
            how=typed["next_how"] or Appointment.How.HOME,
            purpose=typed["next_words"],
        )


class HelpOnce(forms.Form):
    """One conversation, what they were pointed to, and, for somebody new, how to find them."""

    called = forms.CharField(label="What they like to be called", required=False, max_length=80)
    family_name = forms.CharField(
        label="Family name, if they gave it", required=False, max_length=120
    )
    reach = forms.CharField(
        label="One way to reach them",
        required=False,
        max_length=254,
        help_text="A telephone number, an email or an address. So that we know it was them if "
        "they ring again.",
    )
    source = forms.ChoiceField(label="Who asked?", choices=Source.choices)
    mode = forms.ChoiceField(
        label="How did you talk?",
        choices=[(code, Mode(code).label) for code in Mode.values if code != Mode.LETTER],
        widget=forms.RadioSelect,
        error_messages={"required": "Say how you talked."},
    )
    minutes = _minutes("About how many minutes?", required=True)
    note = forms.CharField(
        label="What it was about",
        max_length=10_000,
        widget=forms.Textarea,
        help_text="A few lines. They may ask to read it.",
        error_messages={"required": "Write a line about what you talked of."},
    )
    somebody_else = forms.BooleanField(label="None of these: it is somebody else", required=False)

    def __init__(
        self, *args: Any, schemes: QuerySet[Scheme], newcomer: bool, asked: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"] = forms.ModelChoiceField(
            schemes, label="For which scheme?", empty_label=None
        )
        self.newcomer = newcomer
        if not newcomer:
            for name in ("called", "family_name", "reach", "somebody_else", "scheme"):
                del self.fields[name]
        if asked:  # a referral says who asked
            del self.fields["source"]
        for n in range(1, LINES + 1):
            self.fields[f"what_{n}"] = forms.CharField(
                label=f"What, {n}", required=False, max_length=160
            )
            self.fields[f"kind_{n}"] = forms.ChoiceField(
                label=f"What kind, {n}", required=False, choices=NOT_CHOSEN + Destination.choices
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.newcomer and not cleaned.get("called"):
            self.add_error("called", "Write what to call them. A first name will do.")
        if self.newcomer and not cleaned.get("reach"):
            self.add_error(
                "reach", "Write one way to reach them: a telephone number, an email or an address."
            )
        for n in range(1, LINES + 1):
            if cleaned.get(f"what_{n}") and not cleaned.get(f"kind_{n}"):
                self.add_error(f"kind_{n}", "Choose what kind it is, or leave the line empty.")
        return cleaned

    def lines(self) -> list[tuple[Any, Any]]:
        """The two fields of each line, to be drawn side by side."""
        return [(self[f"what_{n}"], self[f"kind_{n}"]) for n in range(1, LINES + 1)]

    def pointed_to(self) -> list[Connection]:
        typed = self.cleaned_data
        lines = [(typed[f"what_{n}"], typed[f"kind_{n}"]) for n in range(1, LINES + 1)]
        return [Connection(what, kind, How.TOLD) for what, kind in lines if what]

    def newcomer_said(self) -> Newcomer | None:
        """Whom to add; the one way to reach them by what it looks like."""
        if not self.newcomer:
            return None
        typed = self.cleaned_data
        fields = {"preferred_name": typed["called"], "family_name": typed["family_name"]}
        reach = typed["reach"].strip()
        if "@" in reach and " " not in reach:
            return Newcomer(fields, [people.PointIn("email", reach)])
        if sum(letter.isdigit() for letter in reach) >= 9:
            return Newcomer(fields, [people.PointIn("telephone", reach)])
        return Newcomer(fields | {"address": reach})
