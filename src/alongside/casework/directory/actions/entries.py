"""Adding and changing what stands in the directory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction

from alongside.casework import audit
from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.schemes.postcodes import normal_postcode

from .. import details, fields, rules
from ..models import Activity, Standing, Tip
from ..touched import corrected, touched
from ..trust import check_every
from .merging import merge, unmerge

__all__ = ["CannotKeep", "add", "change", "list_it", "merge", "propose", "tip", "unmerge", "untip"]


class CannotKeep(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def propose(*, name: str, scheme: Scheme, by: Worker) -> Activity:
    """One typed line: something that is not listed. It is its scheme's until somebody looks."""
    if why := rules.why_not_propose(name):
        raise CannotKeep(why)
    activity = Activity.objects.create(
        name=" ".join(name.split()),
        standing=Standing.PROPOSED,
        only_for=scheme,
        proposed_by=by,
    )
    touched(activity)
    audit.record("ACTIVITY_PROPOSED", to=activity, by=by, scheme=scheme.pk)
    return activity


@transaction.atomic
def add(*, values: Mapping[str, Any], by: Worker) -> Activity:
    """A new entry. Who types it in has found out about it, but not yet checked it by a call."""
    if why := rules.why_not_keep(values):
        raise CannotKeep(why)
    activity = Activity.objects.create(name=str(values["name"]).strip(), proposed_by=by)
    changed = _write(activity, _tidy(values))
    touched(activity)
    audit.record("ACTIVITY_ADDED", to=activity, by=by, fields=changed)
    return activity


@transaction.atomic
def change(*, activity: Activity, values: Mapping[str, Any], by: Worker) -> list[str]:
    """Write what differs, and remember that a person said so; the names of what changed.

    What was proposed is listed by it: somebody has looked.
    """
    if why := rules.why_not_keep(values):
        raise CannotKeep(why)
    held = Activity.objects.held().get(pk=activity.pk)
    changed = _write(held, _tidy(values))
    if held.standing == Standing.PROPOSED:
        held.standing = Standing.LISTED
        held.save(update_fields=["standing"])
    corrected(held, changed, by)
    touched(held)
    audit.record("ACTIVITY_CHANGED", to=held, by=by, fields=changed)
    return changed


@transaction.atomic
def list_it(*, activity: Activity, by: Worker) -> Activity:
    """What was proposed in one line is an entry like any other now."""
    held = Activity.objects.held().get(pk=activity.pk)
    if held.standing == Standing.PROPOSED:
        held.standing = Standing.LISTED
        held.save(update_fields=["standing"])
        touched(held)
        audit.record("ACTIVITY_LISTED", to=held, by=by)
    return held


@transaction.atomic
def tip(*, activity: Activity, scheme: Scheme, words: str, by: Worker) -> Tip:
    """What the scheme's workers should know: ask for Maureen; side door."""
    if not words.strip():
        raise CannotKeep("Nothing is written. Write what the others should know.")
    made = Tip.objects.create(activity=activity, scheme=scheme, words=words.strip(), by=by)
    audit.record("TIP_GIVEN", to=made, by=by)
    return made


@transaction.atomic
def untip(*, tip: Tip, by: Worker) -> None:
    """It is no longer so."""
    audit.record("TIP_TAKEN_OUT", to=tip, by=by)
    tip.delete()


def _tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is around the words; a postcode as the Royal Mail writes it."""
    tidy = {
        name: value.strip() if isinstance(value, str) else value for name, value in values.items()
    }
    if "postcode" in tidy:
        tidy["postcode"] = normal_postcode(str(tidy["postcode"] or ""))
    return tidy


def _write(activity: Activity, values: dict[str, Any]) -> list[str]:
    """Write what differs from what stands there; the names of it."""
    texts = {name: str(values[name] or "") for name in fields.FIELDS if name in values}
    changed = [name for name, value in texts.items() if fields.differs(activity, name, value)]
    for name in changed:
        fields.write(activity, name, texts[name])
    before = details.read(activity)
    others = {name: values[name] for name in before if name in values}
    others = {name: value for name, value in others.items() if value != before[name]}
    details.write(activity, others)
    if "check_every" in others and activity.checked_on is not None:
        activity.due_on = activity.checked_on + timedelta(days=check_every(activity))
        activity.save(update_fields=["due_on"])
    return sorted([*changed, *others])
