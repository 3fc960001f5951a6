"""What a person has agreed to, on a day. No consent recorded means no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.casework.people.models import Person

from .models import Consent, Purpose


@dataclass(frozen=True)
class Standing:
    """The answer to one purpose that counts on a day."""

    purpose: Purpose
    answer: Consent | None
    holds: bool

    @property
    def words(self) -> str:
        """*Yes, said so by telephone, 3 November 2026*, or why it is a no."""
        if self.answer is None:
            return "Not asked yet, which means no"
        day = f"{self.answer.on:%-d %B %Y}"
        if not self.answer.agreed:
            return f"No, since {day}"
        if not self.holds and self.answer.lapses_on:
            return f"Lapsed on {self.answer.lapses_on:%-d %B %Y}"
        how = self.answer.get_how_display()
        return f"Yes, {how[0].lower()}{how[1:]}, {day}"


def agreed(person: Person, purpose: str, on: date) -> bool:
    """Whether the person has agreed to this, and it had not lapsed or been withdrawn by then."""
    last = person.consents.filter(purpose=purpose, on__lte=on).order_by("-on", "-pk").first()
    return holds(last, on)


def holds(answer: Consent | None, on: date) -> bool:
    """Whether an answer is a yes that stands on a day."""
    if answer is None or not answer.agreed:
        return False
    return answer.lapses_on is None or answer.lapses_on >= on


def standing(person: Person, on: date) -> list[Standing]:
    """Each purpose with the answer that counts on that day; one query."""
    latest: dict[str, Consent] = {}
    for consent in person.consents.filter(on__lte=on).select_related("recorded_by"):
        latest.setdefault(consent.purpose, consent)
    return [
        Standing(purpose, latest.get(purpose), holds(latest.get(purpose), on))
        for purpose in Purpose
    ]
