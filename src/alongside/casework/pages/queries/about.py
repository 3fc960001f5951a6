"""The one line about a person beside the diary: what presses most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.urls import reverse

from alongside.casework.measures.queries import Due
from alongside.casework.people.models import Person
from alongside.casework.people.words import spoken
from alongside.casework.signposting.queries import Question
from alongside.casework.support.queries.episodes import Row
from alongside.casework.support.rules import EpisodeState

from .. import words
from .task import Task, first_call_on


@dataclass(frozen=True)
class About:
    """What is known of one worker's people on a day, to choose their lines by."""

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
