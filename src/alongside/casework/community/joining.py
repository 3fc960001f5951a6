"""A gap is put to a group, by itself or with others when the group begins."""

from __future__ import annotations

from datetime import date

from .models import Gap, Group, GroupMember


def put(gap: Gap, group: Group, on: date) -> None:
    """Write it, and that its person is among those who want the group."""
    gap.group, gap.grouped_on = group, max(on, gap.opened_on)
    gap.save(update_fields=["group", "grouped_on"])
    if gap.person is None:
        return
    member, _ = GroupMember.objects.get_or_create(
        group=group, person=gap.person, defaults={"added_on": gap.grouped_on}
    )
    if gap.may_invite_on and not member.may_invite_on:
        member.may_invite_on = gap.may_invite_on
        member.save(update_fields=["may_invite_on"])
