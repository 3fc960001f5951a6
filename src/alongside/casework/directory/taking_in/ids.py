"""Ids that a source uses, and those of parents that it names before they are here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from ..models import Organisation, Term
from ..reading.values import as_uuid, id_of


def give_parents(things: QuerySet[Organisation] | QuerySet[Term], name: str) -> None:
    """Put those under their parents that named them, by this name, before they were here."""
    for one in things.filter(parent=None).exclude(also={}):
        if (number := as_uuid(one.also.get(name))) is None:
            continue
        found = things.model.objects.filter(public_id=number).exclude(pk=one.pk).first()
        if found is not None:
            one.parent = found
            one.also = {k: v for k, v in one.also.items() if k != name}
            one.save(update_fields=["parent", "also"])


def ids_of(services: Iterable[tuple[int, Any]]) -> dict[str, set[str]]:
    """All ids that a source uses this time, by kind: one that it still uses is not an old one."""
    found: dict[str, set[str]] = {"activity": set(), "organisation": set(), "place": set()}
    for _, raw in services:
        if not isinstance(raw, dict):
            continue
        found["activity"].add(id_of(raw.get("id")))
        found["organisation"].add(_id_in(raw.get("organization")))
        at = raw.get("service_at_locations")
        for one in at if isinstance(at, list) else []:
            found["place"].add(_id_in(one.get("location") if isinstance(one, dict) else None))
    return found


def _id_in(raw: Any) -> str:
    return id_of(raw.get("id")) if isinstance(raw, dict) else ""
