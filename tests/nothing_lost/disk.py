"""A small disk of our own, which can be filled to its last byte and emptied again."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1_000_000


@dataclass
class Disk:
    """A file system in memory, at this folder."""

    folder: Path

    @property
    def filling(self) -> Path:
        return self.folder / "something-else-that-takes-all-the-room"

    def fill(self) -> None:
        """Take every byte that is left, in smaller and smaller pieces."""
        handle = os.open(self.filling, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        try:
            for size in (MEGABYTE, 4_096, 1):
                with contextlib.suppress(OSError):
                    while True:
                        os.write(handle, bytes(size))
        finally:
            os.close(handle)

    def empty(self) -> None:
        """Somebody has made room."""
        self.filling.unlink(missing_ok=True)


def mount(folder: Path, size: int, owner: str = "") -> Disk | None:
    """Make one; None where this account may not."""
    folder.mkdir(parents=True)
    words = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(words, capture_output=True).returncode:
        return None
    if owner:
        shutil.chown(folder, owner)
    return Disk(folder)


def unmount(disk: Disk) -> None:
    disk.empty()
    subprocess.run(["umount", "--lazy", str(disk.folder)], check=True)
