"""A folder that appears whole or not at all, also when its writer is killed.

It is filled under another name beside its place, and renamed when it is done. While its writer
lives it holds a lock on what it fills; what is left without one is removed by the next writer.

An earlier one is deleted only where nothing but what we write stands in it. Everything else is
somebody's own, and is put aside under another name.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

from alongside.trouble import CannotWrite, NotEmpty

from .contract import DESCRIPTION, Format, describe, tables

UNFINISHED = ".unfinished"
BEFORE = ".before"  # what was in the place, for the moment in which it changes
CLOSED = 0o700  # a new folder is for this account's eyes alone, unless its writer says otherwise


@dataclass(frozen=True)
class Sort:
    """What is written: its word, every file that we write, and the one that tells it is ours."""

    word: str
    sign: str
    says: Callable[[dict[str, Any]], bool]  # whether the object in the sign is one that we write
    files: Callable[[], frozenset[str]]  # by their paths in the folder: charts/flow.svg


def _files_of_an_extract() -> frozenset[str]:
    return frozenset(one.file_name(kind) for one in tables().values() for kind in Format) | {
        DESCRIPTION
    }


EXTRACT = Sort(
    "extract",
    DESCRIPTION,
    says=lambda told: told.get("name") == describe(())["name"],
    files=_files_of_an_extract,
)


@contextmanager
def in_place(
    folder: Path,
    *,
    replace: bool,
    sort: Sort = EXTRACT,
    mode: int = CLOSED,
    keep_mode: bool = True,
) -> Iterator[Path]:
    """Give a folder to fill; when the block ends without an error it stands at `folder`.

    With `replace` an earlier one of the sort goes; what is not ours alone is put aside (`kept_as`).
    A new folder has the mode, and one in the place of another that of the other, unless `keep_mode`
    is false. Raises `NotEmpty` where something is there already (with `replace`: a file, or the
    folder we work in), and `CannotWrite` where the disk or the account does not let us.
    """
    folder = folder.resolve()
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
            aside_to = kept_as(folder, replace=True, sort=sort)  # also what came there meanwhile
            filled.chmod(mode)
            if keep_mode and folder.exists() and not aside_to:
                _open_as(folder, filled)
            _put(filled, folder, aside_to)
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
    """An empty folder may be filled; one with something in it only when its replacing is wanted."""
    if replace:
        _refuse_where_we_work(folder)
    if is_empty(folder) or (replace and folder.is_dir()):
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


def _refuse_where_we_work(folder: Path) -> None:
    """Whoever stands in a folder that is taken away stands nowhere."""
    if Path.cwd().is_relative_to(folder):
        raise NotEmpty(
            f"You are working in {folder}, or in a folder inside it, and --replace would move it.",
            needed="A folder of its own, which you are not working in.",
            try_this="Go to another folder first, or name another folder with --out.",
        )


def is_empty(folder: Path) -> bool:
    """Whether there is nothing yet: no folder, or one without anything in it."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def is_ours(folder: Path, sort: Sort = EXTRACT) -> bool:
    """Whether a folder is an earlier one of the sort, with nothing else in it.

    A link is never ours, and neither is any name that we do not write.
    """
    files = sort.files()
    folders = {str(PurePosixPath(name).parent) for name in files}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or name not in (folders if path.is_dir() else files):
            return False
    try:
        told = json.loads((folder / sort.sign).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and sort.says(told)


def kept_as(folder: Path, *, replace: bool, sort: Sort = EXTRACT) -> Path | None:
    """Where what is in the folder will be kept, when it is not empty and not ours alone."""
    with what_the_disk_says(folder):
        folder = folder.resolve()
        if not replace or not folder.is_dir() or is_empty(folder) or is_ours(folder, sort):
            return None
        return aside(folder)


def aside(folder: Path) -> Path:
    """The first name beside a folder under which what is in it can be kept."""
    names = (folder.with_name(f"{folder.name}-put-aside-{number}") for number in count(1))
    return next(name for name in names if not name.exists())


def clear_left_overs(folder: Path) -> None:
    """Remove what a killed writer of this folder left; put back what it had just moved away.

    Only names that `in_place` gives are touched, letter for letter: `.out-` begins the left-overs
    of `out`, and of a neighbour called `out-of-town` too.
    """
    a_left_over = re.compile(
        re.escape(_mark(folder)) + "[a-z0-9_]{8}" + f"({re.escape(UNFINISHED)}|{re.escape(BEFORE)})"
    )
    for left in sorted(folder.parent.iterdir()):
        if not a_left_over.fullmatch(left.name) or left.is_symlink() or not left.is_dir():
            continue
        if left.name.endswith(BEFORE) and is_empty(folder):
            left.rename(folder)
        else:
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


def _open_as(folder: Path, filled: Path) -> None:
    """Let the same people into what is filled as into the folder that it replaces."""
    was = folder.stat()
    mode = stat.S_IMODE(was.st_mode)
    if was.st_gid != filled.stat().st_gid:
        try:
            os.chown(filled, -1, was.st_gid)
        except PermissionError:  # its rights were another group's: ours gets those of everybody
            mode = mode & ~0o2070 | (mode & 0o007) << 3
    filled.chmod(mode)


def _put(filled: Path, folder: Path, aside_to: Path | None) -> None:
    """Rename into place. What was there goes last, so that it is never lost before."""
    before = aside_to or filled.with_suffix(BEFORE)
    if folder.exists():
        folder.rename(before)
    filled.rename(folder)
    _sync(folder.parent)
    if not aside_to:
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
