"""Many rows at once, each kind with its lines in the audit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db import models

from alongside.casework import audit

Row = TypeVar("Row", bound=models.Model)
AT_ONCE = 2_000


def write(rows: Iterable[Row]) -> list[Row]:
    """Write rows of one kind; they come back with their numbers, in their order."""
    some = list(rows)
    if some:
        type(some[0])._default_manager.bulk_create(some, batch_size=AT_ONCE)
    return some


def told(action: str, rows: Iterable[Row]) -> None:
    """A line in the audit for each: the service itself wrote them."""
    audit.record_all(audit.Line.of(action, to=row, by=None) for row in rows)
