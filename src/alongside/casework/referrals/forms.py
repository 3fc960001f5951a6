"""A referral by telephone, and how much support somebody may need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from alongside.casework.people.models import MayLeaveMessage, Person
from alongside.casework.schemes.models import Scheme
from alongside.forms import DateParts, NearDate

from . import framework, rules
from .models import Agreed, AnswerBy, Level, Source

NEW = "new"
STOP_GAP = [("", "Not asked"), ("yes", "Yes"), ("no", "No")]


class About(forms.Form):
    """The person: what is asked on the telephone, and no more."""

    preferred_name = forms.CharField(
        label="Name to call them by",
        max_length=80,
        error_messages={"required": "Write the name to call them by."},
    )
    given_name = forms.CharField(
        label="Given name, if it is another", max_length=120, required=False
    )
    family_name = forms.CharField(label="Family name", max_length=120, required=False)
    date_of_birth = DateParts(
        label="Date of birth", required=False, help_text="If it is known. It helps to find doubles."
    )
    age_about = forms.IntegerField(
        label="Or about how old?", min_value=0, max_value=120, required=False
    )
    telephone = forms.CharField(
        label="Telephone", max_length=30, required=False, help_text="The one to ring first."
    )
    email = forms.EmailField(label="Email", required=False)
    address = forms.CharField(label="Address", required=False)
    postcode = forms.CharField(label="Postcode", max_length=8, required=False)
    best_times = forms.CharField(label="Good times to ring", max_length=120, required=False)
    voicemail = forms.ChoiceField(
        label="May we leave a message?",
        choices=MayLeaveMessage.choices,
        initial=MayLeaveMessage.NOT_ASKED,
        required=False,
        help_text="Ask this before you ring off: somebody else may hear it.",
    )
    who_else_may_answer = forms.CharField(
        label="Who else may pick up?",
        max_length=200,
        required=False,
        help_text="And what we may say to them.",
    )
    language = forms.CharField(label="Language, if not English", max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        """One way to reach them; a date of birth or an age, not both."""
        cleaned = super().clean() or {}
        ways = ("telephone", "email", "address")
        if not any(cleaned.get(way) or way in self.errors for way in ways):
            self.add_error(
                "telephone", "Give one way to reach them: a telephone, an email or an address."
            )
        if cleaned.get("date_of_birth") and cleaned.get("age_about") is not None:
            cleaned["age_about"] = None  # the day says more
        return cleaned


class Request(forms.Form):
    """The referral itself."""

    received_on = NearDate(label="When did it come?")
    source = forms.ChoiceField(
        label="Where does it come from?",
        choices=[("", "Choose one"), *Source.choices],
        error_messages={"required": "Choose where it comes from. “Not known” is an answer."},
    )
    referrer_name = forms.CharField(label="Their name", max_length=120, required=False)
    referrer_role = forms.CharField(
        label="What they do, or who they are to the person",
        max_length=120,
        required=False,
        help_text="For example, practice nurse, or her niece.",
    )
    referrer_organisation = forms.CharField(label="Organisation", max_length=160, required=False)
    answer_by = forms.ChoiceField(
        label="How shall we answer them?",
        choices=AnswerBy.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    referrer_email = forms.EmailField(label="Their email", required=False)
    referrer_telephone = forms.CharField(label="Their telephone", max_length=30, required=False)
    referrer_address = forms.CharField(label="Their address", required=False)
    reason = forms.CharField(
        label="Why now, in their words", widget=forms.Textarea, required=False, max_length=8000
    )
    wants = forms.CharField(
        label="What does the person say they want?",
        widget=forms.Textarea,
        required=False,
        max_length=4000,
        help_text="In the person’s own words. Leave it open if nobody has asked.",
    )
    agreed = forms.ChoiceField(
        label="Did the person agree to be referred?",
        choices=Agreed.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one. “Not asked yet” is an answer."},
    )
    agreed_note = forms.CharField(
        label="Who says so, and when",
        max_length=300,
        required=False,
        help_text="For a best-interests decision: who made it, and why.",
    )
    known_risks = forms.CharField(
        label="Risks they know of",
        widget=forms.Textarea,
        required=False,
        max_length=4000,
        help_text="To the person, or to who visits. Write “none known” if they said so.",
    )
    stop_gap = forms.ChoiceField(
        label="Is it sent because nothing else was available?",
        choices=STOP_GAP,
        widget=forms.RadioSelect,
        required=False,
        help_text="It counts against nobody. It shows what is missing in the area.",
    )

    def __init__(self, *args: Any, schemes: Iterable[Scheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schemes = {str(scheme.pk): scheme for scheme in schemes}
        if len(self.schemes) > 1:
            self.fields["scheme"] = forms.ChoiceField(
                label="For which scheme?",
                choices=[(number, scheme.name) for number, scheme in self.schemes.items()],
                widget=forms.RadioSelect,
                error_messages={"required": "Choose the scheme."},
            )

    @property
    def scheme(self) -> Scheme:
        """The chosen scheme, or the only one."""
        return self.schemes[self.cleaned_data.get("scheme") or next(iter(self.schemes))]

    def clean(self) -> dict[str, Any]:
        """The day is not to come; an answer has somewhere to go; best interests say who."""
        cleaned = super().clean() or {}
        came = cleaned.get("received_on")
        if came and (fault := rules.why_not_received_on(came, today=timezone.localdate())):
            self.add_error("received_on", fault)
        if cleaned.get("agreed") == Agreed.BEST_INTERESTS and not cleaned.get("agreed_note"):
            self.add_error("agreed_note", "Write who made the best-interests decision, and why.")
        needs: dict[str, tuple[str, str]] = {
            AnswerBy.EMAIL: ("referrer_email", "Write the email to answer to."),
            AnswerBy.TELEPHONE: ("referrer_telephone", "Write the telephone to answer on."),
            AnswerBy.LETTER: ("referrer_address", "Write the address to answer to."),
        }
        field, words = needs.get(cleaned.get("answer_by", ""), ("", ""))
        if (
            field
            and not cleaned.get(field)
            and field not in self.errors
            and cleaned.get("source") != Source.SELF
        ):
            self.add_error(field, words)
        return cleaned

    def said(self) -> dict[str, Any]:
        """The referral's fields, for `actions.receive`."""
        kept = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("scheme", "same_as")
        }
        answers = {"yes": True, "no": False}
        return kept | {
            "answer_by": kept["answer_by"] or AnswerBy.NONE,
            "stop_gap": answers.get(kept["stop_gap"]),
        }


