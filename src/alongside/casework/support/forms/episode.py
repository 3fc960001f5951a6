"""Longer support, another connector, a coordinator's note, a rehearsal."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.casework.schemes.models import Worker
from alongside.forms import NearDate

from ..models import Rehearsal


class Extend(forms.Form):
    """Until which week, and why."""

    until_week = forms.IntegerField(
        label="Until which week?",
        min_value=1,
        max_value=104,
        error_messages={
            "required": "Say until which week.",
            "invalid": "Give the week in figures, such as 16.",
            "max_value": "That is more than two years. Choose week 104 or an earlier one.",
        },
    )
    reason = forms.CharField(
        label="Why?",
        help_text="What is still to be done, and what would be lost by stopping now.",
        widget=forms.Textarea,
        max_length=2_000,
        error_messages={"required": "Say why support should go on for longer."},
    )


class HandOver(forms.Form):
    """To whom, from when, and why."""

    to = forms.ModelChoiceField(
        Worker.objects.none(),
        label="Who walks alongside them from now on?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose who walks alongside them from now on."},
    )
    on = NearDate(label="From which day?", error_messages={"required": "Say from which day."})
    reason = forms.CharField(
        label="Why?",
        help_text="In a few words. It stands in the record.",
        widget=forms.Textarea,
        required=False,
        max_length=2_000,
    )

    def __init__(self, *args: Any, workers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = workers  # type: ignore[attr-defined]  # a ModelChoiceField


class ReadNote(forms.Form):
    """A coordinator's note after reading."""

    note = forms.CharField(
        label="Your note to the connector",
        help_text="What is good, and what to look at. They can answer.",
        widget=forms.Textarea,
        max_length=5_000,
        error_messages={
            "required": "Write a line to the connector: what is good, or what to look at."
        },
    )


class AnswerNote(forms.Form):
    """The connector's answer."""

    answer = forms.CharField(
        label="Your answer",
        widget=forms.Textarea,
        max_length=5_000,
        error_messages={"required": "Write a line in answer. A few words are enough."},
    )


class Rehearse(forms.Form):
    """*Can get there without me*: tried, with whom, how it went."""

    what = forms.CharField(
        label="What was tried?",
        help_text="For example: the bus to the bird hide",
        max_length=200,
        error_messages={"required": "Say what was tried, such as the bus to the bird hide."},
    )
    tried_on = NearDate(
        label="On which day?", error_messages={"required": "Say on which day it was tried."}
    )
    with_whom = forms.CharField(
        label="With whom?",
        help_text="Leave it empty when they were on their own.",
        required=False,
        max_length=120,
    )
    how_it_went = forms.ChoiceField(
        label="How did it go?",
        choices=Rehearsal.HowItWent.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how it went: choose one."},
    )
    words = forms.CharField(
        label="In their words", widget=forms.Textarea, required=False, max_length=5_000
    )
