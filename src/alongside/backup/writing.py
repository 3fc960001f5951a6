"""A file that is there whole or not at all, also when the power goes."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from alongside.trouble import CannotWrite

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def whole_or_not_at_all(path: Path) -> Iterator[BinaryIO]:
    """Written under another name for its owner alone, brought to the disk, and then renamed."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(FileNotFoundError):
        fresh.unlink()
    try:
        with said_in_words(path):
            handle = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
            _sync_folder(path.parent)
    finally:
        with suppress(FileNotFoundError):
            fresh.unlink()


@contextmanager
def said_in_words(path: Path) -> Iterator[None]:
    """A full disk, or a folder that is not ours to write in, in three lines."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise CannotWrite(
                f"There is no room left for {path.name}. What was half written is gone again.",
                needed="More room on that disk. What was there before is as it was.",
                try_this=f"Make room there (df -h {path.parent}), or name another disk.",
            ) from error
        if error.filename is None:
            raise
        raise CannotWrite(
            f"{error.filename} cannot be used: {error.strerror}.",
            needed="A folder that is there, and in which this account may write.",
            try_this="Make the folder, or name another one, and run this again.",
        ) from error


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
