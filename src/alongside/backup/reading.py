"""Reading a backup through, from its first byte to its last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .database import Step
from .label import LABEL, MANIFEST, Label, Manifest, read_label, read_manifest
from .lock import Lock
from .parts import Parts
from .sealed import Unsealer, changed, locked_with
from .writing import said_in_words

MOST = 50_000_000  # bytes of a label or a manifest
Take = Callable[[str, Iterator[bytes]], None]


@dataclass(frozen=True)
class Read:
    """What was found in it."""

    label: Label
    manifest: Manifest
    size: int  # bytes of the file


def what_opens(path: Path) -> str:
    """`keys` or `passphrase`."""
    with said_in_words(path), path.open("rb") as file:
        return locked_with(file)


def check(
    path: Path,
    lock: Lock,
    *,
    fits: Callable[[Label], None] = lambda label: None,
    step: Step = lambda stage, done, total: None,
) -> Read:
    """Read every byte, and write nothing. BadBackup says what is wrong with it.

    `fits` looks at the label before the rest is read, and refuses what would be of no use.
    """
    with opened(path, lock, step) as (label, parts):
        fits(label)
        manifest = take_all(parts, lambda name, pieces: None)
    return Read(label, manifest, path.stat().st_size)


@contextmanager
def opened(path: Path, lock: Lock, step: Step) -> Iterator[tuple[Label, Parts]]:
    """The label, and the parts that come after it."""
    with said_in_words(path), path.open("rb") as file:
        size = path.stat().st_size
        unsealer = Unsealer(file, lock)
        parts = Parts(_Telling(unsealer, lambda: step("Reading it through", file.tell(), size)))
        first = next(iter(parts), None)
        if first is None or first[0] != LABEL:
            raise changed()
        yield read_label(_all_of(first[1])), parts


def take_all(parts: Parts, take: Take) -> Manifest:
    """Hand over each part, then compare what there was with what the manifest says."""
    manifest: Manifest | None = None
    for name, pieces in parts:
        if name == MANIFEST:
            manifest = read_manifest(_all_of(pieces))
        else:
            take(name, pieces)
    if manifest is None or manifest.parts != tuple(parts.seen[:-1]):
        raise changed()
    return manifest


def _all_of(pieces: Iterator[bytes]) -> bytes:
    found = b""
    for piece in pieces:
        found += piece
        if len(found) > MOST:
            raise changed()
    return found


@dataclass(frozen=True)
class _Telling:
    """Reads, and says how far it is."""

    source: Unsealer
    tell: Callable[[], None]

    def read(self, length: int) -> bytes:
        self.tell()
        return self.source.read(length)
