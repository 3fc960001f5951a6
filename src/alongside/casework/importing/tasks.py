"""What is done with a larger file while its sender does something else."""

from __future__ import annotations

from django_tasks.base import Task

from alongside.background import enqueue_afterwards, in_background

from . import on_its_way
from .models import Upload

__all__ = [
    "bring_in_upload",
    "check_upload",
    "enqueue_afterwards",
    "forget_uploads",
    "forget_when_its_day_is_over",
]


@in_background
def check_upload(number: int) -> None:
    """Read and check a file. Doing it twice does no harm."""
    if upload := Upload.objects.select_related("scheme", "by").filter(pk=number).first():
        try:
            on_its_way.check_file(upload, on_its_way.step_of(upload))
        except Exception:
            on_its_way.failed(upload)
            raise


@in_background
def bring_in_upload(number: int, skip_bad: bool) -> None:
    """Bring a file in. What was brought in is not brought in again."""
    if upload := Upload.objects.select_related("scheme", "by").filter(pk=number).first():
        try:
            on_its_way.bring_in_file(upload, skip_bad=skip_bad, step=on_its_way.step_of(upload))
        except Exception:
            on_its_way.failed(upload)
            raise


@in_background
def forget_uploads() -> None:
    """Delete the files whose day is over."""
    Upload.objects.too_old().delete()


def forget_when_its_day_is_over(upload: Upload) -> None:
    """Ask for that, where work can be asked for ahead of time."""
    work: Task[[], None] = forget_uploads
    if work.get_backend().supports_defer:
        enqueue_afterwards(work.using(run_after=upload.gone_at))
