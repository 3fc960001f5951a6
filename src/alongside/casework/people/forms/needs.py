"""What makes things easier, health and home, and visiting."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.casework.schemes.models import Nation

from .. import rules
from ..models import AdjustmentNeed, Answer, Person
from .base import Section, choice, line, tick

NOBODY_ELSE = "So that nobody is taken for somebody else. Ten digits."
NUMBER_OF = {Nation.SCOTLAND: "chi_number", Nation.NORTHERN_IRELAND: "hcn_number"}


class Language(Section):
    """Their language, and what makes things easier."""

    title = "Language and information"
    intro = "Ask what makes it easier, write it down, and do it every time."
    tiles = ("interpreter",)
    language = line("Language they like to speak", "So that somebody who speaks it can come.", 60)
    interpreter = choice(
        "Is an interpreter needed?", Answer.choices, "Family should not have to translate."
    )
    adjustments = forms.MultipleChoiceField(
        label="What makes it easier",
        choices=AdjustmentNeed.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="We must provide it. It stands at the top of every visit.",
    )
    adjustments_note = line(
        "Anything else that makes it easier", "Such as: sit on her left side.", 300
    )


class HealthAndHome(Section):
    """Their GP, their health number, and who they live with."""

    title = "Health and home"
    tiles = ("lives_alone", "carer")
    gp_practice = line("GP practice", "To tell them how it went, where the person agrees.", 160)
    gp_ods_code = line(
        "The practice’s code",
        "So that it is the right practice. On their letters, like Y99901.",
        10,
    )
    gp_not_wanted = tick("Does not want a GP", "So that nobody asks again and again.")
    nhs_number = line("NHS number", NOBODY_ELSE, 20)
    chi_number = line("CHI number", NOBODY_ELSE, 20)
    hcn_number = line("Health and Care number", NOBODY_ELSE, 20)
    lives_alone = choice(
        "Lives alone?", Answer.choices, "Who lives alone may go for days without a word."
    )
    carer = choice(
        "Do they care for somebody?", Answer.choices, "Carers have rights, and less time."
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        ours = NUMBER_OF.get(Nation(person.scheme.nation), "nhs_number")
        for name in rules.NUMBERS:
            if name != ours and not getattr(person, name):  # another nation's stays once recorded
                del self.fields[name]

    def read(self, person: Person) -> dict[str, Any]:
        """Numbers in groups, as they are read out."""
        known = super().read(person)
        return known | {name: rules.shown_number(known[name]) for name in rules.NUMBERS}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        checks = rules.NUMBERS | {"gp_ods_code": rules.ods_fault}
        for name, check in checks.items():
            if fault := check(cleaned.get(name, "")):
                self.add_error(name, fault)
        practice = cleaned.get("gp_practice") or cleaned.get("gp_ods_code")
        if cleaned.get("gp_not_wanted") and practice:
            self.add_error(
                "gp_not_wanted", "A GP practice is written above. Empty it, or untick this."
            )
        return cleaned


class Visiting(Section):
    """What to know before the doorbell."""

    title = "Visiting safely"
    intro = "It stands on the page that you read before the doorbell."
    key_safe = line("Key safe", "Where it is, so that you can get in. Never write the code here.")
    dogs = line("Dogs and other animals", "So that nobody is surprised. Their names help.")
    two_to_visit = tick("Two of us visit, never one", "To keep whoever visits safe.")
    visiting_note = line(
        "Anything else before the doorbell", "So that you find them. Such as: side door.", 300
    )
