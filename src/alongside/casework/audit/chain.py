"""Linking lines, in the order of their numbers, however many write.

On SQLite a transaction that writes has the database for itself. On PostgreSQL the head's row is
locked, and from then until the commit no other line can be linked. A transaction of an action may
have more to do after its line, and may come to wait for a row that somebody else holds who waits
for the head. So there its lines are written at once, and linked in its last moment, by `commit` of
our connection (the postgresql folder beside this).
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from alongside.sealing import stable_key

from . import rules, table
from .models import Event, Head

PURPOSE = "audit"  # the name of the key, which never changes: old lines stay as they are
AT_ONCE = 5_000  # lines in one statement
COLUMNS = rules.Written._fields


class HeadIsWrong(Exception):
    """The head's row was written by somebody else. `alongside audit verify` says more."""


def add(events: Sequence[Event]) -> None:
    """Write these lines, in this order."""
    connection = connections[DEFAULT_DB_ALIAS]
    later: list[int] | None = getattr(connection, "to_link", None)
    if later is None or not connection.in_atomic_block:
        with transaction.atomic():
            _link(events)
            table.insert(connection, events)
    else:
        table.insert(connection, events)
        later.extend(event.pk for event in events)


def link_waiting(connection: BaseDatabaseWrapper, rows: Sequence[int]) -> None:
    """Link the lines of this transaction that are still there. It commits at once afterwards."""
    for at in range(0, len(rows), AT_ONCE):
        events = list(Event.objects.filter(pk__in=rows[at : at + AT_ONCE]).order_by("pk"))
        if events:  # else what they spoke of was taken back
            _link(events)
            table.keep_links(connection, events)


def _link(events: Sequence[Event]) -> None:
    """Give each its number and link, and move the head. No other line is linked until commit."""
    key = stable_key(PURPOSE)
    head = _head(key)
    for event in events:
        head.number += 1
        event.number = head.number
        event.link = head.link = rules.link(key, head.link, written(event))
    head.seal = rules.seal(key, head.number, head.link)
    head.save()


def _head(key: bytes) -> Head:
    """The head's row, for us alone. The first line of all makes it."""
    head = Head.objects.select_for_update().filter(pk=1).first()
    if head is None:
        fresh = Head(pk=1, seal=rules.seal(key, 0, rules.START))
        Head.objects.bulk_create([fresh], ignore_conflicts=True)
        head = Head.objects.select_for_update().get(pk=1)
    if head.seal != rules.seal(key, head.number, head.link):
        raise HeadIsWrong("The head of the audit is not as we left it: alongside audit verify")
    return head


def written(event: Event) -> rules.Written:
    """What the link of this line takes up."""
    return rules.Written(*(getattr(event, column) for column in COLUMNS))
