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
from ..provenance import Thing
from ..touched import corrected, touched


class CannotDecide(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def decide(*, proposal: Proposal, take: Collection[str], by: Worker) -> Proposal:
    """Take over these fields; the rest stays as it is. What stood there is kept with it."""
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if held.decided_at is not None:
        raise CannotDecide("Somebody has decided on this already. Look at the entry as it is now.")
    thing = _held(held)
    taken = [name for name in held.values if name in set(take)]
    held.before = {name: beside.standing(thing, name) for name in taken}
    values = {name: held.values[name] for name in taken}
    if isinstance(thing, Activity) and _ages_cross(thing, values):
        raise CannotDecide(
            "The lowest age would be above the highest. Take both ages over, or neither."
        )
    beside.take(thing, values, held.source)
    if isinstance(thing, Activity) and held.origin != Proposal.Origin.IMPORT:
        corrected(thing, taken, by)
    else:
        for name in taken:
            provenance.given_back(thing, name)
    held.taken, held.decided_at, held.decided_by = taken, timezone.now(), by
    held.save()
    _touched(thing)
    audit.record("PROPOSAL_DECIDED", to=held, by=by, taken=taken, offered=sorted(held.values))
    return held


def _held(proposal: Proposal) -> Thing:
    """The entry that it is of, which nobody else writes meanwhile."""
    thing = proposal.thing
    return type(thing)._base_manager.select_for_update(no_key=True).get(pk=thing.pk)


def _touched(thing: Thing) -> None:
    """A place or an organisation is told of and found by its activities."""
    if isinstance(thing, Activity):
        touched(thing)
        return
    thing.modified_at = timezone.now()
    thing.save(update_fields=["modified_at"])
    touched(*thing.activities.all())


def _ages_cross(activity: Activity, values: Mapping[str, Any]) -> bool:
    low, high = (
        values.get(name, getattr(activity, name)) for name in ("minimum_age", "maximum_age")
    )
    return low is not None and high is not None and float(low) > float(high)
