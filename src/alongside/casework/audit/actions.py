"""The ways to add a line. Every write elsewhere calls `record` once, inside its transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import DatabaseError, models, transaction
from django.utils import timezone

from alongside import unsaved

from . import chain, notebook
from .line import Detail, Line
from .models import Event


def record(action: str, *, to: models.Model, by: models.Model | None, **detail: Detail) -> Event:
    """Add a line for a write to a thing.

    `detail` holds codes and numbers only; a person's words, name or number never belong in it.
    A thing says whose record it is part of through `audit_person_id` and `audit_scheme_id`.
    """
    return record_all([replace(Line.of(action, to=to, by=by), detail=detail)])[0]


def looked(*, at: models.Model, by: models.Model, page: str) -> Event | None:
    """Add a line for a look at a person's record, or at a part of it.

    When nothing more fits on the database's disk it goes into the notebook, and None comes back.
    """
    line = Line.of("LOOKED", to=at, by=by, page=page)
    if transaction.get_connection().in_atomic_block:  # a part of something that is taken back
        return record_all([line])[0]
    written = None
    try:
        written = record_all([line])[0]
        notebook.take_in(record_all)
    except DatabaseError as error:
        if unsaved.why(error) is not unsaved.Why.FULL:
            raise
        if written is None:
            notebook.write_down(line)
    return written


def record_all(lines: Iterable[Line]) -> list[Event]:
    """Add many lines in their order, with one statement for some thousands of them."""
    now = timezone.now()
    made = [_event(line, now) for line in lines]
    for at in range(0, len(made), chain.AT_ONCE):
        chain.add(made[at : at + chain.AT_ONCE])
    return made


def _event(line: Line, now: datetime) -> Event:
    return Event(
        at=line.at or now,
        action=line.action,
        worker_number=line.worker_number,
        thing_label=line.thing_label,
        thing_number=line.thing_number,
        person_number=line.person_number,
        scheme_number=line.scheme_number,
        page=line.page,
        detail=line.detail,
    )
