"""Who may open a restricted record, and who broke its glass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from alongside.casework.schemes import queries as schemes
from alongside.casework.schemes.models import Role, Worker

from ..models import Glass, Person, Restriction
from ..rules.names import words_of
from .searching import WHOLE, by_name, by_number


@dataclass(frozen=True)
class Shut:
    """What a page says of a record that is restricted, to somebody for whom it opens."""

    restriction: Restriction
    coordinates: bool  # they may read why, and lift it
    glass: Glass | None  # it opens for them only because they broke the glass

    @property
    def until(self) -> datetime | None:
        return self.glass.until if self.glass else None


def shut(person: Person, worker: Worker, now: datetime) -> Shut | None:
    """What to say of the restriction; None where there is none."""
    if not person.restricted:
        return None
    stands = person.restrictions.filter(ended_at=None).select_related("by").get()
    coordinates = worker.has_role(Role.COORDINATOR, scheme=person.scheme_id)
    own = coordinates or person.connector_id == worker.pk
    glass = person.glass.filter(by=worker, until__gt=now).order_by("until").last()
    return Shut(stands, coordinates, None if own else glass)


def whom_to_ask(person: Person) -> list[str]:
    """Names of those for whom the record opens: its connector, and the scheme's coordinators."""
    on = timezone.localdate()
    led = schemes.workers_in(person.scheme_id, Role.COORDINATOR, on).order_by("name")
    names = [person.connector.name] if person.connector else []
    return list(dict.fromkeys([*names, *led.values_list("name", flat=True)]))


def behind_glass(worker: Worker) -> QuerySet[Person]:
    """The restricted records whose glass this worker could break."""
    return Person.objects.behind_glass(worker).select_related("connector", "scheme")


def found_behind_glass(typed: str, worker: Worker) -> Person | None:
    """The one restricted record with this first and family name, telephone, email or health number.

    None where there is none, or more than one. A name that is nearly the same, or half of one, or
    a postcode finds nothing: nobody should try out names.
    """
    people = Person.objects.behind_glass(worker)
    scores = by_number(typed, people)
    if not scores and len(words_of(typed)) > 1:
        scores = by_name(typed, people)
    whole = [number for number, (score, _) in scores.items() if score >= WHOLE]
    return people.filter(pk=whole[0]).first() if len(whole) == 1 else None


def broken_glass(worker: Worker) -> QuerySet[Glass]:
    """Broken glass that no coordinator has looked into, in the schemes that this worker leads."""
    led = worker.scheme_ids(Role.COORDINATOR)
    unseen = Glass.objects.filter(person__scheme__in=led, seen_at=None)
    return unseen.select_related("person", "by").order_by("at")
