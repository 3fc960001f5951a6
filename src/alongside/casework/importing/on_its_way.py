"""A file that was sent by the browser: checked, shown, brought in, and deleted."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.background import Progress, Step, nobody_waits

from . import actions, bad_rows
from .checking import Checked, check
from .kinds import KINDS
from .mapping import from_data
from .models import State, Upload
from .parsing import Parsed, read
from .place import Place
from .queries import preview
from .reading import CannotOpen, open_book

AT_ONCE = 200_000  # bytes: a file up to this is dealt with while the page waits
PROGRESS = Progress("importing")


def packed(content: bytes) -> str:
    """The file as it is kept, before it is sealed."""
    return base64.b64encode(zlib.compress(content)).decode()


def unpacked(upload: Upload) -> BytesIO:
    """The file again."""
    return BytesIO(zlib.decompress(base64.b64decode(upload.content)))


def step_of(upload: Upload) -> Step:
    """Keeps how far it has come, where the page can see it."""
    return PROGRESS.step(upload.pk)


def progress_of(upload: Upload) -> tuple[str, int, int]:
    """What is being done, and how many rows of how many."""
    return PROGRESS.of(upload.pk)


def check_file(upload: Upload, step: Step = nobody_waits) -> None:
    """Read and check the file, and keep what is to be shown of it."""
    if upload.state != State.CHECKING:
        return  # it was done already, by a process that was taken for dead
    found, wrong = _checked(upload, step)
    Upload.objects.filter(pk=upload.pk, state=State.CHECKING).update(
        state=State.CHECKED, found=found, bad_rows=wrong
    )


def _checked(upload: Upload, step: Step) -> tuple[Mapping[str, Any], str]:
    file = unpacked(upload)
    try:
        parsed = _read(upload, file, step)
    except CannotOpen as reason:
        nothing: dict[str, Any] = {"headings": [], "words": [], "sheets": _sheets(file)}
        return nothing | {"all_wrong": [str(reason)]}, ""
    place = Place(upload.scheme, upload.by, timezone.localdate(), parsed)
    checked = check(parsed, place, doubles=True, step=step)
    found = preview(checked, place) | {"sheets": _sheets(file)}
    return found, bad_rows.as_text(parsed, checked.faults) if checked.bad_rows else ""


def _read(upload: Upload, file: BytesIO, step: Step) -> Parsed:
    return read(file, KINDS[upload.kind], from_data(upload.names), timezone.localdate(), step)


def _sheets(file: BytesIO) -> list[str]:
    try:
        return open_book(file).names
    except CannotOpen:
        return []


def bring_in_file(upload: Upload, *, skip_bad: bool, step: Step = nobody_waits) -> None:
    """Bring the file in. Where something has changed since it was checked, it is shown again."""
    if upload.state != State.WRITING:
        return  # it was done already, by a process that was taken for dead
    parsed = _read(upload, unpacked(upload), step)
    try:
        with transaction.atomic():
            held = Upload.objects.select_for_update().get(pk=upload.pk)
            if held.state != State.WRITING:
                return  # and so while we were reading
            done = actions.bring_in(
                parsed=parsed,
                scheme=upload.scheme,
                today=timezone.localdate(),
                skip_bad=skip_bad,
                step=step,
                by=upload.by,
            )
            _keep(held, done.checked, done.as_numbers())
    except actions.CannotBringIn:
        upload.state = State.CHECKING
        upload.save(update_fields=["state"])
        check_file(upload, step)


def _keep(upload: Upload, checked: Checked, numbers: Mapping[str, int]) -> None:
    """Of a file that came in only numbers stay, and for its day the rows that were left out."""
    upload.state, upload.done, upload.content = State.DONE, dict(numbers), ""
    upload.found = {"sheets": []}
    left_out = checked.parsed, checked.faults
    upload.bad_rows = bad_rows.as_text(*left_out) if checked.bad_rows else ""
    upload.save()


def failed(upload: Upload) -> None:
    """Something of ours broke: nothing was written, and the page says so."""
    Upload.objects.filter(pk=upload.pk).exclude(state=State.DONE).update(state=State.FAILED)
