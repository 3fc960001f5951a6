"""Who wants a group, who helps, and who came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker

from .. import attending, rules
from ..holding import held
from ..models import Attendance, Group, GroupMember, Helper, Meeting, Offer, Said


class CannotAdd(Exception):
    """The message is written for the worker and shown as it is."""


class CannotMeet(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def wants(
    *,
    group: Group,
    on: date,
    by: Worker,
    person: Person | None = None,
    name: str = "",
    may_invite: bool = False,
) -> GroupMember:
    """Somebody wants to come: a person supported, or somebody known by name alone."""
    if person is None and not name.strip():
        raise CannotAdd("Nobody is named. Write who wants to come.")
    group = held(group)  # two may write down the same one
    if person is not None and group.members.filter(person=person).exists():
        raise CannotAdd(f"{person.called_fully} is among them already.")
    member = GroupMember.objects.create(
        group=group,
        person=person,
        name="" if person else name.strip(),
        may_invite_on=on if may_invite else None,
        added_on=on,
    )
    audit.record("GROUP_WANTED", to=member, by=by)
    return member


@transaction.atomic
def may_be_invited(*, member: GroupMember, on: date, by: Worker) -> GroupMember:
    """They said that they would like to be invited."""
    if member.may_invite_on is None:
        member.may_invite_on = on
        member.save(update_fields=["may_invite_on"])
    audit.record("GROUP_MAY_INVITE", to=member, by=by)
    return member


@transaction.atomic
def invited(*, member: GroupMember, on: date, by: Worker) -> GroupMember:
    """Somebody told them that it begins, and asked whether they come."""
    if member.may_invite_on is None:
        raise CannotAdd(
            f"{member.called_fully} has not said yet that they may be invited. Ask them first."
        )
    member.invited_on = member.invited_on or on
    member.save(update_fields=["invited_on"])
    audit.record("GROUP_INVITED", to=member, by=by)
    return member


@transaction.atomic
def answered(*, member: GroupMember, said: str, on: date, by: Worker) -> GroupMember:
    """What they said to it, or that they have stopped coming."""
    member.said, member.said_on = Said(said), on
    member.may_invite_on = member.may_invite_on or on  # who answers was asked
    member.invited_on = member.invited_on or on
    member.save(update_fields=["said", "said_on", "may_invite_on", "invited_on"])
    audit.record("GROUP_ANSWERED", to=member, by=by, said=str(said))
    return member


@transaction.atomic
def helps(
    *,
    group: Group,
    on: date,
    by: Worker,
    who: str = "",
    reach: str = "",
    does: str = "",
    offer: Offer | None = None,
) -> Helper:
    """Somebody would help, in their own way or with what they offered."""
    if offer is not None:
        group = held(group)  # two may take it up
        who, reach, does = who or offer.who, reach or offer.reach, does or offer.what
        if group.helpers.filter(offer=offer).exists():
            raise CannotAdd("This offer is taken up by the group already.")
    if not who.strip():
        raise CannotAdd("Nobody is named. Write who would help.")
    helper = Helper.objects.create(
        group=group,
        who=who.strip(),
        reach=reach.strip(),
        does=does.strip(),
        offer=offer,
        since=on,
        recorded_by=by,
    )
    audit.record("GROUP_HELPED", to=helper, by=by)
    return helper


@transaction.atomic
def met(
    *,
    group: Group,
    on: date,
    by: Worker,
    came: Iterable[GroupMember] = (),
    others: int = 0,
    without_us: bool = False,
    words: str = "",
) -> Meeting:
    """It met on this day: who of the named ones came, and how many others. Said again of the same
    day, it stands in the place of what was said before. Whoever came to a group that stands in the
    directory is connected to it.
    """
    if why := rules.why_not_meet(group, on, timezone.localdate()):
        raise CannotMeet(why)
    group = held(group)  # it may begin to run meanwhile
    meeting, _ = Meeting.objects.update_or_create(
        group=group,
        on=on,
        defaults={
            "others": others,
            "without_us": without_us,
            "words": words.strip(),
            "recorded_by": by,
        },
    )
    theirs = [member for member in came if member.group_id == group.pk]
    meeting.came.all().delete()
    Attendance.objects.bulk_create(Attendance(meeting=meeting, member=one) for one in theirs)
    group.members.filter(pk__in=[one.pk for one in theirs], said="").update(
        said=Said.COMING, said_on=on
    )
    for member in sorted(theirs, key=lambda one: one.pk):  # in one order, as everybody holds them
        attending.came(group, member, on, by)
    audit.record("GROUP_MET", to=meeting, by=by, came=len(theirs) + others)
    return meeting