class SameAs(forms.Form):
    """Is it somebody whom we know already?"""

    same_as = forms.ChoiceField(
        label="Is it one of them?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one, or say that it is somebody else."},
    )

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        choices = [(number, f"Yes, {p.called_fully}") for number, p in self.people.items()]
        question = self.fields["same_as"]
        assert isinstance(question, forms.ChoiceField)
        question.choices = [*choices, (NEW, "No, somebody else")]


class Assess(forms.Form):
    """One level for each part that is known; another overall level needs a reason."""

    overridden_to = forms.ChoiceField(
        label="Would you say another level than the rule?",
        choices=[("", "No, as the rule comes to"), *Level.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    override_reason = forms.CharField(
        label="Why?",
        widget=forms.Textarea,
        required=False,
        max_length=2000,
        help_text="So that the next coordinator would do the same.",
    )

    def __init__(self, *args: Any, now: framework.Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        for domain in now.domains:
            self.fields[domain.code] = forms.TypedChoiceField(
                label=domain.name,
                help_text=domain.ask,
                choices=[
                    *((str(step.number), step.short) for step in domain.steps),
                    ("", "Not known yet"),
                ],
                coerce=int,
                empty_value=None,
                widget=forms.RadioSelect,
                required=False,
            )

    @property
    def levels(self) -> dict[str, int]:
        """What was chosen, without the parts that are not known yet."""
        chosen = ((domain.code, self.cleaned_data[domain.code]) for domain in self.now.domains)
        return {code: level for code, level in chosen if level is not None}
