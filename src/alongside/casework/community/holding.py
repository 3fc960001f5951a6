"""A group that nobody else changes meanwhile."""

from __future__ import annotations

from .models import Group


def held(group: Group) -> Group:
    """The group as it is now, held until the transaction ends: two may write of it at once."""
    Group.objects.select_for_update().get(pk=group.pk)
    return Group.objects.select_related("scheme", "activity", "lead").get(pk=group.pk)
