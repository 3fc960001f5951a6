"""Reading one record."""

from __future__ import annotations

from alongside.casework.schemes.models import Worker

from ..models import Person


def full(person_id: int, worker: Worker) -> Person | None:
    """A person whom this worker may open, with all that a page of theirs shows; or None."""
    return (
        Person.objects.seen_by(worker)
        .select_related("scheme", "area", "connector")
        .prefetch_related("contact_points", "important_people", "risks", "transitions")
        .filter(pk=person_id)
        .first()
    )
