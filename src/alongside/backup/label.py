"""What a backup says of itself: at its beginning what it is, at its end what is in it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from alongside.trouble import BadBackup

from .parts import Part
from .sealed import changed

LABEL, MANIFEST = "label.json", "manifest.json"
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Label:
    """Of which version, when, and from which kind of database. It stands first."""

    version: str
    made_at: str  # ISO 8601, in UTC
    database: str  # sqlite or postgresql
    migrations: tuple[str, ...]  # "people.0001_initial", all that the database has had
    with_keys: bool


@dataclass(frozen=True)
class Manifest:
    """What was written, by which a reader knows that it has everything. It stands last."""

    parts: tuple[Part, ...]
    rows: dict[str, int]  # rows a table, of the same moment as the copy
    audit_head: str  # the last line of the audit's chain: whoever shortens the chain is found out

    @property
    def total_rows(self) -> int:
        return sum(self.rows.values())


def as_bytes(said: Label | Manifest) -> bytes:
    """As it is written."""
    return json.dumps(asdict(said)).encode()


def read_label(data: bytes) -> Label:
    """The label; BadBackup when it is none."""
    said = _read(data)
    try:
        return Label(**{**said, "migrations": tuple(said["migrations"])})
    except (KeyError, TypeError) as error:
        raise _newer("a version that labels its backups otherwise") from error


def read_manifest(data: bytes) -> Manifest:
    """The manifest; BadBackup when it is none."""
    said = _read(data)
    try:
        return Manifest(**{**said, "parts": tuple(Part(**one) for one in said["parts"])})
    except (KeyError, TypeError) as error:
        raise changed() from error


def refuse_newer(label: Label, known: frozenset[str]) -> None:
    """A database that has had changes of which this version knows nothing is not for it."""
    if not set(label.migrations) <= known:
        raise _newer(f"Alongside {label.version}, which is newer than this one")


def refuse_other_kind(label: Label, kind: str) -> None:
    """A copy of one kind of database cannot be read into the other."""
    if label.database != kind:
        theirs, ours = NAMES.get(label.database, label.database), NAMES[kind]
        setting = {
            "sqlite": "Leave ALONGSIDE_DATABASE_URL out, so that it is SQLite in the data folder,",
            "postgresql": "Make an empty PostgreSQL database, name it in ALONGSIDE_DATABASE_URL,",
        }
        raise BadBackup(
            f"This backup is of {theirs}, and the database named here is {ours}.",
            needed=f"An empty {theirs} database.",
            try_this=f"{setting.get(label.database, 'Name one,')} and run this again.",
        )


def _newer(whose: str) -> BadBackup:
    return BadBackup(
        f"This backup was made by {whose}.",
        needed="That version of Alongside, or a later one.",
        try_this="Install it, and run this again with it.",
    )


def _read(data: bytes) -> dict[str, Any]:
    try:
        said = json.loads(data)
    except ValueError as error:
        raise changed() from error
    if not isinstance(said, dict):
        raise changed()
    return said
