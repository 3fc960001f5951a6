"""Rows that belong to an entry: times, costs, whom to ask, … They are written for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models

from ..models import (
    Access,
    ActivityPlace,
    Contact,
    CostOption,
    Identifier,
    Language,
    NotOn,
    Phone,
    ServiceArea,
    Tag,
    Taxonomy,
    Term,
    Time,
)
from ..reading.values import made_of
from .plain_values import into

Row = dict[str, Any]
MODELS: dict[str, type[models.Model]] = {
    "at": ActivityPlace,
    "times": Time,
    "costs": CostOption,
    "languages": Language,
    "areas": ServiceArea,
    "contacts": Contact,
    "phones": Phone,
    "tags": Tag,
    "identifiers": Identifier,
    "access": Access,
}
IN_ORDER = tuple(MODELS)  # a time points at a place, a telephone at a contact
AT_ONCE = 500


class Children:
    """Collects rows to write, and writes them."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._used: dict[type[models.Model], set[UUID]] = defaultdict(set)
        self._terms: dict[UUID, int] = {}
        self._lists: dict[str, int] = {}

    def add(self, kind: str, owner: int, group: str, rows: Iterable[Row]) -> None:
        """Rows of one entry, to be written with `write`."""
        for row in rows:
            self._rows[group].append(row | {f"{kind}_id": owner, "_under": f"{kind}{owner}"})

    @staticmethod
    def delete(kind: str, owners: Iterable[int], group: str) -> None:
        """Take away what stood there."""
        numbers = list(owners)
        for at in range(0, len(numbers), AT_ONCE):
            some = numbers[at : at + AT_ONCE]
            MODELS[group]._base_manager.filter(**{f"{kind}_id__in": some}).delete()

    def write(self) -> None:
        """Write everything that was collected."""
        at_numbers: dict[str, int] = {}
        for group in IN_ORDER:
            rows = self._rows.pop(group, [])
            if not rows:
                continue
            if group == "tags":
                self._with_terms(rows)
            if group == "times":
                self._at(rows, at_numbers)
            said = [str(row["public_id"]) for row in rows]
            made = self._make(MODELS[group], rows)
            if group == "at":
                at_numbers = {one: row.pk for one, row in zip(said, made, strict=True)}
            if group == "times":
                NotOn.objects.bulk_create(
                    NotOn(time=time, on=day)
                    for row, time in zip(rows, made, strict=True)
                    for day in row.get("not_on", [])
                )
            if group == "contacts":
                for row, contact in zip(rows, made, strict=True):
                    self.add("contact", contact.pk, "phones", row.get("phones", []))

    @staticmethod
    def _at(rows: list[Row], numbers: dict[str, int]) -> None:
        """Which place a time is of, where it is of one of several."""
        wanted = {row["at"] for row in rows if row.get("at")} - numbers.keys()
        there = ActivityPlace.objects.filter(public_id__in=wanted).values_list("public_id", "pk")
        numbers |= {str(public_id): pk for public_id, pk in there}
        for row in rows:
            row["at_id"] = numbers.get(row.pop("at", ""))

    def _make(self, model: type[models.Model], rows: list[Row]) -> list[Any]:
        self._ids_of_their_own(model, rows)
        made = [model(**into(model, row)) for row in rows]
        model._base_manager.bulk_create(made, batch_size=AT_ONCE)
        return made

    def _ids_of_their_own(self, model: type[models.Model], rows: list[Row]) -> None:
        """Two records never share an id here, though some sources give one to several."""
        used = self._used[model]
        wanted = {UUID(row["public_id"]) for row in rows} - used
        there = set(_there(model, wanted))
        for row in rows:
            number = UUID(row["public_id"])
            while number in used or number in there:
                number = made_of(row["_under"], str(number))
                if number not in used:
                    there |= set(_there(model, {number}))
            used.add(number)
            row["public_id"] = str(number)

    # ---- terms -------------------------------------------------------------------------------
    def _with_terms(self, rows: list[Row]) -> None:
        terms = {UUID(row["term"]["public_id"]): row["term"] for row in rows}
        unknown = terms.keys() - self._terms.keys()
        known = Term.objects.filter(public_id__in=unknown).values_list("public_id", "pk")
        self._terms |= dict(known)
        new = [terms[one] for one in terms if one not in self._terms]
        made = [
            Term(**into(Term, term) | {"taxonomy_id": self._list(term.get("taxonomy"))})
            for term in new
        ]
        Term.objects.bulk_create(made, batch_size=AT_ONCE)
        self._terms |= {UUID(str(one.public_id)): one.pk for one in made}
        for row in rows:
            row["term_id"] = self._terms[UUID(row["term"]["public_id"])]

    def _list(self, said: Row | None) -> int | None:
        """The list that a term stands in, by its id, else by its name."""
        if not said:
            return None
        key = said["id"] or said["name"]
        if key not in self._lists:
            wanted = {"public_id": said["id"]} if said["id"] else {"name": said["name"]}
            found = Taxonomy.objects.filter(**wanted).order_by("pk").first()
            found = found or Taxonomy.objects.create(
                name=said["name"] or "A list without a name",
                public_id=UUID(said["id"]) if said["id"] else made_of("taxonomy", said["name"]),
            )
            self._lists[key] = found.pk
        return self._lists[key]


def _there(model: type[models.Model], wanted: Iterable[UUID]) -> Iterable[UUID]:
    numbers = list(wanted)
    for at in range(0, len(numbers), AT_ONCE):
        some = numbers[at : at + AT_ONCE]
        yield from model._base_manager.filter(public_id__in=some).values_list(
            "public_id", flat=True
        )
