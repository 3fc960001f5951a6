"""Work that takes longer than a page may: done by a process of its own, asked for by number.

Usage, in a room's ``tasks.py``::

    @in_background
    def make_extract(number: int) -> None: ...

    make_extract.enqueue(extract.pk)

What is handed over is kept in the database in the open: numbers and codes only, nothing of a
person's. A piece of work whose process was killed is begun again, so each one must be such that
doing it twice does no harm. State that people should see belongs on the room's own record.
"""

from __future__ import annotations

import functools
import logging
import os
import socket
import time
from collections.abc import Callable, Sequence
from typing import Any, ParamSpec, TypeVar

from django.core.cache import cache
from django.db import DatabaseError, close_old_connections, transaction
from django_tasks import task
from django_tasks.base import Task

P = ParamSpec("P")
T = TypeVar("T")
Step = Callable[[str, int, int], None]  # what is being done, how much of how much
logger = logging.getLogger("alongside.background")
HOUR = 3_600.0  # seconds
SHOWN_FOR = 600  # seconds


class WorkFailed(Exception):
    """A piece of work failed. It holds the kind of the error, and none of its words."""


def in_background(function: Callable[P, T]) -> Task[P, T]:
    """Make a task of a function of a module; `.enqueue(…)` asks for it."""

    @functools.wraps(function)
    def quietly(*args: P.args, **kwargs: P.kwargs) -> T:
        kind = ""
        try:
            return function(*args, **kwargs)
        except Exception as error:
            logger.exception("a piece of work failed")  # our log keeps kind and place, no words
            kind = type(error).__name__
        raise WorkFailed(kind)  # outside, so that what is kept in the database has no words either

    made: Task[P, T] = task()(quietly)
    return made


def enqueue_afterwards(work: Task[Any, Any], *args: Any) -> None:
    """Ask for it once what was just written is kept: its process must be able to read it."""
    transaction.on_commit(lambda: work.enqueue(*args))


def nobody_waits(_stage: str, _done: int, _total: int) -> None:
    """For when nobody looks at the progress."""


class Progress:
    """How far pieces of work of one sort have come, where their pages can see it: numbers alone,
    outside the database."""

    def __init__(self, sort: str) -> None:
        self._key = f"{sort}.progress:{{}}"

    def step(self, number: int) -> Step:
        """Keeps how far the piece of this number has come."""

        def step(stage: str, done: int, total: int) -> None:
            cache.set(self._key.format(number), [stage, done, total], SHOWN_FOR)

        return step

    def of(self, number: int) -> tuple[str, int, int]:
        """What is being done in the piece of this number, and how much of how much."""
        stage, done, total = cache.get(self._key.format(number)) or ("Waiting for its turn", 0, 0)
        return stage, done, total


def our_name() -> str:
    """The name of this working process, by which an abandoned piece of work is known."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}"


def is_alive(name: str) -> bool:
    """Whether the process of that name still runs. On another machine: nobody here can say no."""
    host, _, number = name.rpartition("-")
    if host != socket.gethostname()[:40]:
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return int(number) != os.getpid()


def take_up_abandoned() -> int:
    """Put back what a killed process left half done, and say how many."""
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    left = [
        result.pk
        for result in DBTaskResult.objects.running()
        if result.worker_ids and not is_alive(result.worker_ids[-1])
    ]
    return DBTaskResult.objects.filter(pk__in=left).update(status=TaskResultStatus.READY)


def work_until(
    ended: Callable[[], bool], *, every: float = 1.0, hourly: Sequence[Callable[[], None]] = ()
) -> None:
    """Do what is asked for, piece by piece, until told to stop. Returns between two pieces.

    `hourly` is what nobody asks for: done at the beginning, and about once an hour after that.
    """
    take_up_abandoned()
    due = time.monotonic()
    while not ended():
        if time.monotonic() >= due:
            due = time.monotonic() + HOUR
            _each(hourly)
        if not _one_piece():
            time.sleep(every)


def _each(pieces: Sequence[Callable[[], None]]) -> None:
    """Do each of these; one that fails keeps no other from being done, and is tried next time."""
    for piece in pieces:
        try:
            piece()
        except Exception:
            logger.exception("what is done every hour failed")
            close_old_connections()


def _one_piece() -> bool:
    """Do the next piece; False where there was none, or where the database is away just now."""
    from django_tasks_db.management.commands.db_worker import Worker

    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=our_name(),
        excluded_queue_names=[],
    )
    try:
        worker.run()
    except DatabaseError:
        logger.exception("the database does not answer")
        close_old_connections()
    return bool(worker._run_tasks)
