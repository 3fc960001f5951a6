"""What shall we do with a referral, and what do we tell whoever sent it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from alongside.casework.referrals.models import AnswerBy, Reason, Referral, Source
from alongside.casework.referrals.rules import words_for
from alongside.casework.schemes.models import Scheme
from alongside.forms import NearDate

from ..queries.caseloads import Caseload
from ..queries.triage import speak_of

DECISIONS = [
    ("accept", "Accept, and choose a connector"),
    ("wait", "Wait, with a reason"),
    ("pass", "Pass on to another service"),
    ("no", "Say no, with a reason"),
    ("changed", "{called} has changed {their} mind"),
]
OTHER = "other"


@dataclass(frozen=True)
class Answer:
    """First words for one decision, with what the button says then."""

    key: str  # "accept-17", "no-out_of_area"
    words: str
    button: str


class Answers:
    """First words for every decision that can be taken on one referral."""

    def __init__(
        self, referral: Referral, team: Sequence[Caseload], schemes: Sequence[Scheme]
    ) -> None:
        self.referral = referral
        self.wanted = referral.answer_by != AnswerBy.NONE
        called = referral.person.preferred_name
        found = [
            *(
                self._one(
                    f"accept-{load.worker.pk}",
                    "accept",
                    f"Accept, and give to {load.worker.called}",
                    connector=load.worker.name,
                )
                for load in team
            ),
            self._one("accept-", "accept", "Accept"),
            self._one("wait", "wait", f"Let {called} wait"),
            *(
                self._one(f"pass-{scheme.pk}", "redirect", "Pass on", where=scheme.public_name)
                for scheme in schemes
            ),
            self._one("pass-other", "redirect", "Pass on"),
            self._one("pass-", "redirect", "Pass on"),
            *(self._one(f"no-{reason}", reason, "Say no") for reason in Reason.values),
            self._one("no-", Reason.OTHER, "Say no"),
            self._one("changed", "withdraw", "Close this referral"),
        ]
        self.all = found
        self._by_key = {answer.key: answer for answer in found}

    def get(self, key: str, *, organisation: str = "") -> Answer:
        """The first words for this key; an organisation's name stands in them where it is known."""
        if key == f"pass-{OTHER}" and organisation:
            return self._one(key, "redirect", "Pass on", where=organisation)
        return self._by_key.get(key) or self._by_key["accept-"]

    def _one(self, key: str, what: str, button: str, **names: str) -> Answer:
        if not self.wanted:
            return Answer(key, "", button)
        words = words_for(
            what,
            called=self.referral.person.called_fully,
            first=self.referral.person.preferred_name,
            scheme=self.referral.scheme.public_name,
            nation=self.referral.scheme.nation,
            themselves=self.referral.source == Source.SELF,
            **names,
        )
        return Answer(key, words, button)


class Decide(forms.Form):
    """One decision. Only what belongs to the chosen one is looked at."""

    decision = forms.ChoiceField(
        label="What shall we do?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what we shall do."},
    )
    connector = forms.TypedChoiceField(
        label="Connector", widget=forms.RadioSelect, coerce=int, empty_value=None, required=False
    )
    why_wait = forms.CharField(
        label="Why do they wait?", widget=forms.Textarea, required=False, max_length=2000
    )
    look_again_on = NearDate(
        label="When do we look again?",
        help_text="It comes back to the inbox on that day.",
        required=False,
    )
    pass_to = forms.ChoiceField(label="Who takes it on?", widget=forms.RadioSelect, required=False)
    organisation = forms.CharField(label="Name of the organisation", max_length=160, required=False)
    pass_reason = forms.ChoiceField(
        label="Why is that better?",
        choices=[("", "Choose one"), *Reason.choices],
        required=False,
    )
    no_reason = forms.ChoiceField(
        label="Why?", widget=forms.RadioSelect, choices=Reason.choices, required=False
    )
    why = forms.CharField(
        label="Anything else, for us",
        help_text="It is kept with the decision, and is not sent.",
        widget=forms.Textarea,
        required=False,
        max_length=2000,
    )
    words = forms.CharField(widget=forms.Textarea, required=False, max_length=4000)
    words_for = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        referral: Referral,
        team: Sequence[Caseload],
        schemes: Sequence[Scheme],
        **kwargs: Any,
    ) -> None:
        self.answers = Answers(referral, team, schemes)
        super().__init__(*args, **kwargs)
        called, their = referral.person.preferred_name, speak_of(referral.person).their
        self._choices(
            "decision",
            [(code, words.format(called=called, their=their)) for code, words in DECISIONS],
        )
        self._choices("connector", [(str(load.worker.pk), load.worker.name) for load in team])
        self._choices(
            "pass_to",
            [(str(scheme.pk), scheme.name) for scheme in schemes]
            + [(OTHER, "Another organisation")],
        )
        self.fields["words"].label = f"What we tell {told(referral)}"

    def _choices(self, field: str, choices: list[tuple[str, str]]) -> None:
        question = self.fields[field]
        assert isinstance(question, forms.ChoiceField)
        question.choices = choices

    def clean(self) -> dict[str, Any]:
        """What belongs to the chosen decision has to be there."""
        cleaned = super().clean() or {}
        needed = {
            "accept": [("connector", "Choose a connector.")],
            "wait": [("why_wait", "Waiting needs a reason, so that whoever looks next knows.")],
            "pass": [
                ("pass_to", "Say who takes it on."),
                ("pass_reason", "Choose why that is better."),
            ],
            "no": [("no_reason", "Choose the reason that fits best.")],
        }
        for field, words in needed.get(cleaned.get("decision", ""), []):
            if not cleaned.get(field) and field not in self.errors:
                self.add_error(field, words)
        if (
            cleaned.get("decision") == "pass"
            and cleaned.get("pass_to") == OTHER
            and not cleaned.get("organisation")
        ):
            self.add_error("organisation", "Write the name of the organisation.")
        return cleaned

    @property
    def key(self) -> str:
        """Which first words go with what was chosen."""
        chosen = self.cleaned_data
        decision = str(chosen["decision"])
        return {
            "accept": f"accept-{chosen.get('connector') or ''}",
            "pass": f"pass-{chosen.get('pass_to') or ''}",
            "no": f"no-{chosen.get('no_reason') or ''}",
        }.get(decision, decision)

    def words_to_read(self) -> Answer | None:
        """Other first words that nobody has read yet, or None.

        Somebody without our script chose something else than the words on their page were for, and
        left those words as they were. They read the right ones before anything is saved. Words that
        were changed by hand are never touched.
        """
        sent_for = self.cleaned_data["words_for"]
        if sent_for == self.key or not self.answers.wanted:
            return None
        before = self.answers.get(sent_for).words
        if _plain(self.cleaned_data["words"]) not in ("", _plain(before)):
            return None
        return self.answers.get(self.key, organisation=self.cleaned_data["organisation"])


def told(referral: Referral) -> str:
    """Whom we tell, in a word: *Sara*, or *Kwame* who asked for himself."""
    if referral.source == Source.SELF:
        return referral.person.preferred_name
    return referral.referrer_name.split(" ")[0] or "who referred them"


def _plain(words: str) -> str:
    return " ".join(words.split())
