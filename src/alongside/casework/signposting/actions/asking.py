"""Tying older connections to entries of the directory, and answers to what is asked once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from alongside.casework import audit
from alongside.casework.directory.actions import entries
from alongside.casework.directory.models import Activity
from alongside.casework.schemes.models import Worker
from alongside.casework.support.models import Episode

from ..models import AskedOnce, Signpost
from .connections import CannotConnect


@transaction.atomic
def match(
    *, signposts: Sequence[Signpost], activity: Activity | None = None, by: Worker
) -> list[Signpost]:
    """Say that these connections lead to an activity; without one, to a new entry that it proposes.

    What was typed stays as it was. One that was tied to something meanwhile is left as it is.
    """
    held = _untied(signposts)
    if not held:
        return []
    activity = activity or _propose(held[0], by)
    for signpost in held:
        signpost.activity = activity
    Signpost.objects.bulk_update(held, ["activity"])
    audit.record_all(
        audit.Line.of("CONNECTION_MATCHED", to=one, by=by, activity=activity.pk) for one in held
    )
    return held


@transaction.atomic
def leave_off_the_list(*, signposts: Sequence[Signpost], by: Worker) -> list[Signpost]:
    """They are not for the directory (a neighbour, say), and not asked about again."""
    held = _untied(signposts)
    for signpost in held:
        signpost.off_list = True
    Signpost.objects.bulk_update(held, ["off_list"])
    audit.record_all(audit.Line.of("CONNECTION_OFF_THE_LIST", to=one, by=by) for one in held)
    return held


@transaction.atomic
def leave_it(*, episode: Episode, activity: Activity | None = None, by: Worker) -> AskedOnce:
    """There is nothing to write down, although it was spoken of, or support is ending."""
    asked, new = AskedOnce.objects.get_or_create(
        episode=episode, activity=activity, defaults={"by": by}
    )
    if new:
        audit.record("CONNECTION_NOT_MADE", to=asked, by=by)
    return asked


def _untied(signposts: Sequence[Signpost]) -> list[Signpost]:
    numbers = [one.pk for one in signposts]
    held = Signpost.objects.select_for_update(of=("self",)).filter(
        pk__in=numbers, activity=None, off_list=False
    )
    return list(held.select_related("episode__person", "episode__scheme").order_by("pk"))


def _propose(signpost: Signpost, by: Worker) -> Activity:
    try:
        return entries.propose(name=signpost.what, scheme=signpost.episode.scheme, by=by)
    except entries.CannotKeep as reason:
        raise CannotConnect(str(reason)) from reason
