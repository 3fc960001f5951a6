"""The people in somebody's life, what has changed in it, and risks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from alongside.forms import NearDate

from .. import rules
from ..actions.around import NO_NAME
from ..models import Answer, ImportantPerson, Person, RisksKnown, Transition
from .base import Section, choice, line, tick


class Important(Section):
    """One person who matters to them; several can be added, one by one."""

    title = "Who matters to them"
    intro = "Family, friends, neighbours; and who to ring in an emergency."
    name = line("Name", "Or who they are: next door.")
    relation = line("Who they are to them", "So that you can ask after them. Such as: her son.")
    telephone = line("Telephone", "For an emergency, or where the person wants us to ring.", 30)
    emergency = tick("Ring them in an emergency", "They should know that they stand here.")
    cares_for_them = tick("Cares for the person", "Carers have rights to support of their own.")
    note = line("Anything to know", "Such as: lives abroad, rings on Sundays.", 300)

    def __init__(
        self, *args: Any, person: Person, one: ImportantPerson | None = None, **kwargs: Any
    ) -> None:
        if one is not None:
            kwargs["initial"] = {name: getattr(one, name) for name in self.base_fields}
        super().__init__(*args, person=person, **kwargs)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not name.strip():
            raise forms.ValidationError(NO_NAME)
        return name

    def clean_telephone(self) -> str:
        typed: str = self.cleaned_data["telephone"]
        if typed and (fault := rules.telephone_fault(typed)):
            raise forms.ValidationError(fault)
        return rules.shown_telephone(typed)


WHY_TRANSITION = {
    Transition.HEALTH_ISSUE: "Illness can shut people in.",
    Transition.MOBILITY_LIMITATION: "Then company has to come nearer.",
    Transition.BEREAVEMENT: "Grief takes its time; some want to speak of it.",
    Transition.SEPARATION: "Friends and habits may have gone too.",
    Transition.RETIREMENT_OR_EMPTY_NEST: "The days may have lost their shape.",
    Transition.YOUNG_NEW_MOTHER: "The first year can be a lonely one.",
}


class Transitions(Section):
    """The six life transitions."""

    title = "What has changed in their life"
    intro = "Loneliness often follows a change. Ask in passing, and not all at once."
    tiles = tuple(Transition.values)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        known = {answer.transition: answer.is_so for answer in person.transitions.all()}
        for code, words in Transition.choices:
            self.fields[code] = choice(words, Answer.choices, WHY_TRANSITION[Transition(code)])
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
    risks_known = choice(
        "Are there risks to know?", RisksKnown.choices, "So that we know whether somebody asked."
    )
    what = line("A risk to add", "So that nobody is hurt. In a few words: unsteady on steps.")
    detail = line("What to do about it", "Such as: hold out your arm.", 300)
    since = NearDate(
        label="Since when we know it",
        required=False,
        help_text="To see whether it is still so. Empty: today.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        known, what = cleaned.get("risks_known"), cleaned.get("what")
        if what and known == RisksKnown.NONE_KNOWN:
            self.add_error("risks_known", "A risk is written below, so some are known.")
        if known == RisksKnown.SOME and not what and not self._stands():
            self.add_error("what", "Say what the risk is, in a few words: unsteady on steps.")
        since, today = cleaned.get("since"), timezone.localdate()
        if since and (fault := rules.future_fault(since, today, "today, or a day before")):
            self.add_error("since", fault)
        return cleaned

    def _stands(self) -> bool:
        return any(risk.ended_on is None for risk in self.person.risks.all())
