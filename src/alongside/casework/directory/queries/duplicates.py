"""Entries that may be one and the same, among those that a worker sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from alongside.casework.schemes.models import Worker

from ..likeness import Pair, Row, number_plainly, pairs
from ..models import (
    Activity,
    ActivityPlace,
    Contact,
    Merge,
    Organisation,
    Phone,
    ToldApart,
)

ACTIVITY, ORGANISATION = Merge.What.ACTIVITY, Merge.What.ORGANISATION


def of_activities(worker: Worker) -> list[Pair]:
    """Activities that may be one."""
    names = dict(Activity.objects.seen_by(worker).order_by().values_list("pk", "name"))
    at = list(
        ActivityPlace.objects.order_by().values_list(
            "activity_id", "place__postcode", "place__name", "place__city"
        )
    )
    postcodes = _sets((number, code) for number, code, _, _ in at if code)
    around = {number: (name, city) for number, _, name, city in at}
    telephones = _numbers("activity_id")
    contacts = Contact.objects.exclude(activity=None).order_by()
    for number, telephone in contacts.values_list("activity_id", "phones__number"):
        if telephone:
            telephones[number].add(number_plainly(telephone))
    rows = _rows(names, postcodes, telephones, around)
    return pairs(rows, told_apart(ACTIVITY))


def organisations(worker: Worker) -> QuerySet[Organisation]:
    """Those that stand, without those all of whose entries other schemes keep to themselves."""
    entries = Activity.objects.filter(organisation=OuterRef("pk"))
    own = Activity.objects.not_kept_from(worker).filter(organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(own) | ~Exists(entries), merged_into=None)


def merged_organisations(done: Merge, worker: Worker) -> bool:
    """Whether this worker may know of a merging: of neither of the two is all kept from them.

    What the one that is gone offered is that of the other now; its numbers stand in the merging.
    """
    seen = organisations(worker)
    if done.undone_at is not None:
        return seen.filter(pk__in=[done.kept_number, done.gone_number]).count() == 2
    offered = done.moved.get("directory.Activity.organisation", [])
    own = Activity.objects.not_kept_from(worker).filter(pk__in=offered)
    return seen.filter(pk=done.kept_number).exists() and (not offered or own.exists())


def of_organisations(worker: Worker) -> list[Pair]:
    """Organisations that may be one. They have no place of their own: that of what they offer."""
    names = dict(organisations(worker).order_by().values_list("pk", "name"))
    postcodes = _sets(
        ActivityPlace.objects.exclude(place__postcode="")
        .exclude(activity__organisation=None)
        .order_by()
        .values_list("activity__organisation_id", "place__postcode")
    )
    rows = _rows(names, postcodes, _numbers("organisation_id"), {})
    return pairs(rows, told_apart(ORGANISATION))


def told_apart(what: str) -> set[tuple[int, int]]:
    """Pairs that are two."""
    found = ToldApart.objects.filter(what=what)
    return set(found.values_list("lower_number", "higher_number"))


def _numbers(column: str) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    phones = Phone.objects.exclude(**{column: None}).order_by()
    for number, telephone in phones.values_list(column, "number"):
        if plain := number_plainly(telephone):
            found[number].add(plain)
    return found


def _sets(rows: Iterable[tuple[Any, Any]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for number, said in rows:
        found[number].add(said)
    return found


def _rows(
    names: dict[int, str],
    postcodes: dict[int, set[str]],
    telephones: dict[int, set[str]],
    around: Mapping[int, tuple[str, ...]],
) -> list[Row]:
    return [
        Row(
            number,
            name,
            frozenset(postcodes.get(number, ())),
            frozenset(telephones.get(number, ())),
            around.get(number, ()),
        )
        for number, name in names.items()
    ]
