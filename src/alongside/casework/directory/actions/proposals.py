"""Deciding, field by field, on what somebody else says of an entry."""

from __future__ import annotations

from collections.abc import Collection

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
    for name in taken:
        beside.take(activity, name, held.values[name])
        if held.origin == Proposal.Origin.IMPORT:
            provenance.given_back(activity, name)
    if held.origin != Proposal.Origin.IMPORT:
        corrected(activity, taken, by)
    held.taken, held.decided_at, held.decided_by = taken, timezone.now(), by
    held.save()
    touched(activity)
    audit.record("PROPOSAL_DECIDED", to=held, by=by, taken=taken, offered=sorted(held.values))
    return held
