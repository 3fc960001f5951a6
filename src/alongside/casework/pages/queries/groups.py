"""What is due of groups, as lines of *What needs doing*."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from alongside.casework.community import queries as community
from alongside.casework.community.queries import DueKind
from alongside.casework.community.words import when
from alongside.casework.schemes.models import Worker
from alongside.casework.schemes.words import day

from .. import words
from .task import Task


def tasks(worker: Worker, today: date) -> Iterator[Task]:
    """Invitations to make, first meetings, who came, and whether it is still going."""
    for due in community.due(worker, today):
        yield _LINES[due.kind](due, today)


def _invite(due: community.Due, today: date) -> Task:
    assert due.member is not None  # an invitation is somebody's
    name, group = due.member.called_fully, due.group
    begins = group.first_meeting_on
    first = f"It meets first on {day(begins)}." if begins and begins >= today else ""
    return Task(
        due=due.due_on,
        words=f"Invite {name} to {group.name}",
        href=group.get_absolute_url(),
        hint=words.sentences([when(group), first]),
        person_id=due.member.person_id,
        answers=(("Invited", reverse("community:member", args=[due.member.pk]), "invited"),),
        rank=3,
    )


def _first_meeting(due: community.Due, today: date) -> Task:
    group = due.group
    return Task(
        due=due.due_on,
        words=f"{group.name} meets for the first time",
        href=group.get_absolute_url(),
        hint=words.sentences([group.place]),
        status=words.clock(due.due_on, None, today),
    )


def _who_came(due: community.Due, today: date) -> Task:
    return Task(
        due=due.due_on,
        words=f"Say who came to {due.group.name}",
        href=reverse("community:meeting_new", args=[due.group.pk]),
        hint="It was to meet for the first time.",
        **words.status(due.due_on, today),
    )


def _still_going(due: community.Due, today: date) -> Task:
    group = due.group
    going = reverse("community:group_going", args=[group.pk])
    after = f"{group.handed_to} looks after it." if group.handed_to else ""
    return Task(
        due=today,
        words=f"Is {group.name} still going?",
        href=group.get_absolute_url(),
        hint=after,
        answers=(("Still going", going, "yes"), ("Not any more", going, "no")),
        rank=5,
    )


_LINES = {
    DueKind.INVITE: _invite,
    DueKind.FIRST_MEETING: _first_meeting,
    DueKind.WHO_CAME: _who_came,
    DueKind.STILL_GOING: _still_going,
}
