"""SHA-256 of files, in hexadecimal."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from concurrent.futures import Future
from pathlib import Path
from threading import Thread

LITTLE = 262_144  # bytes
MUCH = 16_777_216  # after each it waits for its turn, where modules are being loaded


def sha256_of(path: Path, at_once: int = LITTLE) -> str:
    """Of one file, so many bytes at once. Raises `OSError` where it cannot be read."""
    made = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        some = memoryview(bytearray(min(at_once, path.stat().st_size) or 1))
        while many := file.readinto(some):
            made.update(some[:many])
    return made.hexdigest()


class Hashes:
    """Of several files, begun at once and made beside other work, which leaves a processor idle.

    Nobody waits for what is not asked for, not even the end of the process. "" stands for a file
    that cannot be read: whoever reads it next says so in words.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._coming: dict[Path, Future[str]] = {path: Future() for path in paths}
        self._next = iter(list(self._coming.items()))
        for _ in range(min(len(self._coming), max(1, (os.cpu_count() or 1) - 1))):
            Thread(target=self._make, daemon=True).start()

    def __getitem__(self, path: Path) -> str:
        return self._coming[path].result() if path in self._coming else _or_nothing(path)

    def _make(self) -> None:
        for path, coming in self._next:
            try:
                coming.set_result(_or_nothing(path))
            except Exception as error:  # whoever waits has to hear of it
                coming.set_exception(error)


def _or_nothing(path: Path) -> str:
    try:
        return sha256_of(path, MUCH)
    except OSError:
        return ""
