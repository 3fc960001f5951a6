"""Everything that happened in one run of support, as lines of the person's timeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from alongside.casework.schemes.words import listed

from .. import rules
from ..models import (
    Appointment,
    Contact,
    EndReason,
    Episode,
    Goal,
    Mode,
    PlanAgreement,
    Prompt,
    Rehearsal,
)
from .contact import how_words

ICONS = {
    Mode.TELEPHONE: "phone",
    Mode.FACE_TO_FACE: "home",
    Mode.VIDEO: "phone",
    Mode.MESSAGE: "chat",
    Mode.GROUP: "people",
    Mode.LETTER: "letter",
}


@dataclass(frozen=True)
class Happening:
    """One line. `tone`: "met" when somebody spoke with the person, "good" for a milestone."""

    kind: str  # contact conversation plan goal appointment extension handover rehearsal ending read
    on: date
    title: str
    detail: str = ""  # beside the title: "20 minutes, Ruth"
    words: str = ""  # below it
    url: str = ""  # where it can be read whole, or corrected
    icon: str = "dot"
    tone: str = ""
    tags: tuple[str, ...] = field(default=())


def happenings(episode: Episode) -> list[Happening]:
    """Newest first; a fixed number of queries."""
    called = episode.person.preferred_name
    parts = (
        _contacts(episode, called),
        _conversation(episode),
        _agreements(episode, called),
        _goals(episode),
        _appointments(episode),
        _extensions(episode),
        _handovers(episode),
        _rehearsals(episode),
        _ending(episode),
    )
    lines = [line for part in parts for line in part]
    return sorted(lines, key=lambda line: line.on, reverse=True)


def _contacts(episode: Episode, called: str) -> Iterator[Happening]:
    for contact in episode.contacts.select_related("worker").prefetch_related("goals"):
        yield Happening(
            kind="contact",
            on=contact.occurred_on,
            title=how_words(contact),
            detail=_contact_detail(contact, called),
            words=contact.note,
            url=reverse("support:contact_correct", args=[contact.pk]),
            icon=ICONS[Mode(contact.mode)] if contact.reached else "missed",
            tone="met" if contact.reached else "",
            tags=tuple(f"Goal: {goal.words}" for goal in contact.goals.all()),
        )


def _contact_detail(contact: Contact, called: str) -> str:
    who = contact.volunteer_name or ("A volunteer" if contact.who == "volunteer" else "")
    parts = [
        f"{called} answered" if contact.mode == Mode.MESSAGE and contact.reached else "",
        rules.count(contact.minutes, "minute") if contact.minutes else "",
        who or contact.worker.called,
    ]
    return ", ".join(part for part in parts if part)


def _conversation(episode: Episode) -> Iterator[Happening]:
    said = episode.conversation.filter(replaced_by=None).select_related("by").order_by("on", "pk")
    url = reverse("support:conversation", args=[episode.person_id])
    for on, entries in groupby(said, key=lambda entry: entry.on):
        those = list(entries)
        labels = list(dict.fromkeys(Prompt(entry.prompt).label for entry in those))
        names = list(dict.fromkeys(entry.by.called for entry in those))
        yield Happening(
            "conversation", on, "Conversation", listed(names), ". ".join(labels) + ".", url, "chat"
        )


def _agreements(episode: Episode, called: str) -> Iterator[Happening]:
    url = reverse("support:plan", args=[episode.person_id])
    for agreed in PlanAgreement.objects.filter(plan__episode=episode):
        yield Happening(
            "plan", agreed.on, f"Plan agreed with {called}", url=url, icon="flag", tone="good"
        )


def _goals(episode: Episode) -> Iterator[Happening]:
    url = reverse("support:plan", args=[episode.person_id])
    for goal in Goal.objects.filter(plan__episode=episode):
        words = f"“{goal.words}”"
        yield Happening("goal", goal.set_on, "A goal", words=words, url=url, icon="flag")
        if goal.status_on is not None:
            reached = goal.status == Goal.Status.REACHED
            title = "Goal reached" if reached else "Goal set aside"
            tone = "good" if reached else ""
            yield Happening(
                "goal", goal.status_on, title, words=words, url=url, icon="flag", tone=tone
            )


def _appointments(episode: Episode) -> Iterator[Happening]:
    """Those that did not take place; the rest show as contacts."""
    states = [Appointment.State.CANCELLED, Appointment.State.MOVED]
    changed = episode.appointments.filter(state__in=states).select_related("worker", "moved_to")
    for one in changed:
        how = Appointment.How(one.how).label.lower()
        to = one.moved_to
        moved = f" to {rules.with_weekday(timezone.localdate(to.starts_at))}" if to else ""
        yield Happening(
            kind="appointment",
            on=timezone.localdate(one.starts_at),
            title=f"{Appointment.State(one.state).label}{moved}",
            detail=f"{how}, {one.worker.called}",
            words=one.state_why,
            icon="calendar",
        )


def _extensions(episode: Episode) -> Iterator[Happening]:
    for one in episode.extensions.select_related("agreed_by"):
        title = f"Longer support agreed, until week {one.until_week}"
        yield Happening(
            "extension", one.on, title, one.agreed_by.called, one.reason, icon="calendar"
        )


def _handovers(episode: Episode) -> Iterator[Happening]:
    for one in episode.handovers.select_related("from_worker", "to_worker", "by"):
        title = f"Given to {one.to_worker.called}"
        if one.from_worker is not None:
            title = f"Handed over from {one.from_worker.called} to {one.to_worker.called}"
        yield Happening("handover", one.on, title, f"by {one.by.called}", one.reason, icon="in")


def _rehearsals(episode: Episode) -> Iterator[Happening]:
    for one in episode.rehearsals.all():
        went = Rehearsal.HowItWent(one.how_it_went)
        alone = f"with {one.with_whom}" if one.with_whom else "without anybody"
        yield Happening(
            kind="rehearsal",
            on=one.tried_on,
            title=f"Tried without us: {one.what}",
            detail=f"{alone}. {went.label}",
            words=one.words,
            icon="flag",
            tone="good" if went is Rehearsal.HowItWent.WELL else "",
        )


def _ending(episode: Episode) -> Iterator[Happening]:
    if episode.ended_on is not None:
        ending = getattr(episode, "ending", None)
        yield Happening(
            kind="ending",
            on=episode.ended_on,
            title="Support ended" if episode.end_reason == EndReason.DIED else "Goodbye",
            detail=EndReason(episode.end_reason).label,
            words=ending.what_changed if ending else "",
            icon="flag",
            tone="" if episode.end_reason == EndReason.DIED else "good",
        )
