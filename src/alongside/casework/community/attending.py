"""Whoever came to a group that stands in the directory is connected to it: written down once."""

from __future__ import annotations

from datetime import date

from alongside.casework.directory.search.text import called
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker
from alongside.casework.signposting.actions import connections
from alongside.casework.signposting.models import Destination, Outcome, Signpost
from alongside.casework.support.models import Episode

from .models import Attendance, Group, GroupMember

THERE = (Outcome.ATTENDED, Outcome.SETTLED)
NOT_YET = (Outcome.SUGGESTED, Outcome.INTRODUCED)


def came(group: Group, member: GroupMember, on: date, by: Worker) -> None:
    """Somebody came on a day: where support is open, that is a connection that they attended.

    One that is there already gets as far as that, and is left alone where it has got further, or
    where something later is known.
    """
    if group.activity is None or member.person is None or member.person.died_on:
        return
    episode = _support_of(member.person, on)
    if episode is None:
        return
    known = _known(episode, group)
    if known is None:
        connections.connect(
            episode=episode,
            what=group.name,
            activity=group.activity,
            destination=Destination.THIRD_SECTOR,
            made_on=on,
            outcome=Outcome.ATTENDED,
            by=by,
        )
    elif known.outcome in NOT_YET:
        _attended(known, max(on, known.outcome_on), on, by)
    elif known.outcome not in THERE and known.outcome_on < on:
        _attended(known, on, min(known.first_time_on or on, on), by)


def came_before(group: Group, by: Worker) -> None:
    """The same for those who came before it stood in the directory, as far as their record opens
    for whoever says that it runs."""
    members = GroupMember.objects.seen_by(by).filter(group=group)
    rows = Attendance.objects.filter(member__in=members).select_related("meeting", "member__person")
    for row in rows.order_by("member_id", "meeting__on", "pk"):
        came(group, row.member, row.meeting.on, by)


def _support_of(person: Person, on: date) -> Episode | None:
    """What is open and had begun by then, held."""
    episodes = Episode.objects.open().filter(person=person, allocated_on__lte=on)
    return episodes.select_for_update().first()


def _known(episode: Episode, group: Group) -> Signpost | None:
    """To the entry, or typed by its name before there was an entry; the newest, held."""
    theirs = Signpost.objects.select_for_update().filter(episode=episode)
    found = list(theirs.order_by("-made_on", "-pk"))
    to_entry = [one for one in found if one.activity_id == group.activity_id]
    name = called(group.name)
    typed = [one for one in found if one.activity_id is None and called(one.what) == name]
    return next(iter([*to_entry, *typed]), None)


def _attended(signpost: Signpost, on: date, first: date, by: Worker) -> None:
    connections.advance(
        signpost=signpost, outcome=Outcome.ATTENDED, on=on, first_time_on=first, by=by
    )
