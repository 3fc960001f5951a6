"""Looks that could not be written into the database, because nothing more fits on its disk.

People's records are needed most when something is wrong, so a full disk must not close them; and
nobody may look without a line. The notebook is a small file whose room was taken beforehand, so
that it can be written in when no other file can. Its lines go into the database, and into the
chain, with the first look that can be written there again. Numbers and codes stand in it, no names.

A process that is killed between the two may bring a look into the database twice, but never lose
one.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from .line import Line

NAME = ".looks-to-write"  # in the data folder
ROOM = 1_048_576  # bytes: some thousands of looks
HEAD = 16  # how much of it is written on, in digits


class NotebookFull(Exception):
    """There is no room in the notebook either: nobody may look any more."""


def prepare() -> None:
    """Take its room, while there is some."""
    path = _path()
    if not path.exists() or path.stat().st_size < ROOM:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(handle, "r+b") as book:
            book.write(b"%016d" % 0 + b"\n" * (ROOM - HEAD))  # written, so that its room is ours
            book.flush()
            os.fsync(book.fileno())


def write_down(line: Line) -> None:
    """Keep a look, with the moment at which it was."""
    said = asdict(line) | {"at": (line.at or timezone.now()).isoformat()}
    written = json.dumps(said, separators=(",", ":")).encode() + b"\n"
    with _held() as book:
        end = _end(book)
        if end + len(written) > ROOM:
            raise NotebookFull
        os.pwrite(book, written, end)
        os.fdatasync(book)  # the line is there before the head says so
        _set_end(book, end + len(written))


def take_in(write: Callable[[Sequence[Line]], object]) -> int:
    """Hand over what waits, if anything does, and forget it once it is written."""
    if not waiting():
        return 0
    with _held() as book:
        lines = list(_lines(book))
        if lines:  # else another process was first
            write(lines)
            _set_end(book, HEAD)
    return len(lines)


def waiting() -> bool:
    """Whether there is anything in it. Asked at every look, so it is one small read."""
    try:
        book = os.open(_path(), os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        return _end(book) > HEAD
    finally:
        os.close(book)


def _path() -> Path:
    return Path(settings.DATA) / NAME


@contextmanager
def _held() -> Iterator[int]:
    """The notebook, for one process and thread at a time."""
    prepare()
    book = os.open(_path(), os.O_RDWR)
    try:
        fcntl.flock(book, fcntl.LOCK_EX)
        yield book
    finally:
        os.close(book)  # lets it go too


def _lines(book: int) -> Iterator[Line]:
    for written in os.pread(book, ROOM, HEAD)[: _end(book) - HEAD].splitlines():
        said = json.loads(written)
        yield Line(**{**said, "at": datetime.fromisoformat(said["at"])})


def _end(book: int) -> int:
    head = os.pread(book, HEAD, 0)
    return max(HEAD, int(head)) if head.isdigit() else HEAD


def _set_end(book: int, end: int) -> None:
    os.pwrite(book, b"%016d" % end, 0)
    os.fdatasync(book)
