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
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from alongside.trouble import CannotWrite, NotEmpty

from .contract import DESCRIPTION

UNFINISHED = ".unfinished"
BEFORE = ".before"  # what was in the place, for the moment in which it changes


@dataclass(frozen=True)
class Sort:
    """What is written: its word, the file that tells an earlier one, and what becomes of others."""

    word: str
    sign: str
    puts_aside: bool = False  # with `replace`, what is none of it is kept under another name


EXTRACT = Sort("extract", DESCRIPTION)


@contextmanager
def in_place(folder: Path, *, replace: bool, sort: Sort = EXTRACT) -> Iterator[Path]:
    """Give a folder to fill; when the block ends without an error it stands at `folder`.

    Raises `NotEmpty` where something is there already (with `replace`: something that is none of
    the sort), and `CannotWrite` where the disk or the account does not let us.
    """
    folder = folder.absolute()
    with what_the_disk_says(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        clear_left_overs(folder)
        refuse_what_is_there(folder, replace=replace, sort=sort)
        filled = Path(tempfile.mkdtemp(UNFINISHED, _mark(folder), folder.parent))
        lock = os.open(filled, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield filled
            _to_disk(filled)
            _put(filled, folder, keep=sort.puts_aside and not (folder / sort.sign).is_file())
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


def refuse_what_is_there(folder: Path, *, replace: bool, sort: Sort = EXTRACT) -> None:
    """An empty folder may be filled; an earlier extract only when its replacing is wanted."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if replace and ((folder / sort.sign).is_file() or (sort.puts_aside and folder.is_dir())):
        return
    another, an = "Name another folder with --out", "an" if sort.word[0] in "aeiou" else "a"
    raise NotEmpty(
        f"There is something in {folder} already"
        + (f", and it is no {sort.word}." if replace else "."),
        needed="A folder that is empty, or is not there yet.",
        try_this=f"{another}."
        if replace
        else f"{another}, or add --replace if it is {an} {sort.word}.",
    )


def aside(folder: Path) -> Path:
    """The first name beside a folder under which what is in it can be kept."""
    names = (folder.with_name(f"{folder.name}-put-aside-{number}") for number in count(1))
    return next(name for name in names if not name.exists())


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


def _put(filled: Path, folder: Path, *, keep: bool) -> None:
    """Rename into place. What was there goes last, so that it is never lost before."""
    before = filled.with_suffix(BEFORE)
    if folder.exists():
        if keep and any(folder.iterdir()):
            before = aside(folder)
        folder.rename(before)
    filled.rename(folder)
    _sync(folder.parent)
    if before.name.endswith(BEFORE):
        shutil.rmtree(before, ignore_errors=True)


def _to_disk(filled: Path) -> None:
    for one in filled.rglob("*"):
        _sync(one)
    _sync(filled)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems cannot, and lose nothing by it here
            os.fsync(number)
    finally:
        os.close(number)
