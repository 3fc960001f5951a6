"""Asking the service as one of the world's workers, and hearing what it wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from time import time

from django.db import connection
from django.test import Client

from .world import World

WRITES = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
OF_NO_ACCOUNT = {"django_session"}  # when this browser was heard of last


def signed_in(world: World, who: str) -> Client:
    """A browser in which this worker is signed in; nobody is, where none is named."""
    client = Client()
    if who:
        client.force_login(getattr(world, who))
        session = client.session
        session["last_seen"] = int(time())  # or it would be kept anew at each request
        session.save()
    return client


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables that are written while this holds."""
    wrote: set[str] = set()

    def hear(execute, sql, params, many, context):
        if found := WRITES.match(sql):
            wrote.add(found[2])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        yield wrote
