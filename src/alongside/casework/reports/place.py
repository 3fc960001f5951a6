"""Where the files of reports are kept: for this account's eyes alone."""

from __future__ import annotations

import shutil
import zipfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from .models import Run

FULL, PUBLISHED = "full", "published"  # every number; what disclosure control lets through
ALL = "all.zip"
FILES = {  # by what they are asked for, in the order in which they are offered
    "report": "report.html",
    "pdf": "report.pdf",
    "tables": "tables.xlsx",
    "figures": "figures.json",
    "all": ALL,
}
WORK = ".work-"  # a dot: what is half done stands in no backup
WORKED_FOR = timedelta(days=1)  # a report takes minutes; after that nobody is at it any more


def place() -> Path:
    """The folder of all reports."""
    found = Path(settings.DATA) / "reports"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def work_of(number: int) -> Path:
    """Where a run is worked on: an extract lies there, for as long as that takes."""
    return place() / f"{WORK}{number}"


def folder_of(number: int) -> Path:
    """Where the files of a run are, a folder for each version."""
    return place() / str(number)


def has_version(number: int, version: str) -> bool:
    """Whether the files of a version of a run are there."""
    return (folder_of(number) / version).is_dir()


def file_of(run: Run, what: str) -> Path | None:
    """A file of a run, as it stands now: of what is published, what was published."""
    version = FULL if run.published_at is None else PUBLISHED
    path = folder_of(run.pk) / version / FILES.get(what, what)
    return path if what in FILES and run.is_kept and path.is_file() else None


def keep(number: int, filled: Path) -> None:
    """Put the versions of a finished run in their place."""
    shutil.rmtree(folder_of(number), ignore_errors=True)
    filled.rename(folder_of(number))


def keep_published_alone(number: int) -> None:
    """Of a run that was published nothing else stays."""
    shutil.rmtree(folder_of(number) / FULL, ignore_errors=True)


def clear_old() -> None:
    """Remove files of runs whose days are over, and what a killed process left.

    Another process may be at a run meanwhile: what is there is listed before runs are asked.
    """
    there = list(place().iterdir())
    runs = {str(one.pk): one for one in Run.objects.defer("counts", "said")}
    for path in there:
        run = runs.get(path.name.removeprefix(WORK))
        working = run is not None and run.state == Run.State.WORKING
        kept = run is not None and run.is_kept and not path.name.startswith(WORK)
        if not (working or kept):
            shutil.rmtree(path, ignore_errors=True)
        elif run is not None and run.published_at is not None:
            keep_published_alone(run.pk)


def left_behind() -> list[int]:
    """The numbers of runs on which no process has worked for a day."""
    before = (timezone.now() - WORKED_FOR).timestamp()
    names = [path.name for path in place().glob(f"{WORK}*") if path.stat().st_mtime < before]
    return [int(number) for name in names if (number := name.removeprefix(WORK)).isdecimal()]


def pack(folder: Path) -> None:
    """All files of a version into one. The same files give the same bytes."""
    names = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(folder / ALL, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in names:
            told = zipfile.ZipInfo(f"report/{path.relative_to(folder).as_posix()}")
            told.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(told, path.read_bytes())
