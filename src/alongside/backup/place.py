"""Where a service keeps its things: the data folder, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .database import Database

SECRET_KEY = "secret-key"
KEYS = "keys"  # the keys file, where somebody asked for it
FILES = "files/"
MADE_AGAIN = ("cache",)  # folders whose content the service makes anew by itself
REMEMBERED = "last-backup.json"


@dataclass(frozen=True)
class Place:
    """One service: its data folder, its database, its keys file."""

    data: Path
    database: Database
    database_file: Path | None = None  # of SQLite
    keys_file: Path | None = None  # None: the keys stand in the environment

    def files(self) -> Iterator[tuple[str, Path]]:
        """What else is in the data folder and would be missed, with its name there.

        Not the database, which is copied apart; not what is made again by itself; not what is half
        written (its name begins with a dot); and not the secret key, which goes with the keys.
        """
        for path in sorted(self.data.rglob("*")):
            name = path.relative_to(self.data)
            if path.is_file() and not path.is_symlink() and self._matters(name, path):
                yield name.as_posix(), path

    def _matters(self, name: Path, path: Path) -> bool:
        of_database = self.database_file is not None and str(path).startswith(
            str(self.database_file)
        )
        hidden = any(part.startswith(".") for part in name.parts)
        ours = str(name) in (SECRET_KEY, REMEMBERED) or path == self.keys_file
        return not (of_database or hidden or ours or name.parts[0] in MADE_AGAIN)


def where(data: Path, name: str) -> Path | None:
    """Where a file of a backup goes; None for a name that would lead out of the data folder."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\0" in name:
        return None
    return data.joinpath(*parts)
