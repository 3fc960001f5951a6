"""Groups, and everything of one of them on a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone

from alongside.casework.schemes.models import Scheme, Worker

from .. import words
from ..models import Gap, Group, GroupMember, Helper, Meeting, Offer, Said, State
from ..rules import ask_whether_it_goes_on
from .offers import fitting

IN_ORDER = [State.PLANNING, State.IDEA, State.RUNNING, State.SELF_SUSTAINING, State.ENDED]


@dataclass(frozen=True)
class MeetingLine:
    """One time that it met."""

    meeting: Meeting
    came: int


@dataclass(frozen=True)
class GroupSeen:
    """A group, as a worker sees it."""

    group: Group
    when: str
    members: list[GroupMember]  # whose record opens, and those known by name alone
    hidden: int  # the others
    helpers: list[Helper]
    offers: list[Offer]  # that match, and are not taken up here
    meetings: list[MeetingLine]
    gaps: int  # that were put to it, in people
    since: date | None  # the oldest of them
    ask_on: date | None  # whether it is still going

    @property
    def coming(self) -> int:
        """How many said that they come, of those who are shown."""
        return sum(one.said == Said.COMING for one in self.members)


def groups_of(worker: Worker, scheme: Scheme) -> list[tuple[Group, int]]:
    """The groups of a scheme with how many want each, those being planned first."""
    found = Group.objects.seen_by(worker).filter(scheme=scheme).select_related("area", "lead")
    counted = found.annotate(wanted_by=Count("members"))
    return sorted(
        ((group, int(getattr(group, "wanted_by", 0))) for group in counted),
        key=lambda each: (IN_ORDER.index(State(each[0].state)), each[0].begun_on),
    )


def seen(worker: Worker, group: Group) -> GroupSeen:
    """Everything of a group that this worker may see."""
    members = list(group.members.seen_by(worker).select_related("person"))
    every = group.members.count()
    helpers = list(group.helpers.all())
    gaps = list(Gap.objects.filter(group=group))
    return GroupSeen(
        group=group,
        when=words.when(group),
        members=members,
        hidden=every - len(members),
        helpers=helpers,
        offers=_offers(worker, group, helpers, gaps),
        meetings=[MeetingLine(one, many) for one, many in _meetings(group)],
        gaps=sum(gap.people for gap in gaps),
        since=min((gap.opened_on for gap in gaps), default=None),
        ask_on=ask_whether_it_goes_on(group),
    )


def _offers(worker: Worker, group: Group, helpers: list[Helper], gaps: list[Gap]) -> list[Offer]:
    taken = {helper.offer_id for helper in helpers}
    standing = Offer.objects.seen_by(worker).standing(timezone.localdate())
    left = [one for one in standing.filter(scheme=group.scheme_id) if one.pk not in taken]
    barriers = {gap.barrier for gap in gaps}
    return fitting(left, need=group.need, area=group.area_id, barriers=barriers)


def _meetings(group: Group) -> Iterator[tuple[Meeting, int]]:
    """Each with how many came."""
    for one in group.meetings.annotate(named=Count("came")):
        yield one, int(getattr(one, "named", 0)) + one.others
