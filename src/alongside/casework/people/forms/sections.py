"""The sections of a person's record. Each field says why it is asked; none is compulsory."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.casework.schemes.models import Nation, Scheme
from alongside.forms import DateParts, NearDate

from .. import rules
from ..models import (
    AdjustmentNeed,
    Answer,
    Ethnicity,
    Gender,
    MayLeaveMessage,
    Person,
    RisksKnown,
    Transition,
)
from ..rules import PointIn

HOW_MANY = 3  # telephones, emails and people in one form; more can be added after saving


def line(label: str, why: str = "", length: int = 120, **more: Any) -> forms.CharField:
    """A line of text that may stay empty."""
    return forms.CharField(label=label, help_text=why, max_length=length, required=False, **more)


def choice(label: str, choices: Any, why: str = "") -> forms.ChoiceField:
    """One of a few, as radios."""
    return forms.ChoiceField(
        label=label, choices=choices, help_text=why, widget=forms.RadioSelect, required=False
    )


class Section(forms.Form):
    """One page of the record: reads a person into the form, and gives the changes back."""

    title = ""
    intro = ""
    whole = False  # True where saving takes more than `actions.change`

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        self.person = person
        if person is not None:
            kwargs["initial"] = self.read(person) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def read(self, person: Person) -> dict[str, Any]:
        """What the record says now."""
        return {name: getattr(person, name) for name in self.base_fields if hasattr(person, name)}

    def changes(self) -> dict[str, Any]:
        """What to change in the record; a choice left open stays as it was."""
        kept = {}
        for name, value in self.cleaned_data.items():
            if isinstance(self.fields[name], forms.ChoiceField) and value == "":
                continue
            kept[name] = value
        return kept


class Names(Section):
    """Who they are, and what they like to be called."""

    title = "Names and identity"
    preferred_name = forms.CharField(
        label="Name to call them by",
        max_length=80,
        help_text="What they like to be called. It stands on every page.",
        error_messages={"required": "Enter a name to call them by. A first name is enough."},
    )
    given_name = line("First name", "As it stands on letters, where that differs.")
    family_name = line("Family name")
    pronouns = line("Pronouns", "So that we speak of them rightly: she/her, he/him, they/them.", 40)
    date_of_birth = DateParts(label="Date of birth", required=False)
    age_about = forms.IntegerField(
        label="Or about how old",
        min_value=0,
        max_value=120,
        required=False,
        help_text="Where the date of birth is not known. Some activities have ages.",
    )
    gender = choice(
        "Gender", Gender.choices, "As they say it. It shows whether we reach everybody."
    )
    gender_words = line("In another way: their own word", length=60)
    ethnicity = forms.ChoiceField(
        label="Ethnic group",
        choices=Ethnicity.choices,
        required=False,
        help_text="As they say it, from the 2021 census. It shows whether we reach everybody.",
    )

    def clean_date_of_birth(self) -> Any:
        born = self.cleaned_data["date_of_birth"]
        if fault := rules.birth_fault(born, timezone.localdate()):
            raise ValidationError(fault)
        return born


class Reach(Section):
    """How to reach them, and what not to do."""

    title = "How to reach them safely"
    intro = "Ask before the first call. A voicemail in the wrong ears can do harm."
    whole = True
    address = forms.CharField(
        label="Address",
        required=False,
        widget=forms.Textarea,
        help_text="Where to visit, and where a letter goes.",
    )
    postcode = line("Postcode", "To find what is near them.", 10)
    best_times = line("Best times", "Such as: after 11am, not on Tuesdays.")
    text = choice("May we text?", MayLeaveMessage.choices)
    voicemail = choice("May we leave a voicemail?", MayLeaveMessage.choices)
    email = choice("May we email?", MayLeaveMessage.choices)
    letter = choice("May we write a letter?", MayLeaveMessage.choices)
    say_who_we_are = choice(
        "May we say who we are, when somebody else answers?",
        Answer.choices,
        "Some people have not told their family that we come.",
    )
    who_else_may_answer = line("Who else may answer?", "Such as: her son Graham.", 200)
    if_somebody_else_answers = line("Then say", "The words that they would like us to use.", 200)

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        for kind, label in (("telephone", "Telephone"), ("email", "Email")):
            known = person.points(kind) if person is not None else []
            for number in range(max(HOW_MANY, len(known) + 1)):
                self._add_point(kind, label, number, known[number] if number < len(known) else None)

    def _add_point(self, kind: str, label: str, number: int, known: Any) -> None:
        first = number == 0
        self.fields[f"{kind}_{number}"] = forms.CharField(
            label=f"{label}{'' if first else f' {number + 1}'}",
            help_text="The one to try first." if first else "",
            max_length=254,
            required=False,
            initial=known.value if known else "",
        )
        if kind == "telephone":
            whose = "Whose it is, or when" if first else f"Whose telephone {number + 1} is, or when"
            note = line(whose, initial=known.note if known else "")
            self.fields[f"{kind}_{number}_note"] = note

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if fault := rules.postcode_fault(cleaned.get("postcode", "")):
            self.add_error("postcode", fault)
        for name, value in list(cleaned.items()):
            is_telephone = name.startswith("telephone_") and not name.endswith("_note")
            if is_telephone and value and (fault := rules.telephone_fault(value)):
                self.add_error(name, fault)
            if name.startswith("email_") and value and "@" not in value:
                self.add_error(name, "That is not an email address: it has no @.")
        if not self.errors:
            reason = rules.why_not_added("x", len(self.points()), cleaned.get("address", ""))
            if reason:
                self.add_error("telephone_0", reason)
        return cleaned

    def points(self) -> list[PointIn]:
        """The telephones and emails, in the order to try them."""
        found = []
        for kind in ("telephone", "email"):
            names = [name for name in self.fields if name.startswith(f"{kind}_")]
            for name in names:
                if not name.endswith("_note") and self.cleaned_data.get(name):
                    note = self.cleaned_data.get(f"{name}_note", "")
                    found.append(PointIn(kind, self.cleaned_data[name], note))
        return found

    def changes(self) -> dict[str, Any]:
        numbered = [name for name in self.fields if name not in self.base_fields]
        return {name: value for name, value in super().changes().items() if name not in numbered}


class Language(Section):
    """Their language, and what makes things easier."""

    title = "Language and information"
    intro = "The Accessible Information Standard: ask, write down, do it."
    language = line("Language they like to speak", "So that somebody who speaks it can come.", 60)
    interpreter = choice("Is an interpreter needed?", Answer.choices)
    adjustments = forms.MultipleChoiceField(
        label="What makes it easier",
        choices=AdjustmentNeed.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Reasonable adjustments. They stand at the top of every visit.",
    )
    adjustments_note = line("Anything else that makes it easier", length=300)


class HealthAndHome(Section):
    """Their GP, their health number, and who they live with."""

    title = "Health and home"
    gp_practice = line("GP practice", "To tell them how it went, where the person agrees.", 160)
    gp_ods_code = line("Its ODS code", "On the practice’s letters, like Y99901.", 10)
    gp_not_wanted = forms.BooleanField(label="Does not want a GP", required=False)
    nhs_number = line("NHS number", "So that nobody is taken for somebody else. Ten digits.", 12)
    chi_number = line("CHI number", "So that nobody is taken for somebody else. Ten digits.", 12)
    hcn_number = line("Health and Care number", "So that nobody is taken for somebody else.", 12)
    lives_alone = choice("Lives alone?", Answer.choices)
    carer = choice("Cares for somebody?", Answer.choices, "Carers have rights, and less time.")

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        if person is not None:
            for name in _numbers_of_other_nations(person):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        checks = {
            "nhs_number": rules.nhs_number_fault,
            "chi_number": rules.chi_fault,
            "hcn_number": rules.hcn_fault,
        }
        for name, check in checks.items():
            if fault := check(cleaned.get(name, "")):
                self.add_error(name, fault)
        if cleaned.get("gp_not_wanted") and cleaned.get("gp_practice"):
            self.add_error(
                "gp_not_wanted", "A GP practice is written above. Empty it, or untick this."
            )
        return cleaned


def _numbers_of_other_nations(person: Person) -> list[str]:
    """Health numbers of other nations, unless the record holds one."""
    here = {Nation.SCOTLAND: "chi_number", Nation.NORTHERN_IRELAND: "hcn_number"}
    wanted = here.get(Nation(person.scheme.nation), "nhs_number")
    numbers = ("nhs_number", "chi_number", "hcn_number")
    return [name for name in numbers if name != wanted and not getattr(person, name)]


class Important(Section):
    """One person who matters to them; several can be added, one by one."""

    title = "Who matters to them"
    intro = "Family, friends, neighbours; and who to ring in an emergency."
    whole = True
    name = line("Name", "Or who they are: next door.")
    relation = line("Who they are to them", "Such as: her son.")
    telephone = line("Telephone", length=30)
    emergency = forms.BooleanField(label="Ring them in an emergency", required=False)
    cares_for_them = forms.BooleanField(label="Cares for the person", required=False)
    note = line("Anything to know", length=300)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not name.strip():
            raise ValidationError("Enter a name, or who they are: her son, next door.")
        return name


class Transitions(Section):
    """The six life transitions."""

    title = "What has changed in their life"
    intro = "Loneliness often follows a change. Ask in passing, and not all at once."
    whole = True

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        known = {}
        if person is not None:
            known = {answer.transition: answer.is_so for answer in person.transitions.all()}
        for code, words in Transition.choices:
            self.fields[code] = choice(words, Answer.choices)
            is_so = known.get(code)
            self.initial[code] = Answer.NOT_ASKED if is_so is None else ("no", "yes")[is_so]

    def answers(self) -> dict[str, bool | None]:
        """Yes, no or None (not asked) by transition."""
        said = {"yes": True, "no": False}
        return {code: said.get(self.cleaned_data[code]) for code in Transition.values}


class Risks(Section):
    """Risks, with *none known* as an answer."""

    title = "Risks"
    intro = "To them, or to who visits. None known is an answer too."
    whole = True
    risks_known = choice("Are there risks to know?", RisksKnown.choices)
    what = line("A risk to add", "In a few words: unsteady on steps.")
    detail = line("What to do about it", "Such as: hold out your arm.", 300)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("what") and cleaned.get("risks_known") == RisksKnown.NONE_KNOWN:
            self.add_error("risks_known", "A risk is written below, so some are known.")
        return cleaned


class Visiting(Section):
    """What to know before the doorbell."""

    title = "Visiting safely"
    key_safe = line("Key safe", "Where it is. Never write the code here.")
    dogs = line("Dogs and other animals", "Their names help.")
    two_to_visit = forms.BooleanField(label="Two of us visit, never one", required=False)
    visiting_note = line("Anything else before the doorbell", "Such as: side door.", 300)


SECTIONS: dict[str, type[Section]] = {
    "names": Names,
    "reach": Reach,
    "language": Language,
    "health": HealthAndHome,
    "people": Important,
    "changes": Transitions,
    "risks": Risks,
    "visiting": Visiting,
}


class Add(forms.Form):
    """The short first page: a name to call them by, and one way to reach them."""

    preferred_name = Names.base_fields["preferred_name"]
    given_name = Names.base_fields["given_name"]
    family_name = Names.base_fields["family_name"]
    date_of_birth = DateParts(label="Date of birth", required=False)
    telephone = line("Telephone", "One way to reach them is enough.", 30)
    email_address = forms.EmailField(label="Email", required=False)
    address = forms.CharField(label="Address", required=False, widget=forms.Textarea)
    postcode = line("Postcode", length=10)
    scheme = forms.ModelChoiceField(
        label="Scheme", queryset=Scheme.objects.none(), empty_label=None
    )
    none_of_these = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, schemes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schemes = list(schemes)
        self.fields["scheme"].queryset = schemes  # type: ignore[attr-defined]  # a model choice
        if len(self.schemes) == 1:
            self.fields["scheme"].widget = forms.HiddenInput()
            self.initial["scheme"] = self.schemes[0].pk

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        faults = {
            "postcode": rules.postcode_fault(cleaned.get("postcode", "")),
            "date_of_birth": rules.birth_fault(cleaned.get("date_of_birth"), timezone.localdate()),
        }
        if cleaned.get("telephone"):
            faults["telephone"] = rules.telephone_fault(cleaned["telephone"])
        for name, fault in faults.items():
            if fault:
                self.add_error(name, fault)
        if not self.errors and not self.points() and not cleaned.get("address"):
            self.add_error("telephone", rules.why_not_added("x", 0, ""))
        return cleaned

    def points(self) -> list[PointIn]:
        """The ways to reach them that were typed."""
        typed = (("telephone", "telephone"), ("email", "email_address"))
        return [
            PointIn(kind, self.cleaned_data[name])
            for kind, name in typed
            if self.cleaned_data.get(name)
        ]

    def person(self) -> dict[str, Any]:
        """What `actions.add` takes."""
        names = ("preferred_name", "given_name", "family_name", "date_of_birth")
        return {name: self.cleaned_data[name] for name in (*names, "address", "postcode")}


class Died(forms.Form):
    """When somebody died."""

    on = NearDate(
        label="When did they die?",
        help_text="About when is enough.",
        error_messages={"required": "Enter the day, or about when."},
    )
