"""One line a thing that a connector has to do, gathered from every room. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from alongside.casework.followup import queries as after
from alongside.casework.followup.models import Kind
from alongside.casework.measures import queries as measures
from alongside.casework.measures.queries import Due
from alongside.casework.people.models import Person
from alongside.casework.people.rules import visiting_words
from alongside.casework.people.words import spoken
from alongside.casework.schemes.models import Worker
from alongside.casework.signposting import queries as signposting
from alongside.casework.signposting.actions import Heard
from alongside.casework.signposting.queries import Question
from alongside.casework.support import queries as support
from alongside.casework.support.models import Appointment, Episode
from alongside.casework.support.queries import diary
from alongside.casework.support.queries.episodes import Row
from alongside.casework.support.rules import EpisodeState

from .. import words

FIRST_CALL_DAYS = 5  # from coming to the connector until the first call is late
FACE_TO_FACE = ("home", "out", "our_place")


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
    rank: int = 2  # among those without an hour: 1 heard of first, 5 can wait
    meets: bool = False  # the person is met then, so other things can be done along with it


def first_call_on(allocated_on: date) -> date:
    """The last day of a first call that is not late."""
    return allocated_on + timedelta(days=FIRST_CALL_DAYS)


def tasks(worker: Worker, rows: list[Row], today: date) -> list[Task]:
    """Everything there is to do for these people, in no order."""
    entries = _entries(worker, today)
    asked = signposting.ask_about(worker, today)
    found = [
        *_still_out(worker, today),
        *(_visit(entry, today) for entry in entries if entry.person is not None),
        *(_question(each, today) for each in asked),
        *_after_goodbye(worker, today),
        *_notes(worker, today),
    ]
    met = {entry.person_id for entry in entries}
    about = _About(today, met, asked, _people(rows), _due(rows, today))
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


def opens(entry: Appointment, today: date) -> str:
    """Where an entry leads: on its day to the visit, otherwise to the diary."""
    here = timezone.localtime(entry.starts_at).date() == today and entry.episode_id is not None
    visit = here and entry.how in FACE_TO_FACE
    return reverse("visits:arrive" if visit else "support:appointment", args=[entry.pk])


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


def _question(asked: Question, today: date) -> Task:
    address = reverse("signposting:answer", args=[asked.signpost.pk])
    return Task(
        due=today,
        words=asked.asks,
        href=reverse("signposting:signpost", args=[asked.signpost.pk]),
        hint=asked.signpost.note,
        person_id=asked.person.pk,
        answers=((asked.yes_words, address, asked.yes), (asked.no_words, address, asked.no)),
        rank=1 if asked.yes == Heard.WENT else 5,
    )


def _after_goodbye(worker: Worker, today: date) -> Iterator[Task]:
    for due in after.seen(worker, today, mine=True):
        person, ended = due.person, due.episode.ended_on
        weeks = (today - ended).days // 7 if ended else 0
        said = f"{spoken(person.pronouns).they.capitalize()} said yes to a call."
        hint = f"Support ended {words.count(weeks, 'week')} ago. {due.slip_words or said}"
        is_follow_up = due.kind == Kind.FOLLOW_UP
        yield Task(
            due=due.due_on,
            words=f"Ring {person.called_fully} to see how {words.is_are(person)}",
            href=reverse("followup:attempt", args=[due.episode.pk, due.kind]),
            hint=hint + (" Ask the questions again." if is_follow_up else ""),
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


@dataclass(frozen=True)
class _About:
    """The one line about a person beside the diary: what presses most."""

    today: date
    met: set[int | None]  # by the diary, within the week
    asked: list[Question]
    people: dict[int, Person]
    due: dict[int, list[Due]]

    def line(self, row: Row) -> Task | None:
        """First call, goodbye, over time, gone quiet, or what was said to be next."""
        if row.state is EpisodeState.NOT_STARTED:
            return None if row.person_id in self.met else self._first_call(row)
        return self._ends(row) or self._quiet(row) or self._promised(row)

    def _first_call(self, row: Row) -> Task:
        person = self.people[row.person_id]
        ring = "Write to" if "no_telephone" in person.adjustments else "Ring"
        came = f"Came to you {words.on_day(row.allocated_on, self.today)}."
        hint = f"{came} {words.when_to_ring(person)}"
        said = f"{ring} {row.called_fully} for the first time"
        return self._task(row, first_call_on(row.allocated_on), said, hint)

    def _ends(self, row: Row) -> Task | None:
        if not row.ends_about or row.ends_about > self.today + timedelta(days=6):
            return None
        href = reverse("followup:goodbye", args=[row.person_id])
        if row.state is EpisodeState.OVER_TIME:
            said = f"Agree what next with {row.called_fully}"
            return self._task(row, row.ends_about, said, f"{row.clock}.", href)
        if row.person_id in self.met:
            return None
        said = f"Say goodbye to {row.called_fully}"
        return self._task(row, row.ends_about, said, f"{row.clock}.", href, meets=True)

    def _quiet(self, row: Row) -> Task | None:
        person = self.people[row.person_id]
        last = row.last.on if row.last else row.started_on
        if row.person_id in self.met or last is None:
            return None
        days = (self.today - last).days
        if days <= person.scheme.quiet_days:
            return None
        hint = f"Nobody has been in touch for {days} days."
        text_only = "no_telephone" in person.adjustments
        if text_only:
            hint += f" {spoken(person.pronouns).they.capitalize()} cannot use the telephone."
        said = f"{'Text' if text_only else 'Ring'} {row.called_fully}"
        return self._task(row, last + timedelta(days=person.scheme.quiet_days), said, hint)

    def _promised(self, row: Row) -> Task | None:
        if not row.next or row.next.kind == "appointment" or row.person_id in self.met:
            return None
        if self._is_asked(row) or (self._asks(row) and self.due.get(row.episode_id)):
            return None  # the line that asks says it better
        said = f"{row.called_fully}: {words.lower_first(row.next.words)}"
        return self._task(row, row.next.on, said, f"{row.clock}.", meets=True)

    def _is_asked(self, row: Row) -> bool:
        """Whether a one-tap question is about the same thing: *Ask about the choir*."""
        said = set(_long_words(row.next.words)) if row.next else set()
        mine = [each for each in self.asked if each.person.pk == row.person_id]
        return any(said & set(_long_words(each.signpost.what)) for each in mine)

    def _asks(self, row: Row) -> bool:
        return row.next is not None and "question" in row.next.words.lower()

    def ask(self, row: Row, found: list[Task]) -> None:
        """Questionnaires go along with a meeting of this week, or have a line of their own."""
        due = self.due.get(row.episode_id)
        if not due:
            return
        stage = due[0].stage_label.lower()
        for place, task in enumerate(found):
            if task.meets and task.person_id == row.person_id and task.due >= self.today:
                hint = f"{task.hint} Ask the questions for the {stage}.".strip()
                found[place] = replace(task, hint=hint)
                return
        soon = row.next.on if row.next and self._asks(row) else None
        line = self._task(
            row,
            soon or self.today + timedelta(days=6),
            f"Ask {row.called_fully} the questions for the {stage}",
            self._how_many(row, due),
            reverse("measures:choose", args=[row.person_id]),
        )
        found.append(line if soon else replace(line, status="This week", rank=4))

    def _how_many(self, row: Row, due: list[Due]) -> str:
        asked = self.people[row.person_id].scheme.instruments
        if len(due) < len(asked):
            names = [each.asked.short_title for each in due]
            return f"{row.clock}. Still to ask: {'; '.join(names)}."
        return f"{row.clock}, and not asked yet."

    def _task(
        self, row: Row, due: date, said: str, hint: str, href: str = "", *, meets: bool = False
    ) -> Task:
        contact = reverse("support:contact", args=[row.person_id])
        if row.covered:
            hint = f"{hint.strip()} You cover for {row.connector}."
        status = words.status(due, self.today)
        return Task(
            due,
            said,
            href or contact,
            hint.strip(),
            **status,
            person_id=row.person_id,
            meets=meets,
        )


def _long_words(text: str) -> Iterator[str]:
    """The words of five letters and more, small and without commas."""
    return (word.strip(".,’'").lower() for word in text.split() if len(word.strip(".,")) > 4)
