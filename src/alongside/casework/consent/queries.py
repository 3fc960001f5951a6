"""What a person has agreed to, on a day. No consent recorded means no."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from alongside.casework.people.models import Person
from alongside.casework.schemes.words import day

from .models import Consent, Purpose, ResearchOptOut


@dataclass(frozen=True)
class Standing:
    """The answer to one purpose that counts on a day, and all that were given."""

    purpose: Purpose
    answer: Consent | None
    holds: bool
    answers: list[Consent] = field(default_factory=list)  # newest first

    @property
    def words(self) -> str:
        """*Yes, said so by telephone, 3 November 2026*, or why it is a no."""
        if self.answer is None:
            return "Not asked yet, which means no"
        if not self.answer.agreed:
            before = any(one.agreed for one in self.answers)
            return f"{'Withdrawn' if before else 'No, since'} {day(self.answer.on)}"
        if not self.holds and self.answer.lapses_on:
            return f"Lapsed after {day(self.answer.lapses_on)}"
        how = self.answer.get_how_display()
        until = f", until {day(self.answer.lapses_on)}" if self.answer.lapses_on else ""
        return f"Yes, {how[0].lower()}{how[1:]}, {day(self.answer.on)}{until}"


def agreed(person: Person, purpose: str, on: date) -> bool:
    """Whether the person has agreed to this, and it had not lapsed or been withdrawn by then."""
    last = person.consents.filter(purpose=purpose, on__lte=on).order_by("-on", "-pk").first()
    return holds(last, on)


def agreed_ids(people: Iterable[int], purpose: str, on: date) -> set[int]:
    """The numbers of those among these people who have agreed to this on that day; one query."""
    latest: dict[int, Consent] = {}
    answers = Consent.objects.filter(person__in=list(people), purpose=purpose, on__lte=on)
    for consent in answers.order_by("-on", "-pk"):
        latest.setdefault(consent.person_id, consent)
    return {number for number, answer in latest.items() if holds(answer, on)}


def holds(answer: Consent | None, on: date) -> bool:
    """Whether an answer is a yes that stands on a day; on the day it lapses it still does."""
    if answer is None or not answer.agreed:
        return False
    return answer.lapses_on is None or answer.lapses_on >= on


def standing(person: Person, on: date) -> list[Standing]:
    """Each purpose with the answer that counts on that day, and those before it; one query."""
    given: dict[str, list[Consent]] = {}
    answers = person.consents.filter(on__lte=on).select_related("recorded_by")
    for consent in answers.order_by("-on", "-pk"):
        given.setdefault(consent.purpose, []).append(consent)
    return [_standing(purpose, given.get(purpose, []), on) for purpose in Purpose]


def _standing(purpose: Purpose, answers: list[Consent], on: date) -> Standing:
    latest = answers[0] if answers else None
    return Standing(purpose, latest, holds(latest, on), answers)


def about_research(person: Person) -> list[ResearchOptOut]:
    """What was said about research, newest first."""
    return list(person.research_answers.select_related("recorded_by"))
