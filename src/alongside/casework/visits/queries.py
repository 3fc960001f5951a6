"""What to know before the doorbell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from alongside.casework.measures import queries as measures
from alongside.casework.people import rules as people
from alongside.casework.people.models import AdjustmentNeed, Answer, Person, Risk, RisksKnown
from alongside.casework.safeguarding import queries as safeguarding
from alongside.casework.support import queries as support
from alongside.casework.support import rules
from alongside.casework.support.models import Contact, Episode


@dataclass(frozen=True)
class Door:
    """One person, as somebody about to ring their bell needs to know them."""

    person: Person
    safe: people.SafeContact
    risks: list[Risk]
    no_risks: str  # in words, when there are none
    access: list[str]
    concern: bool
    last: Contact | None
    last_how: str
    promises: list[str]
    due: list[measures.Due]
    week: str
    taper: rules.Taper | None


def door(episode: Episode, on: date) -> Door:
    """Everything that stands above the doorbell. `episode` comes with its person and extensions."""
    person = episode.person
    last = support.last_contact([episode.pk]).get(episode.pk)
    risks = list(person.risks.filter(Q(ended_on=None) | Q(ended_on__gt=on)))
    return Door(
        person=person,
        safe=people.safe_contact(person),
        risks=risks,
        no_risks="" if risks else no_risks(person),
        access=access(person),
        concern=safeguarding.has_open_concern(person),
        last=last,
        last_how=support.how_words(last) if last else "",
        promises=support.promises(episode, last, on),
        due=measures.due(episode, on),
        week=rules.clock_words(episode, on),
        taper=support.taper_of(episode, on),
    )


def no_risks(person: Person) -> str:
    """None known is an answer; not asked is none."""
    if person.risks_known == RisksKnown.NONE_KNOWN:
        return "Risks: asked, and none known."
    return "Risks: nobody has asked yet."


def access(person: Person) -> list[str]:
    """How to come in, and how to be with them, each in a line."""
    needs = [AdjustmentNeed(need).label for need in person.adjustments if need in AdjustmentNeed]
    spoken = f"Speaks {person.language}" if person.language else ""
    if person.interpreter == Answer.YES:
        spoken = f"{spoken}; an interpreter is needed" if spoken else "An interpreter is needed"
    lines = [*people.visiting_words(person), *needs, person.adjustments_note, spoken]
    return [line for line in lines if line]
