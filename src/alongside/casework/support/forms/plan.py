"""What is typed about goals and steps."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.forms import NearDate

from ..models import Goal, NeedCode, Step, SupportCode

NOT_ASKED = ("", "Not asked")
ONE_TO_TEN = [NOT_ASKED, *((str(n), str(n)) for n in range(1, 11))]


def number_or_none(value: str) -> int | None:
    """An answer from 1 to 10, or none."""
    return int(value) if value else None


def one_to_ten(label: str, hint: str) -> forms.TypedChoiceField:
    """A number from 1 to 10 that need not be asked."""
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        choices=ONE_TO_TEN,
        coerce=number_or_none,
        empty_value=None,
        required=False,
    )


class GoalForm(forms.Form):
    """A goal in the person's words."""

    words = forms.CharField(
        label="The goal, in their words",
        help_text="As they would say it to a friend. It stands like this on their copy.",
        max_length=200,
        error_messages={"required": "Write the goal in the person’s own words. A few are enough."},
    )
    importance = one_to_ten("How much does it matter?", "1 is a little, 10 is very much.")
    need = forms.ChoiceField(
        label="What is it about?",
        help_text="For figures only; it is not on their copy.",
        choices=[("", "Not chosen"), *NeedCode.choices],
        required=False,
    )

    @staticmethod
    def of(goal: Goal) -> dict[str, Any]:
        return {"words": goal.words, "importance": goal.importance, "need": goal.need}


class StepForm(forms.Form):
    """One step towards a goal."""

    what = forms.CharField(
        label="The step",
        help_text="Small enough to be done in a week or two.",
        max_length=200,
        error_messages={"required": "Say what the step is. A few words are enough."},
    )
    who = forms.ChoiceField(
        label="Who does it?",
        choices=Step.Who.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say who does it: choose one."},
    )
    who_name = forms.CharField(label="Who, if somebody else", required=False, max_length=80)
    by_when = NearDate(label="By when?", required=False)
    confidence = one_to_ten(
        "How sure are they of it?", "1 is not at all, 10 is quite sure. Below 7, make it smaller."
    )
    support = forms.ChoiceField(
        label="What kind of help is it?",
        help_text="For figures only; it is not on their copy.",
        choices=[("", "Not chosen"), *SupportCode.choices],
        required=False,
    )

    def __init__(self, *args: Any, called: str, connector: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (Step.Who.PERSON, called),
            (Step.Who.CONNECTOR, connector),
            (Step.Who.TOGETHER, f"{called} and {connector}"),
            (Step.Who.VOLUNTEER, "A volunteer"),
            (Step.Who.SOMEBODY_ELSE, "Somebody else"),
        ]

    @staticmethod
    def of(step: Step) -> dict[str, Any]:
        return {
            "what": step.what,
            "who": step.who,
            "who_name": step.who_name,
            "by_when": step.by_when,
            "confidence": step.confidence,
            "support": step.support,
        }


class CloseGoal(forms.Form):
    """What became of a goal."""

    status = forms.ChoiceField(
        choices=Goal.Status.choices,
        error_messages={
            "required": "Say whether the goal was reached, set aside, or goes on.",
            "invalid_choice": "Say whether the goal was reached, set aside, or goes on.",
        },
    )


class StepStatus(forms.Form):
    """How far a step has got: one tap."""

    status = forms.ChoiceField(
        choices=Step.Status.choices,
        error_messages={
            "required": "Say whether the step is to do, under way, done or dropped.",
            "invalid_choice": "Say whether the step is to do, under way, done or dropped.",
        },
    )


class ReviewOn(forms.Form):
    """The day to look at the plan again."""

    review_on = NearDate(label="Look at the plan again on", required=False)


class AgreedOn(forms.Form):
    """The day on which the person agreed."""

    agreed_on = NearDate(
        label="Agreed on", error_messages={"required": "Say on which day it was agreed."}
    )
