"""What is done with a directory on its way in while its sender does something else."""

from __future__ import annotations

from alongside.background import enqueue_afterwards, in_background

from .models import SourceRun
from .taking_in import on_its_way

__all__ = ["bring_source_in", "enqueue_afterwards", "read_source"]


@in_background
def read_source(number: int) -> None:
    """Read it, and compare. Doing it twice does no harm."""
    if run := SourceRun.objects.select_related("source", "by").filter(pk=number).first():
        try:
            on_its_way.read(run)
        except Exception:
            on_its_way.failed(run)
            raise


@in_background
def bring_source_in(number: int) -> None:
    """Bring it in. What was brought in is not brought in again."""
    if run := SourceRun.objects.select_related("source", "by").filter(pk=number).first():
        try:
            on_its_way.write(run)
        except Exception:
            on_its_way.failed(run)
            raise
