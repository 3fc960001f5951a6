"""One file that holds everything a service needs to go on elsewhere, locked. Never Django.

What is in it and why: docs/decisions/0017-nothing-lost.md. `making.make` writes one while the
service is being written to, `restoring.restore` puts one into an empty place, and
`reading.check` reads one through from the first byte to the last.
"""

from __future__ import annotations

from .database import Database
from .label import Label, Manifest
from .lock import Lock, keys_lock, passphrase_lock
from .making import make
from .place import Place
from .postgres import Postgres
from .reading import check
from .restoring import restore
from .sqlite import SQLite

__all__ = [
    "Database",
    "Label",
    "Lock",
    "Manifest",
    "Place",
    "Postgres",
    "SQLite",
    "check",
    "keys_lock",
    "make",
    "passphrase_lock",
    "restore",
]
