"""What needs doing: one line a thing, gathered from every room. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from alongside.casework.followup import queries as after
from alongside.casework.followup.models import Kind
from alongside.casework.measures import queries as measures
from alongside.casework.people.models import Person
from alongside.casework.people.rules import visiting_words
from alongside.casework.schemes.models import Worker
from alongside.casework.signposting import queries as signposting
from alongside.casework.signposting.words import subject
from alongside.casework.support import queries as support
from alongside.casework.support.models import Appointment, Episode
from alongside.casework.support.queries import diary
from alongside.casework.support.queries.episodes import Row
from alongside.casework.support.rules import EpisodeState

from .. import words

FIRST_CALL_DAYS = 5  # from coming to the connector until the first call is late
SHOWN = 7


@dataclass(frozen=True)
class Task:
    """One line of *What needs doing*."""

    due: date
    words: str
    href: str
    hint: str = ""
    status: str = ""
    state: str = ""  # the look of the status: "late", "soon" or plain
    at: datetime | None = None
    person_id: int | None = None
    answers: tuple[tuple[str, str, str], ...] = ()  # one tap each: words, address, value


@dataclass(frozen=True)
class Todo:
    """The lines in their groups, at most seven; the rest is counted."""

    late: list[Task]
    today: list[Task]
    week: list[Task]
    more: int
    lead: str

    @property
    def groups(self) -> list[tuple[str, str, list[Task]]]:
        """Kind, heading and lines of each group that has any."""
        groups = [
            ("late", "Late", self.late),
            ("today", "Today", self.today),
            ("week", "This week", self.week),
        ]
        return [group for group in groups if group[2]]


def for_connector(worker: Worker, today: date, *, whole: bool = False) -> Todo:
    """What this connector has to do with their own people and those they cover."""
    rows = support.my_episodes(worker, today)
    tasks = list(_tasks(worker, rows, today))
    return arranged(tasks, today, whole=whole)


def arranged(tasks: list[Task], today: date, *, whole: bool = False) -> Todo:
    """Late ones longest first, then today by the clock, then the week; seven lines at most."""
    until = today + timedelta(days=6)
    ordered = sorted(
        (task for task in tasks if task.due <= until),
        key=lambda task: (task.due, task.at.timestamp() if task.at else 0.0, task.words),
    )
    late = [task for task in ordered if task.due < today]
    now = [task for task in ordered if task.due == today]
    now.sort(key=lambda task: (task.at is None, task.at.timestamp() if task.at else 0.0))
    week = [task for task in ordered if task.due > today]
    kept = ordered if whole else (late + now + week)[:SHOWN]
    lead = words.lead(len(late), len(now), len(week))
    return Todo(
        late=[task for task in late if task in kept],
        today=[task for task in now if task in kept],
        week=[task for task in week if task in kept],
        more=len(ordered) - len(kept),
        lead=lead,
    )


def _tasks(worker: Worker, rows: list[Row], today: date) -> Iterator[Task]:
    people = Person.objects.in_bulk([row.person_id for row in rows])
    alive = [row for row in rows if not row.died]
    entries = _entries(worker, today)
    yield from _still_out(worker, today)
    yield from (_visit(entry, today) for entry in entries if entry.person is not None)
    yield from _questions(worker, today)
    yield from _after_goodbye(worker, today)
    met = {entry.person_id for entry in entries}
    for row in alive:
        if line := _about(row, people[row.person_id], row.person_id in met, today):
            yield line
    yield from _measures(alive, today)
    yield from _notes(worker)


def _entries(worker: Worker, today: date) -> list[Appointment]:
    until = today + timedelta(days=7)
    planned = diary.entries(worker, today, until).planned()
    return [entry for entry in planned if getattr(entry, "visit", None) is None]


def _visit(entry: Appointment, today: date) -> Task:
    person = entry.person
    assert person is not None  # entries without one are left out before
    starts = timezone.localtime(entry.starts_at)
    hint = [entry.purpose, *(visiting_words(person)[:2] if entry.how == "home" else [])]
    at = None if entry.any_time else starts
    return Task(
        due=starts.date(),
        words=f"{words.HOW_TO_MEET[entry.how]} {person.called_fully}{words.where(entry)}",
        href=reverse("visits:start", args=[person.pk])
        if entry.how in ("home", "out", "our_place") and starts.date() == today
        else reverse("support:appointment", args=[entry.pk]),
        hint=words.sentences(hint),
        status=words.clock(starts.date(), at, today),
        at=at,
        person_id=person.pk,
    )


def _still_out(worker: Worker, today: date) -> Iterator[Task]:
    for visit in diary.open_visits(worker):
        yield Task(
            due=today - timedelta(days=1),
            words=f"Say that you are out of {visit.episode.person.preferred_name}’s",
            href=reverse("visits:visit", args=[visit.pk]),
            hint="The visit is still open, and its clock is running.",
            status="Still open",
            state="late",
        )


def _questions(worker: Worker, today: date) -> Iterator[Task]:
    for asked in signposting.ask_about(worker, today):
        address = reverse("signposting:answer", args=[asked.signpost.pk])
        yield Task(
            due=today,
            words=asked.asks,
            href=reverse("signposting:signpost", args=[asked.signpost.pk]),
            hint=asked.signpost.note,
            person_id=asked.person.pk,
            answers=((asked.yes_words, address, asked.yes), (asked.no_words, address, asked.no)),
        )


def _after_goodbye(worker: Worker, today: date) -> Iterator[Task]:
    for due in after.seen(worker, today, mine=True):
        person, ended = due.person, due.episode.ended_on
        weeks = (today - ended).days // 7 if ended else 0
        said = f"{(subject(person.pronouns) or 'they').capitalize()} said yes to a call."
        hint = f"Support ended {weeks} weeks ago. {due.slip_words or said}"
        is_follow_up = due.kind == Kind.FOLLOW_UP
        yield Task(
            due=due.due_on,
            words=f"Ring {person.called_fully} to see how {words.is_are(person)}",
            href=reverse("followup:attempt", args=[due.episode.pk, due.kind]),
            hint=hint + (" Ask the questions again." if is_follow_up else ""),
            **words.status(due.due_on, today),
            person_id=person.pk,
        )


def _about(row: Row, person: Person, met: bool, today: date) -> Task | None:
    """The one line about a person: first call, goodbye, over time, gone quiet, or what is next."""
    contact = reverse("support:contact", args=[row.person_id])
    if row.state is EpisodeState.NOT_STARTED and not met:
        due = row.allocated_on + timedelta(days=FIRST_CALL_DAYS)
        hint = f"Came to you {words.on_day(row.allocated_on, today)}. {words.when_to_ring(person)}"
        ring = "Write to" if "no_telephone" in person.adjustments else "Ring"
        said = f"{ring} {row.called_fully} for the first time"
        return _line(due, said, contact, hint, row, today)
    if row.ends_about and row.ends_about <= today + timedelta(days=6):
        if row.state is EpisodeState.OVER_TIME:
            said, hint = f"Agree what next with {row.called_fully}", f"{row.clock}."
        elif met:
            return None
        else:
            said, hint = f"Say goodbye to {row.called_fully}", f"{row.clock}."
        href = reverse("followup:goodbye", args=[row.person_id])
        return _line(row.ends_about, said, href, hint, row, today)
    if quiet := _quiet(row, person, met, contact, today):
        return quiet
    if row.next and row.next.kind != "appointment" and not met:
        said = f"{row.called_fully}: {words.lower_first(row.next.words)}"
        return _line(row.next.on, said, contact, f"{row.clock}.", row, today)
    return None


def _quiet(row: Row, person: Person, met: bool, contact: str, today: date) -> Task | None:
    last = row.last.on if row.last else row.started_on
    if met or last is None:
        return None
    days = (today - last).days
    if days <= person.scheme.quiet_days:
        return None
    text_only = "no_telephone" in person.adjustments
    hint = f"Nobody has been in touch for {days} days."
    if text_only:
        hint += f" {(subject(person.pronouns) or 'They').capitalize()} cannot use the telephone."
    said = f"{'Text' if text_only else 'Ring'} {row.called_fully}"
    due = last + timedelta(days=person.scheme.quiet_days)
    return _line(due, said, contact, hint, row, today)


def _line(due: date, said: str, href: str, hint: str, row: Row, today: date) -> Task:
    return Task(due, said, href, hint.strip(), **words.status(due, today), person_id=row.person_id)


def _measures(rows: list[Row], today: date) -> Iterator[Task]:
    episodes = Episode.objects.filter(pk__in=[row.episode_id for row in rows])
    found = measures.due_for(episodes.select_related("scheme", "person"), today)
    for row in rows:
        due = [each for each in found.get(row.episode_id, []) if not each.optional]
        if not due:
            continue
        first = due[0]
        yield Task(
            due=today + timedelta(days=6),
            words=f"Ask {row.called_fully} the questions for the {first.stage_label.lower()}",
            href=reverse("measures:choose", args=[row.person_id]),
            hint=f"{row.clock}, and not asked yet.",
            status="This week",
            person_id=row.person_id,
        )


def _notes(worker: Worker) -> Iterator[Task]:
    for read in support.reads_to_answer(worker):
        yield Task(
            due=timezone.localdate(),
            words=f"Answer {read.by.called}’s note on {read.episode.person.called_fully}",
            href=reverse("support:answer_read", args=[read.pk]),
            hint="From reading the record together.",
            status="Any time",
        )
