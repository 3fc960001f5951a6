"""What hangs on an entry, whichever room it is of, moves to another one, and back.

Of what describes it (times, costs, places, …) the one that stands keeps its own, and takes the
other's only where it has none: two lists of times would be no list. What happened (checks, tips,
connections) moves whole. What is computed is computed anew.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from .models import (
    Activity,
    ActivityPlace,
    Contact,
    CostOption,
    Language,
    Listing,
    Organisation,
    Phone,
    Said,
    ServiceArea,
    Tag,
    Time,
)

Entry = Activity | Organisation
DESCRIBES = (ActivityPlace, Time, CostOption, Language, ServiceArea, Contact, Phone, Tag)
STAYS = (Listing, Said)  # computed; or said of the one, and not of the other
ACTIVITY_FILLED = (
    "description",
    "url",
    "email",
    "fees",
    "conditions",
    "booking",
    "first_visit",
    "getting_there",
    "company",
    "minimum_age",
    "maximum_age",
    "organisation_id",
)
ORGANISATION_FILLED = ("description", "website", "email", "kind", "logo", "uri")
Moved = dict[str, Any]  # {"directory.Tip.activity": [numbers]}


def move(gone: Entry, kept: Entry) -> Moved:
    """Let what points at `gone` point at `kept`; which rows did."""
    moved: Moved = {}
    for model, name in pointers(type(gone)):
        if numbers := _to_move(model, name, gone, kept):
            done = [number for number in numbers if _point(model, name, number, kept)]
            if done:
                moved[f"{model._meta.label}.{name}"] = done
    return moved


def move_back(gone: Entry, moved: Moved) -> None:
    """Let those rows that are still there point at `gone` again."""
    for label, numbers in moved.items():
        if label.count(".") == 2:
            path, _, name = label.rpartition(".")
            model = apps.get_model(path)
            for number in numbers:
                _point(model, name, number, gone)


def fill(kept: Entry, gone: Entry, names: tuple[str, ...]) -> list[str]:
    """Of what `kept` says nothing, say what `gone` says; which fields those were."""
    filled = [
        name
        for name in names
        if getattr(kept, name) in (None, "") and getattr(gone, name) not in (None, "")
    ]
    for name in filled:
        setattr(kept, name, getattr(gone, name))
    kept.save()
    return filled


def empty_again(kept: Entry, gone: Entry, filled: list[str]) -> None:
    """Take out what was filled in, where nobody has changed it since."""
    for name in filled:
        if getattr(kept, name) == getattr(gone, name):
            nothing = "" if isinstance(getattr(gone, name), str) else None
            setattr(kept, name, nothing)
    kept.save()


def pointers(to: type[Entry]) -> list[tuple[type[models.Model], str]]:
    """Every foreign key to such an entry in the whole service, in an order that stays."""
    found = [
        (relation.related_model, relation.field.name)
        for relation in to._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
        and isinstance(relation.related_model, type)
        and relation.related_model not in STAYS
        and relation.field.name != "merged_into"
    ]
    return sorted(found, key=lambda one: (one[0]._meta.label, one[1]))


def _to_move(model: type[models.Model], name: str, gone: Entry, kept: Entry) -> list[int]:
    rows = model._base_manager
    if model in DESCRIBES and rows.filter(**{name: kept}).exists():
        return []
    return list(rows.filter(**{name: gone}).order_by("pk").values_list("pk", flat=True))


def _point(model: type[models.Model], name: str, number: int, to: Entry) -> bool:
    """One row; it stays where it is if only one of its kind may be there."""
    try:
        with transaction.atomic():
            return bool(model._base_manager.filter(pk=number).update(**{name: to}))
    except IntegrityError:
        return False
