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
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from alongside.trouble import Refused, WrongKeys

from . import kept
from .keys import NotOpened, Ring
from .rows import Column, Row, columns

Step = Callable[[str, int, int], None]  # what is being done, how much of how much
LONGEST_WAIT = 25.0  # seconds: longer than SQLite lets anybody wait for their turn to write
LONGEST_TRANSACTION = 600.0  # seconds; PostgreSQL has no limit of its own
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
        again = True
        while again:  # a second look finds what was written meanwhile
            again = False
            for rows in column.batches(but_for=ring.in_use):
                opened = _opened(column, rows, ring, unopened)
                column.put(opened)
                done, again = done + len(opened), again or bool(opened)
                step("Sealing with the new key", done, max(done, total))
                time.sleep(BREATH)
    if unopened:
        raise WrongKeys(
            f"{unopened[0]} cannot be opened{_nor_can(len(set(unopened)) - 1)}. All"
            " else is sealed with the new key, and the old one was left in its place.",
            needed="Every text opened, before a key is taken away.",
            try_this="alongside keys check",
        )
    return done


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
    while (left := since + LONGEST_WAIT - time.time()) > 0:
        step("Waiting for what was being written", int(LONGEST_WAIT - left), int(LONGEST_WAIT))
        time.sleep(min(left, 0.5))
    give_up = time.monotonic() + LONGEST_TRANSACTION
    while _older_transactions(since):
        if time.monotonic() > give_up:
            raise Refused(
                "A transaction is open in the database that began before the new key was made.",
                needed="Its end: it may still write something that the old key has sealed.",
                try_this="alongside keys rotate, later: it goes on from here.",
            )
        step("Waiting for a transaction that is still open", 0, 0)
        time.sleep(0.5)


def _older_transactions(since: float) -> bool:
    """On SQLite nobody waits longer than `LONGEST_WAIT`; PostgreSQL tells who is still there."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            " AND xact_start < to_timestamp(%s)",
            [since],
        )
        return bool(cursor.fetchone()[0])
