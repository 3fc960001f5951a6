"""A directory that somebody brings in through the pages: sent, looked at, brought in or dropped."""

from __future__ import annotations

import zlib
from typing import Any

from django.db import transaction

from alongside.casework import audit
from alongside.casework.schemes.models import Worker

from ..models import RunState, Source, SourceRun


@transaction.atomic
def send(
    *,
    name: str,
    address: str = "",
    content: bytes = b"",
    file_name: str = "",
    mapping: dict[str, Any] | None = None,
    by: Worker,
) -> SourceRun:
    """Keep what was sent until it is brought in, or a day has passed. Nothing is read yet."""
    SourceRun.objects.waited_too_long().delete()
    source, _ = Source.objects.get_or_create(name=name)
    run = SourceRun.objects.create(
        source=source,
        by=by,
        address=address,
        file_name=file_name[:200],
        mapping=mapping or {},
        content=zlib.compress(content) if content else None,
    )
    audit.record("SOURCE_SENT", to=run, by=by, size=len(content))
    return run


@transaction.atomic
def confirm(*, run: SourceRun, by: Worker) -> bool:
    """It is to be brought in as it was read. False where somebody has said so already."""
    mine = SourceRun.objects.filter(pk=run.pk, state=RunState.READ)
    if not mine.update(state=RunState.WRITING, by=by):
        return False
    audit.record("SOURCE_CONFIRMED", to=run, by=by)
    return True


@transaction.atomic
def drop(*, run: SourceRun, by: Worker) -> None:
    """Take it back: nothing of it was written."""
    held = SourceRun.objects.select_for_update().get(pk=run.pk)
    if held.state in (RunState.DONE, RunState.WRITING):
        return
    audit.record("SOURCE_DROPPED", to=run, by=by)
    held.delete()
    Source.objects.filter(pk=held.source_id, last_on=None, runs=None).delete()
