"""Deciding, field by field, on what somebody else says of an entry."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.schemes.models import Worker

from .. import beside, provenance
from ..models import Activity, Proposal
from ..touched import corrected, touched


class CannotDecide(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def decide(*, proposal: Proposal, take: Collection[str], by: Worker) -> Proposal:
    """Take over these fields; the rest stays as it is. What stood there is kept with it."""
    held = Proposal.objects.select_for_update().select_related("activity").get(pk=proposal.pk)
    if held.decided_at is not None:
        raise CannotDecide("Somebody has decided on this already. Look at the entry as it is now.")
    activity = Activity.objects.select_for_update().get(pk=held.activity_id)
    taken = [name for name in held.values if name in set(take)]
    held.before = {name: beside.standing(activity, name) for name in taken}
    values = {name: held.values[name] for name in taken}
    if _ages_cross(activity, values):
        raise CannotDecide(
            "The lowest age would be above the highest. Take both ages over, or neither."
        )
    beside.take(activity, values)
    if held.origin == Proposal.Origin.IMPORT:
        for name in taken:
            provenance.given_back(activity, name)
    else:
        corrected(activity, taken, by)
    held.taken, held.decided_at, held.decided_by = taken, timezone.now(), by
    held.save()
    touched(activity)
    audit.record("PROPOSAL_DECIDED", to=held, by=by, taken=taken, offered=sorted(held.values))
    return held


def _ages_cross(activity: Activity, values: Mapping[str, Any]) -> bool:
    low, high = (
        values.get(name, getattr(activity, name)) for name in ("minimum_age", "maximum_age")
    )
    return low is not None and high is not None and float(low) > float(high)
