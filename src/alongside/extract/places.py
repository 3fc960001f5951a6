"""A folder that appears whole or not at all, also when its writer is killed.

It is filled under another name beside its place, and renamed when it is done. While its writer
lives it holds a lock on what it fills; what is left without one is removed by the next writer.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from alongside.trouble import CannotWrite, NotEmpty

from .contract import DESCRIPTION

UNFINISHED = ".unfinished"
BEFORE = ".before"  # what was in the place, for the moment in which it changes


@contextmanager
def in_place(folder: Path, *, replace: bool) -> Iterator[Path]:
    """Give a folder to fill; when the block ends without an error it stands at `folder`.

    Raises `NotEmpty` where something is there already (with `replace`: something that is no
    extract), and `CannotWrite` where the disk or the account does not let us.
    """
    folder = folder.absolute()
    with what_the_disk_says(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        clear_left_overs(folder)
        refuse_what_is_there(folder, replace=replace)
        filled = Path(tempfile.mkdtemp(UNFINISHED, _mark(folder), folder.parent))
        lock = os.open(filled, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield filled
            _to_disk(filled)
            _put(filled, folder)
        finally:
            shutil.rmtree(filled, ignore_errors=True)
            os.close(lock)


@contextmanager
def what_the_disk_says(folder: Path) -> Iterator[None]:
    """Say in words when there is no room or no right to write."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(
            f"{folder} cannot be written: {os.strerror(error.errno or 0)}.",
            needed="A folder that this account may write to, on a disk with room."
            if error.errno in (errno.ENOSPC, errno.EDQUOT)
            else "A folder that this account may write to.",
            try_this="Make room, or name another place with --out. Nothing was left half written.",
        ) from error


def refuse_what_is_there(folder: Path, *, replace: bool) -> None:
    """An empty folder may be filled; an earlier extract only when its replacing is wanted."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if replace and (folder / DESCRIPTION).is_file():
        return
    another = "Name another folder with --out"
    raise NotEmpty(
        f"There is something in {folder} already" + (", and it is no extract." if replace else "."),
        needed="A folder that is empty, or is not there yet.",
        try_this=f"{another}." if replace else f"{another}, or add --replace if it is an extract.",
    )


def clear_left_overs(folder: Path) -> None:
    """Remove what a killed writer of this folder left; put back what it had just moved away."""
    for left in sorted(folder.parent.glob(f"{_mark(folder)}*")):
        if left.name.endswith(BEFORE) and not folder.exists():
            left.rename(folder)
        elif left.name.endswith((UNFINISHED, BEFORE)):
            _remove_unless_held(left)


def _mark(folder: Path) -> str:
    return f".{folder.name}-"


def _remove_unless_held(left: Path) -> None:
    lock = os.open(left, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(left, ignore_errors=True)
    except BlockingIOError:
        pass  # its writer is still at it
    finally:
        os.close(lock)


def _put(filled: Path, folder: Path) -> None:
    """Rename into place. What was there goes last, so that it is never lost before."""
    before = filled.with_suffix(BEFORE)
    if folder.exists():
        folder.rename(before)
    filled.rename(folder)
    _sync(folder.parent)
    shutil.rmtree(before, ignore_errors=True)


def _to_disk(filled: Path) -> None:
    for one in filled.iterdir():
        _sync(one)
    _sync(filled)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems cannot, and lose nothing by it here
            os.fsync(number)
    finally:
        os.close(number)
