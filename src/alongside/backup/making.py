"""Writing a backup, while the service is being written to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .database import Snapshot, Step
from .label import LABEL, MANIFEST, Label, Manifest, as_bytes
from .lock import KEYS as BY_KEYS
from .lock import Lock
from .parts import PIECE, Part, write_end, write_part
from .place import FILES, KEYS, SECRET_KEY, Place
from .sealed import Sealer
from .writing import whole_or_not_at_all


@dataclass(frozen=True)
class Made:
    """What was written."""

    label: Label
    manifest: Manifest
    size: int  # bytes of the file


def make(
    place: Place,
    into: Path,
    lock: Lock,
    *,
    version: str,
    now: datetime,
    keys: bytes | None = None,
    step: Step = lambda stage, done, total: None,
) -> Made:
    """Write everything into one locked file, which has its name only when it is whole.

    `keys` is the content of the keys file, to be put in too. The secret key, with which sign-ins
    are signed and notes on devices are sealed, goes in only where who opens the backup has the
    keys anyway.
    """
    with whole_or_not_at_all(into) as file:
        sealer = Sealer(file, lock)
        with place.database.snapshot(step) as moment:
            label = _label(place, moment, version, now, with_keys=keys is not None)
            parts = list(_write(sealer, place, moment, label, lock, keys))
        manifest = Manifest(tuple(parts), moment.rows, moment.audit_head)
        write_part(sealer, MANIFEST, [as_bytes(manifest)])
        write_end(sealer)
        sealer.close()
        size = file.tell()
    return Made(label, manifest, size)


def _label(
    place: Place, moment: Snapshot, version: str, now: datetime, *, with_keys: bool
) -> Label:
    return Label(
        version=version,
        made_at=now.isoformat(timespec="seconds"),
        database=place.database.kind,
        migrations=moment.migrations,
        with_keys=with_keys,
    )


def _write(
    sealer: Sealer, place: Place, moment: Snapshot, label: Label, lock: Lock, keys: bytes | None
) -> Iterator[Part]:
    yield write_part(sealer, LABEL, [as_bytes(label)])
    secret = place.data / SECRET_KEY
    if secret.exists() and (lock.kind == BY_KEYS or keys is not None):
        yield write_part(sealer, SECRET_KEY, [secret.read_bytes()])
    if keys is not None:
        yield write_part(sealer, KEYS, [keys])
    for name, path in place.files():
        if path.exists():  # it may be gone since it was listed; whoever took it away meant to
            yield write_part(sealer, FILES + name, _pieces(path))
    yield write_part(sealer, place.database.part, moment.pieces)  # last, as it is filled in last


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
