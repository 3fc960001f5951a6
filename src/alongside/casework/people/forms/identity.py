"""Who somebody is, and what they like to be called."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from alongside.forms import DateParts

from .. import rules
from ..models import Ethnicity, Gender
from .base import Section, choice, line

NAME_NEEDED = rules.why_not_added("", 1, "")


class Names(Section):
    """Names, birth, gender, ethnic group."""

    title = "Names and identity"
    preferred_name = forms.CharField(
        label="Name to call them by",
        max_length=80,
        help_text="What they like to be called. It stands on every page.",
        error_messages={"required": NAME_NEEDED},
    )
    given_name = line(
        "First names", "For letters, and for the GP, who may know them by another name."
    )
    family_name = line("Family name", "To tell two people of one name apart.")
    pronouns = line("Pronouns", "So that we speak of them rightly: she/her, he/him, they/them.", 40)
    date_of_birth = DateParts(
        label="Date of birth",
        required=False,
        help_text="So that nobody is taken for somebody else. For example, 27 3 1948.",
    )
    age_about = forms.IntegerField(
        label="Or about how old",
        min_value=0,
        max_value=120,
        required=False,
        help_text="Where the date of birth is not known. Some activities have ages.",
    )
    gender = choice(
        "Gender",
        Gender.choices,
        "In their own words. It shows whether we reach people of every gender.",
    )
    gender_words = line("If in another way: their own word", "So that we say it as they do.", 60)
    ethnicity = forms.ChoiceField(
        label="Ethnic group",
        choices=Ethnicity.choices,
        required=False,
        help_text="As they say it, in the words of the 2021 census. It shows whether we reach "
        "people of every background.",
    )

    def clean_date_of_birth(self) -> Any:
        born = self.cleaned_data["date_of_birth"]
        if fault := rules.birth_fault(born, timezone.localdate()):
            raise forms.ValidationError(fault)
        return born
