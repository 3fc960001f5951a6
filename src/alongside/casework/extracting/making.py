"""Making an extract: from what is chosen to files, and into the register before they show."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from alongside import extract as package
from alongside.casework.schemes.models import Worker
from alongside.extract.hashes import sha256_of

from . import actions
from .choice import Choice
from .ids import Ids
from .models import Extract
from .tables import LeftOut, Progress, Source, rows_of_tables
from .tables.source import nothing

# what stands in our place: the zip file; or, of one that is being made, its mark, folder and files
OURS = re.compile(r"(?P<zip>\d+\.zip)|\.?(?P<number>\d+)(\.begun|\.unfinished|-.+)?")


def make_folder(
    choice: Choice,
    folder: Path,
    *,
    kind: package.Format,
    replace: bool,
    for_whom: str,
    by: Worker | None,
    progress: Progress = nothing,
) -> Extract:
    """Write an extract into a folder, entered in the register before the folder shows.

    Raises `NotEmpty` and `CannotWrite` as `alongside.extract.write` does; then nothing is entered.
    """
    source = Source(choice, Ids(), progress=progress)
    entered: list[Extract] = []

    def enter(written: package.Written) -> None:
        entered.append(
            actions.enter(
                choice=choice, written=written, left_out=source.left_out, for_whom=for_whom, by=by
            )
        )

    _write(source, folder, kind, replace, enter)
    return entered[0]


def make_zip(extract: Extract) -> Extract:
    """Make what was asked for on the page: one zip file, kept for some days.

    Begun again after it was cut off, it makes the same.
    """
    folder = place() / str(extract.pk)
    source = Source(extract.choice, Ids())
    found: list[package.Written] = []
    shutil.rmtree(folder, ignore_errors=True)  # of somebody who was stopped before the zip was made
    try:
        _write(source, folder, package.Format(extract.format), True, found.append)
        _pack(folder, zip_of(extract))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return actions.finish(
        extract=extract,
        written=found[0],
        left_out=source.left_out,
        hashes={"extract.zip": sha256_of(zip_of(extract))},
        by=extract.asked_by,
    )


def place() -> Path:
    """Where zip files are kept: for this account's eyes alone."""
    found = Path(settings.DATA) / "extracts"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def zip_of(extract: Extract) -> Path:
    """Where the file of an extract is, as long as it is kept."""
    return place() / f"{extract.pk}.zip"


def clear_old() -> None:
    """Remove files whose days are over, those that the register does not know, and half-made ones.

    Another process may be at an extract meanwhile: what is there is listed before it is asked.
    """
    there = [(path, found) for path in place().iterdir() if (found := OURS.fullmatch(path.name))]
    kept = Extract.objects.filter(kept_until__gt=timezone.now()).exclude(state=Extract.State.FAILED)
    states = {str(number): state for number, state in kept.values_list("pk", "state")}
    for path, found in there:
        state = states.get(path.stem if found["zip"] else found["number"])
        if state is None or not (found["zip"] or state == Extract.State.BEING_MADE):
            _remove(path)


def begin(extract: Extract) -> bool:
    """Mark that a process is at it; False where one was before, and did not come to its end.

    `clear_old` takes the mark away when the extract is made, or given up.
    """
    try:
        (place() / f".{extract.pk}.begun").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _write(
    source: Source,
    folder: Path,
    kind: package.Format,
    replace: bool,
    then: Callable[[package.Written], None],
) -> None:
    with closing(rows_of_tables(source)) as tables:
        package.write(
            folder,
            tables,
            kind=kind,
            replace=replace,
            made_up=source.choice.made_up,
            before_it_shows=then,
        )


def _pack(folder: Path, target: Path) -> None:
    """All files into one, which shows when it is whole. The same files give the same bytes."""
    filling = target.with_suffix(".unfinished")
    with zipfile.ZipFile(filling, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.iterdir()):
            told = zipfile.ZipInfo(f"extract/{path.name}")
            told.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, packed.open(told, "w", force_zip64=True) as into:
                shutil.copyfileobj(source, into, 1 << 20)
    filling.replace(target)


__all__ = ["LeftOut", "begin", "clear_old", "make_folder", "make_zip", "place", "zip_of"]
