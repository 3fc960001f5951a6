"""What is typed about who wants a group, who helps and who came. They only validate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.casework.people.models import Person
from alongside.forms import NearDate

from ..models import GroupMember


class NewMember(forms.Form):
    """Somebody who wants to come."""

    person = forms.ModelChoiceField(
        label="Somebody whom we support",
        queryset=Person.objects.none(),
        required=False,
        empty_label="Somebody else",
    )
    name = forms.CharField(label="Or the name of somebody else", required=False, max_length=120)
    may_invite = forms.BooleanField(label="They said that we may invite them", required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not said.get("person") and not said.get("name", "").strip():
            raise ValidationError("Nobody is named. Choose somebody, or write a name.")
        return said


class NewHelper(forms.Form):
    """Somebody who would help."""

    who = forms.CharField(
        label="Who would help?",
        max_length=120,
        error_messages={"required": "Write who would help."},
    )
    does = forms.CharField(
        label="With what?", help_text="For example, opens the hall.", required=False, max_length=200
    )
    reach = forms.CharField(label="Telephone or email", required=False, max_length=120)


class NewMeeting(forms.Form):
    """It met: who came."""

    on = NearDate(label="On which day?", error_messages={"required": "Say on which day."})
    came = forms.MultipleChoiceField(
        label="Who came?", widget=forms.CheckboxSelectMultiple, required=False
    )
    others = forms.IntegerField(
        label="How many others?",
        help_text="Whoever is not in this list.",
        min_value=0,
        max_value=500,
        initial=0,
        required=False,
    )
    without_us = forms.BooleanField(label="Nobody of our scheme was there", required=False)
    words = forms.CharField(
        label="How was it?", widget=forms.Textarea, required=False, max_length=600
    )

    def __init__(self, *args: Any, members: Iterable[GroupMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        field = self.fields["came"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, member.called_fully) for key, member in self.members.items()]

    def clean_came(self) -> list[GroupMember]:
        return [self.members[key] for key in self.cleaned_data["came"]]

    def clean_others(self) -> int:
        return self.cleaned_data["others"] or 0
