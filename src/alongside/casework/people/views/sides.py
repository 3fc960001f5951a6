"""Two records in words, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..forms import SECTIONS
from ..models import Person, Transition, TransitionAnswer
from ..pointers import pointers
from ..rules import NUMBERS, shown_number
from ..rules import merging as rules

NOTHING = "Nothing said"
# Fields that stand in no section under this name, or that need another one beside the other.
CALLED = {"address": "Address and postcode", "died_on": "Died", "gp_practice": "GP", "dogs": "Dogs"}
UNSAID = {"area_id", "age_about_on"}  # they come with what stands beside them


@dataclass(frozen=True)
class Side:
    """One thing that can be said of a person, as the two records have it."""

    code: str  # the first of the fields, or "transition:bereavement"
    label: str
    kept: str
    away: str
    proposed: str = rules.KEPT

    @property
    def both_say(self) -> bool:
        """Whether it has to be decided: of one record alone, what it says is taken."""
        return NOTHING not in (self.kept, self.away)


def differing(kept: Person, away: Person) -> list[Side]:
    """Where the two do not say the same, with the answer that is proposed."""
    fields = [
        Side(
            code=names[0],
            label=_label(names[0]),
            kept=_said(kept, names),
            away=_said(away, names),
            proposed=rules.proposed(kept, away, names),
        )
        for names in rules.differing(kept, away)
    ]
    return fields + _answers(kept, away)


def same(kept: Person, away: Person) -> list[tuple[str, str]]:
    """What both say, where they say something."""
    differ = rules.differing(kept, away)
    return [
        (_label(names[0]), _said(kept, names))
        for names in rules.TOGETHER
        if names not in differ and not rules.empty(kept, names)
    ]


def _answers(kept: Person, away: Person) -> list[Side]:
    """Questions about what has changed in their life, to which the two have other answers."""
    ours = {answer.transition: answer for answer in kept.transitions.all()}
    return [
        Side(
            code=f"transition:{theirs.transition}",
            label=str(Transition(theirs.transition).label),
            kept=_answer(ours[theirs.transition]),
            away=_answer(theirs),
            proposed=_later(ours[theirs.transition], theirs),
        )
        for theirs in away.transitions.order_by("pk")
        if theirs.transition in ours and ours[theirs.transition].is_so is not theirs.is_so
    ]


def _answer(answer: TransitionAnswer) -> str:
    return f"{'Yes' if answer.is_so else 'No'}, asked on {_day(answer.asked_on)}"


def _later(ours: TransitionAnswer, theirs: TransitionAnswer) -> str:
    return rules.AWAY if theirs.asked_on > ours.asked_on else rules.KEPT


def _label(name: str) -> str:
    if name in CALLED:
        return CALLED[name]
    for section in SECTIONS.values():
        if name in section.base_fields:
            return str(section.base_fields[name].label)
    return name.replace("_", " ").capitalize()


def _said(person: Person, names: Iterable[str]) -> str:
    parts = [_value(person, name) for name in names if name not in UNSAID]
    return ", ".join(part for part in parts if part) or NOTHING


def _value(person: Person, name: str) -> str:
    value = getattr(person, name)
    if value in rules.NOT_KNOWN or value == []:
        return ""
    if name in NUMBERS:
        return shown_number(value)
    if name == "gp_not_wanted":
        return "does not want one"
    if isinstance(value, bool):
        return "Yes"
    return _in_words(name, value)


def _in_words(name: str, value: Any) -> str:
    if isinstance(value, date):
        return _day(value)
    choices: Any = next(
        (one.base_fields[name] for one in SECTIONS.values() if name in one.base_fields), None
    )
    words = dict(getattr(choices, "choices", []))
    if isinstance(value, list):
        return "; ".join(str(words.get(one, one)) for one in value)
    return str(words.get(value, value))


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


# ---- what hangs on a record ----------------------------------------------------------------------


def around(person: Person) -> list[str]:
    """What hangs on a record: *2 episodes*, *1 consent*; what goes on stands first."""
    going_on = [pointer.goes_on_as for pointer in pointers() if pointer.going_on(person).exists()]
    counts = [
        pointer.counted(pointer.rows(person).count())
        for pointer in pointers()
        if pointer.model is not Person
    ]
    return [*going_on, *filter(None, counts)]


def of_rows(numbers: dict[str, list[int]]) -> list[str]:
    """How many rows of which kind, in one order: of what was moved, or has come since."""
    return [
        pointer.counted(len(numbers[pointer.label]))
        for pointer in pointers()
        if pointer.label in numbers
    ]


def field_labels(names: Iterable[str]) -> list[str]:
    """What fields of a record are called, each once; those that follow from others are left out."""
    shown = [name for name in names if name not in rules.FOLLOW | UNSAID]
    return list(dict.fromkeys(_label(name) for name in shown))
