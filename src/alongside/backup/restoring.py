"""Putting a backup into an empty place: all of it, or nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from alongside.trouble import NotEmpty

from .database import Step
from .label import Label, refuse_newer, refuse_other_kind
from .lock import Lock
from .place import FILES, KEYS, SECRET_KEY, Place, where
from .reading import Read, check, opened, take_all
from .sealed import changed
from .writing import said_in_words, whole_or_not_at_all


def restore(
    place: Place,
    path: Path,
    lock: Lock,
    *,
    known: frozenset[str],
    step: Step = lambda stage, done, total: None,
) -> Read:
    """Read it through first, and write only when all of it is good.

    `known` are the migrations that this version has; a backup with others is newer than we are.
    """
    refuse_full(place)

    def fits(label: Label) -> None:
        refuse_other_kind(label, place.database.kind)
        refuse_newer(label, known)
        if label.with_keys:
            refuse_keys(place)

    read = check(path, lock, fits=fits, step=step)
    beside = place.data / f".restoring-{os.getpid()}"
    try:
        with said_in_words(place.data), opened(path, lock, step) as (_, parts):
            filling = _Filling(place, read, beside)
            take_all(parts, filling.take)
            filling.move_in()
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return read


def refuse_full(place: Place) -> None:
    """Nothing is ever written over a service that is there."""
    if tables := place.database.tables():
        raise _not_empty(f"There is a database here already, with {len(tables)} tables.")
    if names := [name for name, _ in place.files()]:
        more = f" and {len(names) - 1} more" if names[1:] else ""
        raise _not_empty(f"There are files in the data folder already: {names[0]}{more}.")


def refuse_keys(place: Place) -> None:
    """The keys of another service are never written over, whatever they open."""
    if place.keys_file is not None and place.keys_file.exists():
        raise NotEmpty(
            f"This backup brings its keys with it, and there is a file at {place.keys_file}.",
            needed="A place without keys, so that none are lost.",
            try_this="Move that file away (keep it), or set ALONGSIDE_KEYS_FILE to another place.",
        )


def _not_empty(found: str) -> NotEmpty:
    return NotEmpty(
        found,
        needed="An empty place, so that nothing that is there is written over.",
        try_this="Set ALONGSIDE_DATA to a new folder (and ALONGSIDE_DATABASE_URL to an empty"
        " database), and run this again.",
    )


class _Filling:
    """Files wait beside their places until the database is filled, which is all or nothing."""

    def __init__(self, place: Place, read: Read, beside: Path) -> None:
        self._place, self._read, self._beside = place, read, beside
        self._moves: list[tuple[Path, Path]] = []

    def take(self, name: str, pieces: Iterator[bytes]) -> None:
        if name == self._place.database.part:
            self._place.database.fill(pieces, self._read.manifest.rows)
        elif name == KEYS and self._place.keys_file is None:
            return  # they stand in the environment here
        else:
            self._keep(self._where(name), pieces)

    def _where(self, name: str) -> Path:
        if name == KEYS and self._place.keys_file is not None:
            return self._place.keys_file
        if name == SECRET_KEY:
            return self._place.data / SECRET_KEY
        found = where(self._place.data, name.removeprefix(FILES))
        if not name.startswith(FILES) or found is None:
            raise changed()
        return found

    def _keep(self, goes_to: Path, pieces: Iterator[bytes]) -> None:
        self._beside.mkdir(mode=0o700, exist_ok=True)
        waits = self._beside / str(len(self._moves))
        with whole_or_not_at_all(waits) as file:
            for piece in pieces:
                file.write(piece)
        self._moves.append((waits, goes_to))

    def move_in(self) -> None:
        for waits, goes_to in self._moves:
            goes_to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.move(waits, goes_to)  # the keys file may be on another disk
