"""What one person waits for: what nothing suits yet, and groups that they want to join."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker

from ..models import Gap, GroupMember, Said, State

WANTS = ("", Said.COMING)


@dataclass(frozen=True)
class Waits:
    """For one person: a gap that a group is to fill is told by its group."""

    gaps: list[Gap]
    places: list[GroupMember]

    def __bool__(self) -> bool:
        return bool(self.gaps or self.places)


def waits(person: Person, worker: Worker) -> Waits:
    """As far as this worker may see it. Whoever has been at a group waits for it no more."""
    gaps = Gap.objects.seen_by(worker).waiting().filter(episode__person=person, group=None)
    places = GroupMember.objects.seen_by(worker).filter(person=person, said__in=WANTS)
    places = places.exclude(group__state=State.ENDED).filter(came_to=None)
    return Waits(
        list(gaps.order_by("opened_on", "pk")),
        list(places.select_related("group").order_by("added_on", "pk")),
    )
