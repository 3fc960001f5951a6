"""What is due of groups: an invitation to make, a first meeting, who came, still going?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q

from alongside.casework.schemes.models import Worker, walked_with_by

from ..models import Group, GroupMember, Meeting, State
from ..rules import ask_whether_it_goes_on

AHEAD = timedelta(days=21)  # from when on people are invited to a first meeting


class DueKind(StrEnum):
    """What sort of thing is due."""

    INVITE = "invite"
    FIRST_MEETING = "first_meeting"
    WHO_CAME = "who_came"
    STILL_GOING = "still_going"


@dataclass(frozen=True)
class Due:
    """One thing that is due."""

    kind: DueKind
    group: Group
    due_on: date
    member: GroupMember | None = None


def due(worker: Worker, today: date) -> list[Due]:
    """What this worker can do: of the groups that they lead, and to invite their own people."""
    led = Group.objects.seen_by(worker).going_on().filter(lead=worker)
    held = Meeting.objects.filter(group=OuterRef("pk"))
    found = [each for group in led.annotate(met=Exists(held)) for each in _of_group(group, today)]
    return [*found, *_invitations(worker, today)]


def _of_group(group: Group, today: date) -> Iterator[Due]:
    first = group.first_meeting_on
    met: bool = getattr(group, "met", False)
    if first and not met and group.state in (State.PLANNING, State.RUNNING):
        kind = DueKind.FIRST_MEETING if first >= today else DueKind.WHO_CAME
        yield Due(kind, group, first)
    ask = ask_whether_it_goes_on(group)
    if ask and ask <= today:
        yield Due(DueKind.STILL_GOING, group, ask)


def _invitations(worker: Worker, today: date) -> Iterator[Due]:
    """Of somebody's own people; and of those known by name alone, for who leads the group."""
    soon = Q(group__first_meeting_on__lte=today + AHEAD, group__state=State.PLANNING)
    theirs = walked_with_by(worker, today, of="person") | Q(person=None, group__lead=worker)
    open_ones = GroupMember.objects.seen_by(worker).to_invite().select_related("group", "person")
    for member in open_ones.filter(theirs, soon | Q(group__state=State.RUNNING)):
        yield Due(DueKind.INVITE, member.group, _invite_by(member, today), member)


def _invite_by(member: GroupMember, today: date) -> date:
    """A week before the first meeting; with less time than that, and for what runs, today."""
    first = member.group.first_meeting_on
    if member.group.state == State.RUNNING or first is None:
        return today
    return max(today, first - timedelta(days=7))
