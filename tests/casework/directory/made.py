"""Small made-up entries of the directory."""

from __future__ import annotations

from typing import Any

from alongside.casework.directory.models import (
    Activity,
    ActivityPlace,
    Organisation,
    Place,
    Time,
)


def place(name: str = "Fenwater hide", postcode: str = "AD4 2QT", **fields: Any) -> Place:
    return Place.objects.create(name=name, postcode=postcode, **fields)


def activity(name: str = "Fenwater bird hide mornings", **fields: Any) -> Activity:
    """An activity; `at=` a place, `by=` the name of who offers it, `weekly=` a day like TU."""
    at, by, weekly = fields.pop("at", None), fields.pop("by", ""), fields.pop("weekly", "")
    if by:
        fields["organisation"] = Organisation.objects.create(name=by)
    made = Activity.objects.create(name=name, **fields)
    if at is not None:
        ActivityPlace.objects.create(activity=made, place=at)
    if weekly:
        Time.objects.create(activity=made, freq="WEEKLY", byday=weekly)
    return made
