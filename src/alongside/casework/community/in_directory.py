"""A group that runs stands in the directory, where anybody finds it."""

from __future__ import annotations

from datetime import date
from typing import Any

from alongside.casework.directory.actions import checking, entries
from alongside.casework.directory.models import Activity, Company, How, Result, Status
from alongside.casework.schemes.models import Worker

from . import words
from .models import Group


def enter(group: Group, on: date, by: Worker, *, public: bool) -> Activity:
    """An entry for a group that begins to run; checked by who was there."""
    values = _values(group) | {"only_for": None if public else group.scheme}
    activity = entries.add(values=values, by=by)
    checking.found(activity=activity, result=Result.STILL_ON, how=How.VISIT, on=on, by=by)
    return activity


def tell(group: Group, by: Worker) -> None:
    """Write into its entry what has changed."""
    if group.activity is not None:
        entries.change(activity=group.activity, values=_values(group), by=by)


def still_on(group: Group, on: date, by: Worker) -> None:
    """Its entry is as fresh as what was heard of it."""
    if group.activity is not None:
        checking.found(
            activity=group.activity, result=Result.STILL_ON, how=How.TELEPHONE, on=on, by=by
        )


def leave(group: Group, by: Worker) -> None:
    """It is closed for good; the entry stays, and nobody is pointed to it."""
    if group.activity is not None:
        values: dict[str, Any] = {"name": group.activity.name, "status": Status.DEFUNCT}
        entries.change(activity=group.activity, values=values, by=by)


def _values(group: Group) -> dict[str, Any]:
    """What the entry says. Whom to ask is the scheme: a member's number is theirs to give."""
    return {
        "name": group.name,
        "description": group.words,
        "when": words.when(group),
        "place_name": group.place,
        "address": group.address,
        "postcode": group.postcode,
        "step_free": group.step_free,
        "amount": group.cost,
        "company": Company.GROUP,
        "telephone": group.scheme.call_telephone,
        "contact_name": group.scheme.call_name,
    }
