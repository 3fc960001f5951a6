"""What was asked and answered, with its day: risks and life transitions."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.schemes.models import Worker

from .. import rules
from ..models import Person, Risk, RisksKnown, Transition, TransitionAnswer
from .person import CannotChange


@transaction.atomic
def add_risk(*, person: Person, what: str, since: date, by: Worker, detail: str = "") -> Risk:
    """Record a risk; the record then says that there are some."""
    if not what.strip():
        raise CannotChange("Say what the risk is, in a few words: unsteady on steps.")
    if reason := rules.future_fault(since, timezone.localdate(), "the day since when we know it"):
        raise CannotChange(reason)
    risk = Risk.objects.create(
        person=person, what=what.strip(), detail=detail.strip(), since=since, recorded_by=by
    )
    _set_risks_known(person, RisksKnown.SOME)
    audit.record("RISK_ADDED", to=risk, by=by)
    return risk


@transaction.atomic
def end_risk(*, risk: Risk, on: date, by: Worker) -> Risk:
    """The risk is there no longer; it stays in the history."""
    risk = Risk.objects.select_for_update().get(pk=risk.pk)
    if risk.ended_on is not None:
        raise CannotChange("That risk was ended already.")
    if reason := rules.future_fault(on, timezone.localdate(), "the day from when it was gone"):
        raise CannotChange(reason)
    risk.ended_on = max(on, risk.since)
    risk.save(update_fields=["ended_on"])
    if not risk.person.risks.filter(ended_on=None).exists():
        _set_risks_known(risk.person, RisksKnown.NONE_KNOWN)
    audit.record("RISK_ENDED", to=risk, by=by)
    return risk


@transaction.atomic
def none_known(*, person: Person, by: Worker) -> None:
    """*None known* is an answer: somebody asked. Refused while a risk stands."""
    if person.risks.filter(ended_on=None).exists():
        raise CannotChange("A risk is recorded. End it first, if it is there no longer.")
    _set_risks_known(person, RisksKnown.NONE_KNOWN)
    audit.record("RISKS_NONE_KNOWN", to=person, by=by)


@transaction.atomic
def answer_transitions(
    *, person: Person, answers: dict[str, bool | None], on: date, by: Worker
) -> None:
    """Record yes or no to life transitions; None takes the answer back to *not asked*.

    An answer that stays as it was keeps the day on which it was asked.
    """
    if unknown := answers.keys() - set(Transition.values):
        raise CannotChange(f"Choose one of the six changes. This is none: {sorted(unknown)[0]}.")
    if reason := rules.future_fault(on, timezone.localdate(), "the day on which they said so"):
        raise CannotChange(reason)
    known = {answer.transition: answer.is_so for answer in person.transitions.all()}
    changed = [name for name, is_so in answers.items() if known.get(name) is not is_so]
    for transition in changed:
        _answer(person, transition, answers[transition], on)
    if changed:
        audit.record("TRANSITIONS_ANSWERED", to=person, by=by, transitions=sorted(changed))


def _answer(person: Person, transition: str, is_so: bool | None, on: date) -> None:
    if is_so is None:
        person.transitions.filter(transition=transition).delete()
    else:
        TransitionAnswer.objects.update_or_create(
            person=person, transition=transition, defaults={"is_so": is_so, "asked_on": on}
        )


def _set_risks_known(person: Person, known: str) -> None:
    person.risks_known = known
    person.save(update_fields=["risks_known"])
