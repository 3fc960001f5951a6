"""A source that was sent by the browser: read, shown, and brought in, by the process beside."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO

from alongside.background import Progress, Step

from ..fetching import NotFetched
from ..models import RunState, Source, SourceRun
from ..reading import CannotRead, Report
from . import running
from .running import Spool
from .taking import CannotTakeIn

PROGRESS = Progress("directory.source")
LARGEST = 20_000_000  # bytes of a file that the browser sends
MOST_KEPT = 60_000_000  # bytes of what was read, packed, until it is brought in


def step_of(run: SourceRun) -> Step:
    """Keeps how far it has come where the page can see it."""
    return PROGRESS.step(run.pk)


def progress_of(run: SourceRun) -> tuple[str, int, int]:
    """What is being done, and how much of how much."""
    return PROGRESS.of(run.pk)


def read(run: SourceRun) -> None:
    """Read it, and say what bringing it in would do."""
    if run.state == RunState.READING:
        _or_refused(run, _read)


def write(run: SourceRun) -> None:
    """Bring it in, as it was read."""
    if run.state == RunState.WRITING:
        _or_refused(run, _write)


def failed(run: SourceRun) -> None:
    """Something of ours broke: nothing was written, and the page says so."""
    SourceRun.objects.filter(pk=run.pk).exclude(state=RunState.DONE).update(state=RunState.FAILED)


def _or_refused(run: SourceRun, work: Callable[[SourceRun], None]) -> None:
    try:
        work(run)
    except (CannotRead, NotFetched, CannotTakeIn) as reason:
        SourceRun.objects.filter(pk=run.pk).update(
            state=RunState.REFUSED, refused=str(reason), content=None
        )


def _read(run: SourceRun) -> None:
    mapping, step = run.mapping or run.source.mapping or None, step_of(run)
    if run.address:
        spool = running.read_address(run.address, mapping, step)
    else:
        spool = running.read_file(BytesIO(zlib.decompress(bytes(run.content or b""))), mapping)
    report = Report()
    counts = running.look(source=run.source, spool=spool, report=report, step=step, by=run.by)
    step("Waiting for its turn", 0, 0)  # what comes next is bringing it in
    spool.file.seek(0)
    packed = zlib.compress(spool.file.read())
    if len(packed) > MOST_KEPT:
        raise CannotRead("It is too much for the pages. Use the command instead.")
    SourceRun.objects.filter(pk=run.pk, state=RunState.READING).update(
        state=RunState.READ,
        content=packed,
        counts=counts.as_numbers()
        | {"read": spool.count, "many_gone": running.too_many_gone(counts)},
        lines=[list(line) for line in report.lines],
    )
    Source.objects.filter(pk=run.source_id, shape="").update(shape=spool.shape)


def _write(run: SourceRun) -> None:
    spool = Spool("", BytesIO(zlib.decompress(bytes(run.content or b""))), run.counts["read"])
    source = run.source
    source.address, source.mapping = run.address or source.address, run.mapping or source.mapping
    source.save(update_fields=["address", "mapping"])  # before: they are of use if it fails, too
    running.bring_in(
        run=run, spool=spool, report=Report(), many_gone=True, step=step_of(run), by=run.by
    )
