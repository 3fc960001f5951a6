"""Whether the keys fit what is in the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, models

from alongside.trouble import WrongKeys

from . import kept
from .fields import KeyedHash
from .keys import MARK, NotOpened
from .rows import BATCH, Column, columns, first_sealed

Step = Callable[[str, int, int], None]  # what is being done, how much of how much
ROWS_NAMED = 10  # row numbers in a sentence; whoever has more has another trouble


def ready() -> None:
    """Make the keys where there are none yet, and refuse to begin with those of other data.

    Raises:
        WrongKeys: they are missing, cannot be read, or something is sealed with other ones.
    """
    ring = kept.ring(fresh=True)
    found = first_sealed()
    if found is not None and not ring.has(found[1]):
        raise WrongKeys(
            f"{kept.where()} does not open what is in the database: {found[0]} is sealed with the"
            f" key {found[1][len(MARK) :][:8]}, which is not in it.",
            needed="The keys that the data was sealed with.",
            try_this="Put back your copy of them, or set ALONGSIDE_KEYS_FILE to where it is.",
        )


def faults() -> list[str]:
    """What is wrong with the keys, in sentences; none when all is well. It opens nothing."""
    try:
        ring = kept.ring(fresh=True)
    except WrongKeys as reason:
        return [reason.found]
    names = {key.name for key in ring.keys}
    said = []
    for column in columns():
        for mark, number in sorted(column.by_key().items()):
            if not mark:
                said.append(f"{column} holds {number} texts that are not sealed.")
            elif mark[len(MARK) :] not in names:
                said.append(
                    f"{column} holds {number} texts of the key {mark[len(MARK) :]},"
                    " which is not among the keys."
                )
    if len(names) > 1:
        said.append("There is more than one key: a rotation goes on, or was interrupted.")
    return said


@dataclass
class Looked:
    """What a look at every sealed text found."""

    by_key: Counter[str] = field(default_factory=Counter)  # texts a key; "" for not sealed
    said: list[str] = field(default_factory=list)  # what is wrong, in sentences


def look(step: Step = lambda stage, done, total: None) -> Looked:
    """Open every text, and compare every hash with what it is made of."""
    found = Looked(said=faults())
    whole = columns()
    for number, column in enumerate(whole):
        step(f"Opening {column}", number, len(whole))
        for mark, texts in column.by_key().items():
            found.by_key[mark[len(MARK) :]] += texts
        if damaged := _damaged(column):
            found.said.append(f"{column} {_in_rows(damaged)} was changed since it was sealed.")
    for hashed in _hashes():
        step(f"Comparing {hashed.model._meta.label}.{hashed.name}", len(whole), len(whole))
        if wrong := _out_of_step(hashed):
            label = f"{hashed.model._meta.label}.{hashed.name}"
            found.said.append(f"{label} {_in_rows(wrong)} is not the hash of {hashed.of}.")
    return found


def _damaged(column: Column) -> list[Any]:
    """Rows whose text cannot be opened although its key is there."""
    ring, of, found = kept.ring(), column.field.sealed_for, []
    for rows in column.batches():
        for number, sealed in rows:
            try:
                ring.open(sealed, of=of)
            except NotOpened:
                if kept.ring(fresh=True).has(sealed):
                    found.append(number)
    return found


def _hashes() -> list[KeyedHash]:
    tables = set(connection.introspection.table_names())
    return [
        found
        for model in apps.get_models()
        if model._meta.db_table in tables
        for found in model._meta.concrete_fields
        if isinstance(found, KeyedHash)
    ]


def _out_of_step(hashed: KeyedHash) -> list[Any]:
    """Rows whose hash is not that of their value, so that a search would miss them."""
    rows = hashed.model._default_manager.exclude(**{hashed.of: "", hashed.name: ""})
    return [row.pk for row in _openable(rows) if hashed.hash_for(row) != getattr(row, hashed.name)]


def _openable(rows: models.QuerySet[Any]) -> Iterator[Any]:
    """Row by row, until one cannot be opened: that was said already, with its number."""
    with suppress(WrongKeys):
        yield from rows.order_by("pk").iterator(chunk_size=BATCH)


def _in_rows(numbers: list[Any]) -> str:
    shown = ", ".join(str(number) for number in numbers[:ROWS_NAMED])
    more = f" and {len(numbers) - ROWS_NAMED} more" if len(numbers) > ROWS_NAMED else ""
    return f"in row{'s' if len(numbers) > 1 else ''} {shown}{more}"
