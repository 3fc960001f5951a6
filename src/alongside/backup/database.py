"""What both kinds of database can do for a backup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

Step = Callable[[str, int, int], None]  # what is being done, how much of how much


@dataclass(frozen=True)
class Snapshot:
    """The database of one moment, whatever is written meanwhile."""

    pieces: Iterator[bytes]  # its content, as it goes into the backup
    rows: dict[str, int]
    migrations: tuple[str, ...]
    audit_head: str


class Database(Protocol):
    """SQLite in a file, or PostgreSQL."""

    kind: ClassVar[str]
    part: ClassVar[str]  # what its content is called in a backup

    def tables(self) -> list[str]:
        """Those that are there now; an empty place has none."""

    def snapshot(self, step: Step) -> AbstractContextManager[Snapshot]:
        """Hold one moment for as long as it is read."""

    def fill(self, pieces: Iterable[bytes], rows: dict[str, int]) -> None:
        """Put the content in: all of it and with so many rows, or nothing."""


Ask = Callable[[str], list[tuple[Any, ...]]]


def facts(ask: Ask, tables: Iterable[str]) -> tuple[dict[str, int], tuple[str, ...], str]:
    """Rows a table, the migrations it has had, and the end of the audit's chain.

    `tables` are names from the database's own catalogue, never from outside.
    """
    rows = {name: int(ask(f'SELECT count(*) FROM "{name}"')[0][0]) for name in tables}  # noqa: S608 - as said
    had: list[tuple[Any, ...]] = []
    if "django_migrations" in rows:
        had = ask("SELECT app, name FROM django_migrations")
    migrations = tuple(sorted(f"{app}.{name}" for app, name in had))
    return rows, migrations, _audit_head(ask) if "audit_head" in rows else ""


def _audit_head(ask: Ask) -> str:
    """As `audit.models.Head` writes itself: the last line's number and link."""
    return "".join(
        f"{number}-{link}" for number, link in ask("SELECT number, link FROM audit_head")
    )
