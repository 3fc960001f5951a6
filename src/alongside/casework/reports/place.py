"""Where the files of reports are kept: for this account's eyes alone."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from django.conf import settings

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
    """Remove files of runs whose days are over, and what a killed process left."""
    runs = {str(one.pk): one for one in Run.objects.defer("counts", "said")}
    for path in place().iterdir():
        run = runs.get(path.name.removeprefix(WORK))
        working = run is not None and run.state == Run.State.WORKING
        kept = run is not None and run.is_kept and not path.name.startswith(WORK)
        if not (working or kept):
            shutil.rmtree(path, ignore_errors=True)
        elif run is not None and run.published_at is not None:
            keep_published_alone(run.pk)


def pack(folder: Path) -> None:
    """All files of a version into one. The same files give the same bytes."""
    names = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(folder / ALL, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in names:
            told = zipfile.ZipInfo(f"report/{path.relative_to(folder).as_posix()}")
            told.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(told, path.read_bytes())
