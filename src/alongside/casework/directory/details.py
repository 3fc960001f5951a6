"""What else an entry has besides its words: where, how to get in, for how much, for whom, by whom.

All of it by name and as plain values, as a form has them: read, compared and written one by one.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone

from .geography import point_of
from .models import Activity, ActivityPlace, Contact, CostOption, Language, Organisation, Place

ACCESS = {
    "step_free": "Step-free",
    "hearing_loop": "Hearing loop",
    "accessible_toilet": "Accessible toilet",
    "quiet": "Quiet",
    "parking": "Parking",
}
COLUMNS = (
    "sort",
    "company",
    "met_at_door",
    "minimum_age",
    "maximum_age",
    "status",
    "check_every",
    "only_for",
)
WHERE = {
    "place_name": "name",
    "address": "address_1",
    "town": "city",
    "postcode": "postcode",
}
IN_PLACE = WHERE | {name: name for name in ACCESS}


def read(activity: Activity) -> dict[str, Any]:
    """Everything here that a form asks."""
    place = place_of(activity)
    contact = activity.contacts.first()
    said: dict[str, Any] = {name: getattr(activity, name) for name in COLUMNS}
    for name, column in IN_PLACE.items():
        said[name] = getattr(place, column) if place else (None if name in ACCESS else "")
    return said | {
        "organisation": activity.organisation.name if activity.organisation else "",
        "amount": amount_of(activity),
        "languages": ", ".join(str(language) for language in activity.languages.all()),
        "contact_name": contact.name if contact else "",
    }


def place_of(activity: Activity) -> Place | None:
    """Where it is; of several places the first."""
    at = activity.at.select_related("place").first()
    return at.place if at else None


def amount_of(activity: Activity) -> Decimal | None:
    """Pounds each time; 0 is free; None is not known."""
    costs = [cost.amount for cost in activity.costs.all() if cost.amount is not None]
    return min(costs) if costs else None


def write(activity: Activity, changed: dict[str, Any]) -> None:
    """Put what has changed into the entry and what belongs to it."""
    columns = [name for name in COLUMNS if name in changed]
    for name in columns:
        setattr(activity, name, changed[name])
    if "organisation" in changed:
        activity.organisation = organisation_called(changed["organisation"])
        columns.append("organisation")
    if columns:
        activity.save(update_fields=columns)
    if where := {IN_PLACE[name]: changed[name] for name in IN_PLACE if name in changed}:
        _write_place(activity, where)
    if "amount" in changed:
        _write_amount(activity, changed["amount"])
    if "languages" in changed:
        _write_languages(activity, changed["languages"])
    if "contact_name" in changed:
        _write_contact(activity, changed["contact_name"])


def organisation_called(name: str) -> Organisation | None:
    """The organisation of this name, made where there is none; None for no name."""
    name = " ".join(name.split())
    if not name:
        return None
    known = Organisation.objects.filter(name__iexact=name, merged_into=None).first()
    return known or Organisation.objects.create(name=name)


def _write_place(activity: Activity, where: dict[str, Any]) -> None:
    """A hall that others use, too, stays where it is: the activity moves to another place.

    What it is like to get in is of the place, whoever meets there.
    """
    place = place_of(activity)
    moves = any(column in where for column in WHERE.values())
    if place is None or (moves and place.holds.exclude(activity=activity).exists()):
        place = _another(activity, place)
    place = Place.objects.select_for_update(no_key=True).get(pk=place.pk)
    for column, value in where.items():
        setattr(place, column, value)
    if "postcode" in where:
        point = point_of(place.postcode) if place.postcode else None
        place.latitude = point.latitude if point else None
        place.longitude = point.longitude if point else None
    place.modified_at = timezone.now()
    place.save(update_fields=[*where, "latitude", "longitude", "modified_at"])


def _another(activity: Activity, before: Place | None) -> Place:
    """A place of its own, called and addressed as the one before."""
    made = Place.objects.create(
        **{column: getattr(before, column) for column in WHERE.values()} if before else {}
    )
    activity.at.filter(place=before).delete()
    ActivityPlace.objects.create(activity=activity, place=made)
    return made


def _write_amount(activity: Activity, amount: Decimal | None) -> None:
    first = activity.costs.exclude(amount=None).first()
    if amount is None:
        activity.costs.exclude(amount=None).delete()
    elif first is None:
        CostOption.objects.create(activity=activity, amount=amount)
    else:
        first.amount = amount
        first.save(update_fields=["amount"])


def _write_languages(activity: Activity, text: str) -> None:
    names = list(dict.fromkeys(name.strip()[:100] for name in text.split(",") if name.strip()))
    activity.languages.exclude(name__in=names).delete()
    there = set(activity.languages.values_list("name", flat=True))
    activity.languages.bulk_create(
        Language(activity=activity, name=name) for name in names if name not in there
    )


def _write_contact(activity: Activity, name: str) -> None:
    first = activity.contacts.first()
    if first is None and name:
        Contact.objects.create(activity=activity, name=name)
    elif first is not None:
        first.name = name
        first.save(update_fields=["name"])
