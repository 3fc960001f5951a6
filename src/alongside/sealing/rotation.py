"""A new key in the place of the one in use, while others read and write.

1. The new key is put in front of the file. Whoever seals looks at the file first, so from that
   moment everything new is sealed with it; and whoever meets it in a text reads the file again.
2. Every text of an older key is opened and sealed again, each only if it still stands there as it
   was read, so nothing that somebody else wrote meanwhile is lost.
3. A text may have been sealed just before the new key came and be written only now, because the
   database made it wait. So the old key goes when that cannot be any longer, and nothing has it.

Interrupted anywhere, it can be run again: with two keys in the file it goes on at 2.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import OperationalError, connection, transaction

from alongside.trouble import Refused, WrongKeys
from alongside.unsaved import Why, why

from . import kept
from .keys import NotOpened, Ring
from .rows import Column, Row, columns

Step = Callable[[str, int, int], None]  # what is being done, how much of how much
LONGEST_WAIT = 25.0  # seconds: longer than SQLite lets anybody wait for their turn to write
LONGEST_TRANSACTION = 600.0  # seconds; an import of many files may write for so long
BREATH = 0.005  # seconds between batches, in which others get their turn


@dataclass(frozen=True)
class Rotated:
    """What was done."""

    sealed_again: int  # texts
    in_use: str  # the new key's name
    before: Path | None  # where the keys are that are no longer in use; None: in the environment


def rotate(*, on: date, step: Step = lambda stage, done, total: None) -> Rotated:
    """Seal everything with a new key, and take the old one out of the file.

    Where the keys stand in the environment, only step 2 is for us: the rest is said.

    Raises:
        Refused: it goes on already; or there is no second key in the environment.
        WrongKeys: something cannot be opened, so no key is taken out.
    """
    if kept.in_environment():
        return _rotate_in_environment(step)
    kept.ring(fresh=True)  # made, where there are none yet
    with kept.alone():
        ring = kept.ring(fresh=True)
        if len(ring.keys) == 1:
            kept.replace(ring.with_new_key())
            ring = kept.ring(fresh=True)
        since = kept.file().stat().st_mtime
        sealed_again = _seal_all(ring, step)
        _wait(since, step)
        sealed_again += _seal_all(ring, step)
        before = kept.keep_aside(ring, on)
        kept.replace(ring.with_first_key_alone())
        sealed_again += _seal_all(ring, step)
    return Rotated(sealed_again, ring.in_use, before)


def _rotate_in_environment(step: Step) -> Rotated:
    ring = kept.ring()
    if len(ring.keys) == 1:
        raise Refused(
            "The keys stand in ALONGSIDE_KEYS, which this command cannot change.",
            needed="A new key in front of the one in use, in every place where the service runs.",
            try_this="alongside keys new: it prints what to set, and what comes after that.",
        )
    return Rotated(_seal_all(ring, step), ring.in_use, None)


def _seal_all(ring: Ring, step: Step) -> int:
    """Seal again whatever bears an older key, until there is nothing left of one."""
    whole = columns()
    total = sum(column.count(but_for=ring.in_use) for column in whole)
    done, unopened = 0, list[str]()
    for column in whole:
        for written in _seal_column(column, ring, unopened):
            done += written
            step("Sealing with the new key", done, max(done, total))
    if unopened:
        raise WrongKeys(
            f"{unopened[0]} cannot be opened{_nor_can(len(set(unopened)) - 1)}. All"
            " else is sealed with the new key, and the old one was left in its place.",
            needed="Every text opened, before a key is taken away.",
            try_this="alongside keys check",
        )
    return done


def _seal_column(column: Column, ring: Ring, unopened: list[str]) -> Iterator[int]:
    """Batch by batch; tells how many texts of each were sealed anew. Others had the rest."""
    patience = _Patience()
    again = True
    while again:  # another look finds what was written, or held by others, meanwhile
        again = False
        for rows in column.batches(but_for=ring.in_use):
            opened = _opened(column, rows, ring, unopened)
            written = _in_turn(column, opened)
            again = again or bool(opened)
            if written:
                patience = _Patience()
            elif opened:
                patience.wait()
            yield written
            time.sleep(BREATH)


def _in_turn(column: Column, changes: list[tuple[str, Any, str]]) -> int:
    """Write them, or none when others write for longer than the database lets us wait."""
    try:
        return column.put(changes) if changes else 0
    except OperationalError as error:
        if why(error) is not Why.BUSY:
            raise
        return 0


class _Patience:
    """With others who write, such as an import; but not for ever."""

    def __init__(self) -> None:
        self._ends = time.monotonic() + LONGEST_TRANSACTION

    def wait(self) -> None:
        """Give them half a second; Refused when there was enough of that."""
        if time.monotonic() > self._ends:
            raise Refused(
                "Something has been writing to the database for a long time, and holds rows.",
                needed="Its end: it may still write what was sealed with the old key.",
                try_this="alongside keys rotate, later: it goes on from here.",
            )
        time.sleep(min(0.5, LONGEST_TRANSACTION))


def _opened(
    column: Column, rows: list[Row], ring: Ring, unopened: list[str]
) -> list[tuple[str, Any, str]]:
    """What to put in the place of these texts; of those that no key opens, where they stand."""
    of, changes = column.field.sealed_for, []
    for number, sealed in rows:
        try:
            plain = ring.open(sealed, of=of)
        except NotOpened:
            unopened.append(f"{column} in row {number}")
        else:
            changes.append((ring.seal(plain, of=of), number, sealed))
    return changes


def _nor_can(others: int) -> str:
    return f", nor can {others} others" if others else ""


def _wait(since: float, step: Step) -> None:
    """Until nobody can be left who sealed with the old key and has not written it yet."""
    left = min(max(since + LONGEST_WAIT - time.time(), 0), LONGEST_WAIT)
    ends = time.monotonic() + left
    while (left := ends - time.monotonic()) > 0:
        step("Waiting for what was being written", int(LONGEST_WAIT - left), int(LONGEST_WAIT))
        time.sleep(min(left, 0.5))
    patience = _Patience()
    while _somebody_still_writes(since):
        step("Waiting for somebody who is still writing", 0, 0)
        patience.wait()


def _somebody_still_writes(since: float) -> bool:
    """Whether a transaction is open that began before."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(OLDER_TRANSACTIONS, [since])
            return bool(cursor.fetchone()[0])
    try:
        with transaction.atomic():  # SQLite lets us in when nobody else writes
            return False
    except OperationalError as error:
        if why(error) is not Why.BUSY:
            raise
        return True


OLDER_TRANSACTIONS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend'
    AND pid <> pg_backend_pid() AND xact_start < to_timestamp(%s)
"""
