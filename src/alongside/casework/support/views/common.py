"""What the views of this room share."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.http import Http404

from alongside.casework.schemes import drafts
from alongside.casework.schemes.models import WITH_PEOPLE, Role, Worker

from ..models import Episode


def episode_for(worker: Worker, person_id: int) -> Episode:
    """The episode of a person that this worker may open: the one that goes on, or the last."""
    found = (
        Episode.objects.seen_by(worker)
        .filter(person=person_id)
        .select_related("person", "scheme", "connector", "plan")
        .prefetch_related("extensions", "person__contact_points")
        .order_by(F("ended_on").desc(nulls_first=True), "-pk")
        .first()
    )
    if found is None:
        raise Http404
    return found


def works_with_people(worker: Worker) -> None:
    """Not found for who sees nobody: their diary would be empty, and nothing could be put in it."""
    if not worker.has_role(*WITH_PEOPLE):
        raise Http404


def as_coordinator(worker: Worker, person_id: int) -> Episode:
    """The same, for what only a coordinator of the scheme does."""
    episode = episode_for(worker, person_id)
    if not worker.has_role(Role.COORDINATOR, scheme=episode.scheme_id):
        raise Http404
    return episode


def typed_before(worker: Worker, name: str, initial: dict[str, Any]) -> dict[str, Any]:
    """What the form starts with: what was typed and not saved, over what it usually says."""
    return {**initial, **(drafts.read(worker, name) or {})}
