"""Which records a coordinator reads this month, and which notes wait for an answer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.db.models import Q, QuerySet

from alongside.casework.people.models import whose_record_opens
from alongside.casework.schemes.models import Scheme, Worker

from ..models import Episode, RecordRead


@dataclass(frozen=True)
class ToRead:
    """One record of this month's share; `read` once somebody has read it this month."""

    episode: Episode
    read: RecordRead | None


def to_read(scheme: Scheme, on: date) -> list[ToRead]:
    """This month's share of the records that were open when the month began.

    The choice looks random and never changes within a month, whoever looks and whatever ends.
    """
    begun = on.replace(day=1)
    open_then = Episode.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=begun), scheme=scheme, allocated_on__lt=begun
    )
    numbers = sorted(open_then.values_list("pk", flat=True), key=lambda pk: _draw(begun, pk))
    chosen = numbers[: ceil(len(numbers) * scheme.supervision_share / 100)]
    episodes = Episode.objects.select_related("person", "connector").in_bulk(chosen)
    reads = {
        read.episode_id: read
        for read in RecordRead.objects.filter(
            episode__in=chosen, on__gte=begun, on__lte=on
        ).select_related("by", "answered_by")
    }
    return [ToRead(episodes[number], reads.get(number)) for number in chosen]


def _draw(month: date, number: int) -> str:
    return hashlib.sha256(f"{month:%Y-%m}:{number}".encode()).hexdigest()


def reads_to_answer(worker: Worker) -> QuerySet[RecordRead]:
    """Notes on this worker's records that nobody has answered, oldest first."""
    return (
        RecordRead.objects.filter(
            whose_record_opens(worker, "episode__person"), answer="", episode__connector=worker
        )
        .select_related("episode__person", "by")
        .order_by("on", "pk")
    )


def reads_seen_by(worker: Worker) -> QuerySet[RecordRead]:
    """Notes on the records that this worker may open."""
    seen = RecordRead.objects.filter(whose_record_opens(worker, "episode__person"))
    return seen.select_related("episode__person", "by", "answered_by")
