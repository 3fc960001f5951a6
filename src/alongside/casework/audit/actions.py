"""The two ways to add a line. Every write elsewhere calls `record` once, inside its transaction."""

from __future__ import annotations

from typing import Any

from django.db import models

from .models import Event


def record(
    action: str,
    *,
    to: models.Model,
    by: models.Model | None,
    **detail: str | int | bool | list[str] | None,
) -> Event:
    """Add a line for a write to a thing.

    `detail` holds codes and numbers only; a person's words, name or number never belong in it.
    A thing says whose record it is part of through `audit_person_id` and `audit_scheme_id`.
    """
    return Event.objects.create(action=action, detail=detail, **_who_and_what(to, by))


def looked(*, at: models.Model, by: models.Model, page: str) -> Event:
    """Add a line for a look at a person's record, or at a part of it."""
    return Event.objects.create(action="LOOKED", page=page, **_who_and_what(at, by))


def _who_and_what(thing: models.Model, worker: models.Model | None) -> dict[str, Any]:
    return {
        "worker_number": worker.pk if worker is not None else None,
        "thing_label": thing._meta.label_lower,
        "thing_number": thing.pk,
        "person_number": getattr(thing, "audit_person_id", None),
        "scheme_number": getattr(thing, "audit_scheme_id", None),
    }
