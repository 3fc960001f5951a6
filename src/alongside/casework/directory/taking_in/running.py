"""One source, from where it stands to what became of it. Nothing is written before all was read."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alongside.background import Step, nobody_waits
from alongside.casework.schemes.models import Worker

from ..fetching import Fetcher, open_address
from ..models import RunState, Source, SourceRun
from ..reading import Report, open_source, spooled, unspooled
from .taking import Counts, take_in

IN_MEMORY = 5_000_000


@dataclass
class Spool:
    """All services of a source, read and written down, a line each."""

    shape: str
    file: IO[bytes]
    count: int


def read_file(file: IO[bytes], mapping: Mapping[str, Any] | None) -> Spool:
    """Read a file. Raises CannotRead."""
    opened = open_source(file, mapping)
    into = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - goes with the spool
    return Spool(opened.shape, into, spooled(opened.services, into))


def read_address(
    address: str, mapping: Mapping[str, Any] | None, step: Step = nobody_waits
) -> Spool:
    """Fetch a feed or file. Raises CannotRead or NotFetched."""
    into = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - goes with the spool
    with Fetcher(private=settings.DIRECTORY_PRIVATE) as fetcher:
        opened = open_address(address, fetcher, mapping, step)
        return Spool(opened.shape, into, spooled(opened.services, into))


def bring_in(
    *,
    run: SourceRun,
    spool: Spool,
    report: Report,
    many_gone: bool = False,
    step: Step = nobody_waits,
    by: Worker,
) -> Counts:
    """Write what was read, and what came of it on the run: all, or nothing. Raises CannotTakeIn."""
    with transaction.atomic():
        counts = take_in(
            run=run,
            services=lambda: unspooled(spool.file),
            total=spool.count,
            report=report,
            today=timezone.localdate(),
            many_gone=many_gone,
            step=step,
            by=by,
        )
        run.state, run.content, run.counts = RunState.DONE, None, counts.as_numbers()
        run.lines = [list(line) for line in report.lines]
        run.save()
    return counts


def look(
    *, source: Source, spool: Spool, report: Report, step: Step = nobody_waits, by: Worker
) -> Counts:
    """What bringing it in would do: it is done, and taken back. Raises CannotTakeIn."""
    with transaction.atomic():
        run = SourceRun.objects.create(source=source, by=by)
        counts = bring_in(run=run, spool=spool, report=report, many_gone=True, step=step, by=by)
        transaction.set_rollback(True)
    return counts


def too_many_gone(counts: Counts) -> str:
    """What is asked about before that many entries become doubtful; or nothing."""
    if not counts.many_gone:
        return ""
    return (
        f"{counts.gone:,} of the {counts.before:,} entries that came from there before are no"
        " longer in it. They would become doubtful."
    )
