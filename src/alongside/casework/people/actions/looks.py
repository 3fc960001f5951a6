"""What a coordinator found when they asked about looks that stand out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from alongside.casework import audit
from alongside.casework.schemes.models import Worker

from ..models import LooksSeen
from ..queries.noticed import Standing
from ..rules import restricted as rules
from .restricted import CannotSeeTo


@transaction.atomic
def see_to_looks(
    *, standing: Standing, note: str, at: datetime, by: Worker, for_good: bool = False
) -> LooksSeen:
    """Somebody has asked why. `for_good`: these two need not be listed for this reason again."""
    if why := rules.why_not_see_to(own=standing.worker.pk == by.pk, seen_at=None):
        raise CannotSeeTo(why)
    kept = LooksSeen.objects.create(
        person=standing.person,
        worker=standing.worker,
        why=standing.why,
        until=standing.last,
        for_good=for_good,
        note=note.strip(),
        by=by,
        at=at,
    )
    audit.record("LOOKS_SEEN", to=kept, by=by, why=standing.why, worker=standing.worker.pk)
    return kept
