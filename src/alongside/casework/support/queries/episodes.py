"""My people: everybody whom a worker walks alongside, with what is next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker, walked_with_by

from .. import rules
from ..models import Appointment, Contact, Episode, Goal, Step
from ..models.episode import EpisodeQuerySet
from .contact import how_words, last_contact

AGAIN = "In touch again"


@dataclass(frozen=True)
class Next:
    """What is next with somebody, and where that was said."""

    on: date
    words: str
    kind: str  # "appointment", "contact" or "step"
    at: datetime | None = None  # an appointment at a fixed time
    number: int | None = None  # of the appointment

    def days_late(self, today: date) -> int:
        return max(0, (today - self.on).days)


@dataclass(frozen=True)
class LastContact:
    """The newest contact or attempt, in words."""

    on: date
    words: str  # "Telephone", "Rang, no answer"
    reached: bool


SHOWN = {"id", "scheme", "preferred_name", "family_name", "pronouns", "died_on", "area"}
SHOWN |= {"connector", "scheme_id", "restricted"}
NOT_SHOWN = [  # of a person's many columns, sealed ones among them, a line shows a few
    f"person__{field.name}" for field in Person._meta.concrete_fields if field.name not in SHOWN
]


@dataclass(frozen=True)
class Row:
    """One line of the table *My people*."""

    episode_id: int
    person_id: int
    scheme_id: int
    called: str  # "Peg"
    called_fully: str  # "Peg Hollins"
    area: str
    connector_id: int
    connector: str  # "Ruth"
    covered: bool  # somebody else's, while they are away
    died: bool
    allocated_on: date
    started_on: date | None
    week: int | None
    weeks: int  # as agreed
    usual_weeks: int
    ends_about: date | None
    state: rules.EpisodeState
    clock: str  # "Week 5 of 12"
    last: LastContact | None
    next: Next | None
    tags: tuple[str, ...]


def mine(worker: Worker, on: date) -> EpisodeQuerySet:
    """The open episodes that a worker has, or covers on that day."""
    return Episode.objects.seen_by(worker).open().filter(walked_with_by(worker, on))


def my_episodes(worker: Worker, on: date) -> list[Row]:
    """Everybody whom this worker walks alongside or covers, soonest next step first."""
    return rows(mine(worker, on), on, worker)


def rows(episodes: EpisodeQuerySet, on: date, worker: Worker | None = None) -> list[Row]:
    """These episodes as lines; six queries, however many there are."""
    lean = episodes.select_related("person__area", "connector").defer(*NOT_SHOWN)
    found = list(lean.prefetch_related("extensions", "tags"))
    last = last_contact(episode.pk for episode in found)
    after = next_steps(found, last, on)
    made = [
        _row(episode, on, worker, last.get(episode.pk), after.get(episode.pk)) for episode in found
    ]
    return sorted(made, key=_soonest)


def _soonest(row: Row) -> tuple[date, float, str]:
    if row.next is None:
        return (date.max, 0.0, row.called_fully)
    at = row.next.at.timestamp() if row.next.at else 0.0
    return (row.next.on, at, row.called_fully)


def _row(
    episode: Episode, on: date, worker: Worker | None, last: Contact | None, after: Next | None
) -> Row:
    person = episode.person
    return Row(
        episode_id=episode.pk,
        person_id=person.pk,
        scheme_id=episode.scheme_id,
        called=person.preferred_name,
        called_fully=person.called_fully,
        area=person.area.name if person.area else "",
        connector_id=episode.connector_id,
        connector=episode.connector.called,
        covered=worker is not None and episode.connector_id != worker.pk,
        died=person.died_on is not None,
        allocated_on=episode.allocated_on,
        started_on=episode.started_on,
        week=episode.week(on),
        weeks=episode.agreed_weeks(),
        usual_weeks=episode.usual_weeks,
        ends_about=episode.ends_about(),
        state=rules.state(episode, on),
        clock=rules.clock_words(episode, on),
        last=LastContact(last.occurred_on, how_words(last), last.reached) if last else None,
        next=None if person.died_on else after,
        tags=tuple(tag.word for tag in episode.tags.all()),
    )


def next_steps(episodes: Iterable[Episode], last: dict[int, Contact], on: date) -> dict[int, Next]:
    """What comes first for each episode: an appointment from today on, what the last contact
    said is next, or a step that is due. What was promised for a day gone by is still next.
    """
    numbers = [episode.pk for episode in episodes]
    told = [
        (
            contact.episode_id,
            Next(contact.next_on, contact.next_words or "In touch again", "contact"),
        )
        for contact in last.values()
        if contact.next_on is not None
    ]
    first: dict[int, Next] = {}
    for number, candidate in [*_appointments(numbers, on), *told, *_due(numbers)]:
        now = first.get(number)
        if now is None or candidate.on < now.on:
            first[number] = candidate
    return first


def _appointments(numbers: list[int], on: date) -> list[tuple[int, Next]]:
    begins = timezone.make_aware(datetime.combine(on, time.min))
    planned = Appointment.objects.filter(
        state=Appointment.State.PLANNED, episode__in=numbers, starts_at__gte=begins
    ).order_by("starts_at", "pk")
    return [(one.episode_id, _planned(one)) for one in planned if one.episode_id is not None]


def _planned(one: Appointment) -> Next:
    starts = timezone.localtime(one.starts_at)
    return Next(
        on=starts.date(),
        words=one.purpose or Appointment.How(one.how).label,
        kind="appointment",
        at=None if one.any_time else starts,
        number=one.pk,
    )


def _due(numbers: list[int]) -> list[tuple[int, Next]]:
    due = Step.objects.filter(
        goal__plan__episode__in=numbers,
        goal__status=Goal.Status.OPEN,
        status__in=[Step.Status.TO_DO, Step.Status.UNDER_WAY],
        by_when__isnull=False,
    ).values_list("goal__plan__episode_id", "by_when", "what")
    return [
        (number, Next(by_when, what, "step"))
        for number, by_when, what in due.order_by("by_when", "pk")
        if by_when is not None
    ]
