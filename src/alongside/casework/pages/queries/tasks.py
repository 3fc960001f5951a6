"""One line a thing that a connector has to do, gathered from every room. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from alongside.casework.followup.models import Kind
from alongside.casework.followup.queries import Due as Call
from alongside.casework.measures import queries as measures
from alongside.casework.measures.queries import Due
from alongside.casework.people.models import Person
from alongside.casework.people.rules import visiting_words
from alongside.casework.people.words import spoken
from alongside.casework.schemes.models import Worker
from alongside.casework.signposting import queries as signposting
from alongside.casework.support import queries as support
from alongside.casework.support.models import Appointment, Episode
from alongside.casework.support.queries import diary
from alongside.casework.support.queries.episodes import Row

from .. import words
from . import connected, groups
from .about import About
from .known import Known
from .task import Task, opens


def tasks(worker: Worker, read: Known, today: date) -> list[Task]:
    """Everything there is to do for these people, in no order."""
    rows = read.rows
    entries = _entries(worker, today)
    asked = signposting.ask_about(worker, today)
    found = [
        *_still_out(worker, today),
        *_not_closed(worker, today),
        *(_visit(entry, today) for entry in entries if entry.person is not None),
        *connected.lines(worker, asked, today),
        *_after_goodbye(read.coming, today),
        *_notes(worker, today),
        *groups.tasks(worker, today),
    ]
    met = {entry.person_id for entry in entries}
    about = About(today, met, asked, _people(rows), _due(rows, today))
    alive = [row for row in rows if not row.died]
    found += filter(None, (about.line(row) for row in alive))
    for row in alive:
        about.ask(row, found)
    return found


def _people(rows: list[Row]) -> dict[int, Person]:
    people = Person.objects.select_related("scheme")
    return people.in_bulk([row.person_id for row in rows])


def _due(rows: list[Row], today: date) -> dict[int, list[Due]]:
    """The questionnaires that are due and not only offered, by episode."""
    episodes = Episode.objects.filter(pk__in=[row.episode_id for row in rows if not row.died])
    found = measures.due_for(episodes.select_related("scheme", "person"), today)
    return {number: [each for each in dues if not each.optional] for number, dues in found.items()}


def _entries(worker: Worker, today: date) -> list[Appointment]:
    until = today + timedelta(days=7)
    planned = diary.entries(worker, today, until).planned()
    return [entry for entry in planned if getattr(entry, "visit", None) is None]


def _visit(entry: Appointment, today: date) -> Task:
    person = entry.person
    assert person is not None  # entries without one are left out before
    starts = timezone.localtime(entry.starts_at)
    at = None if entry.any_time else starts
    goodbye = "goodbye" in entry.purpose.lower()
    said = f"{words.HOW_TO_MEET[entry.how]} {person.called_fully}{words.where(entry)}"
    door = visiting_words(person)[:2] if entry.how == "home" else []
    return Task(
        due=starts.date(),
        words=f"Say goodbye to {person.called_fully}" if goodbye else said,
        href=opens(entry, today),
        hint=words.sentences(
            [words.MEETING[entry.how] if goodbye else words.purpose_beyond(entry), *door]
        ),
        status=words.clock(starts.date(), at, today),
        at=at,
        person_id=person.pk,
        meets=True,
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


def _not_closed(worker: Worker, today: date) -> Iterator[Task]:
    """Entries gone by of which nobody has said what became of them."""
    for entry in diary.not_closed(worker, today):
        if entry.person is None or entry.person.died_on:
            continue
        on = timezone.localtime(entry.starts_at).date()
        yield Task(
            due=on,
            words=f"Say what became of {words.day_of(on, today)} with {entry.person.called_fully}",
            href=reverse("support:appointment", args=[entry.pk]),
            hint=words.sentences([words.meeting(entry)]),
            **words.status(on, today),
            person_id=entry.person.pk,
        )


def _after_goodbye(coming: list[Call], today: date) -> Iterator[Task]:
    for due in coming:
        person, ended = due.person, due.episode.ended_on
        weeks = (today - ended).days // 7 if ended else 0
        said = f"{spoken(person.pronouns).they.capitalize()} said yes to a call."
        again = "Ask the questions again." if due.kind == Kind.FOLLOW_UP else ""
        ended_ago = f"Support ended {words.count(weeks, 'week')} ago"
        yield Task(
            due=due.due_on,
            words=f"Ring {person.called_fully} to see how {words.is_are(person)}",
            href=reverse("followup:attempt", args=[due.episode.pk, due.kind]),
            hint=words.sentences([ended_ago, due.slip_words or said, again]),
            **words.status(due.due_on, today),
            person_id=person.pk,
        )


def _notes(worker: Worker, today: date) -> Iterator[Task]:
    for read in support.reads_to_answer(worker):
        yield Task(
            due=today,
            words=f"Answer {read.by.called}’s note on {read.episode.person.called_fully}",
            href=reverse("support:answer_read", args=[read.pk]),
            hint=f"{read.by.called} has read the record and would like to hear from you.",
            status="Any time",
            rank=4,
        )
