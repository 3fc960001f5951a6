"""Everything that points at a person, whichever room it is of, without knowing any of them.

The rooms above say three things of themselves, on their models, for who reads them here:

- `goes_on = ("open", "support that goes on")`: the method of their queryset that leaves what is
  going on, and what that is called. Where it has a `connector`, that is who walks alongside.
- `called = ("run of support", "runs of support")`: what one of them is called, and several.
- `two_at_once = "…"`: why two rows that only one person can have cannot become one person's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q, UniqueConstraint

from .models import Merge, Person, ToldApart

NOT_MOVED = (Merge, ToldApart)  # they speak of both records, and stay


@dataclass(frozen=True)
class Pointer:
    """One foreign key, of some model, to a person."""

    model: type[models.Model]
    field: str

    @property
    def label(self) -> str:
        """*support.Episode.person*: how it is called in what is kept."""
        return f"{self.model._meta.label}.{self.field}"

    def rows(self, person: Person) -> models.QuerySet[Any]:
        """What points at this person, oldest first."""
        return self.model._base_manager.filter(**{self.field: person}).order_by("pk")

    def numbers(self, person: Person) -> list[int]:
        """The numbers of those rows."""
        return list(self.rows(person).values_list("pk", flat=True))

    def going_on(self, person: Person) -> models.QuerySet[Any]:
        """Those rows that are going on; none where the model says nothing of it."""
        method = getattr(self.model, "goes_on", ("", ""))[0]
        if not method:
            return self.model._base_manager.none()
        asked: Any = getattr(self.model._default_manager.all(), method)()
        found: models.QuerySet[Any] = asked.filter(**{self.field: person})
        return found

    @property
    def goes_on_as(self) -> str:
        """What is going on: *support that goes on*; the model's own name where it does not say."""
        return str(getattr(self.model, "goes_on", ("", ""))[1] or self.counted(1)[2:])

    def counted(self, number: int) -> str:
        """*1 run of support*, *2 runs of support*; nothing for none."""
        meta = self.model._meta
        usual = (str(meta.verbose_name), str(meta.verbose_name_plural))
        one, many = getattr(self.model, "called", usual)
        return f"{number} {one if number == 1 else many}" if number else ""


def pointers() -> list[Pointer]:
    """Every foreign key to a person in the whole service, in an order that stays."""
    found = [
        Pointer(relation.related_model, relation.field.name)
        for relation in Person._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)  # a one-to-one is such a one too
        and relation.related_model != "self"  # its name until all models are known
        and relation.related_model not in NOT_MOVED
    ]
    return sorted(found, key=lambda one: one.label)


def going_on(person: Person) -> Iterator[tuple[Pointer, models.Model]]:
    """What is going on with somebody, whichever room it is of."""
    for pointer in pointers():
        for row in pointer.going_on(person):
            yield pointer, row


def connector_of(person: Person) -> int | None:
    """Who walks alongside in what is going on; None where nobody does."""
    for _, row in going_on(person):
        if (connector := getattr(row, "connector_id", None)) is not None:
            return int(connector)
    return None


def clashes(pointer: Pointer, kept: Person, away: Person) -> list[int]:
    """Rows of the one that cannot be the other's too, because only one of their kind may be."""
    found: set[int] = set()
    for others, condition in _alone(pointer):
        taken = set(_of(pointer, kept, condition).values_list(*others, "pk").iterator())
        keys = {tuple(row[:-1]) for row in taken}
        for row in _of(pointer, away, condition).values_list(*others, "pk"):
            if tuple(row[:-1]) in keys and None not in row[:-1]:
                found.add(row[-1])
    return sorted(found)


def _of(pointer: Pointer, person: Person, condition: Q | None) -> models.QuerySet[Any]:
    rows = pointer.rows(person)
    return rows.filter(condition) if condition is not None else rows


def _alone(pointer: Pointer) -> Iterator[tuple[list[str], Q | None]]:
    """What may be once a person: beside which fields, and of which rows."""
    meta = pointer.model._meta
    if getattr(meta.get_field(pointer.field), "unique", False):
        yield [], None
    for constraint in meta.constraints:
        if isinstance(constraint, UniqueConstraint) and pointer.field in constraint.fields:
            yield [one for one in constraint.fields if one != pointer.field], constraint.condition
    for together in meta.unique_together:
        if pointer.field in together:
            yield [one for one in together if one != pointer.field], None


# ---- rows as they are kept -----------------------------------------------------------------------


def plain(row: models.Model) -> dict[str, Any]:
    """A row's own columns, as JSON can hold them."""
    return {
        field.attname: _plain(field.value_from_object(row)) for field in row._meta.concrete_fields
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def value_of(model: type[models.Model], name: str, kept: Any) -> Any:
    """What was kept of a column, as the model has it."""
    for field in model._meta.concrete_fields:
        if name in (field.name, field.attname):
            return field.to_python(kept)
    raise ValueError(f"{model._meta.label} has no column {name}")
