"""Work that takes longer than a page may."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from alongside import background
from alongside.background import in_background

pytestmark = pytest.mark.django_db(transaction=True)
DONE: list[int] = []
DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@in_background
def note_number(number: int) -> None:
    DONE.append(number)


@in_background
def fail_with_words(number: int) -> None:
    raise ValueError("Peg Hollins, 07700 900123")


@pytest.fixture(autouse=True)
def in_the_database(settings):
    settings.TASKS = DATABASE
    DONE.clear()


def until_idle():
    """Ends as soon as nothing is waiting."""
    return lambda: not DBTaskResult.objects.ready().exists()


def test_what_is_asked_for_is_done_in_turn():
    note_number.enqueue(1)
    note_number.enqueue(2)

    background.work_until(until_idle(), every=0)

    assert DONE == [1, 2]


def test_nothing_is_begun_before_what_it_needs_is_kept():
    from django.db import transaction

    with transaction.atomic():
        background.enqueue_afterwards(note_number, 3)
        assert not DBTaskResult.objects.exists()

    assert DBTaskResult.objects.count() == 1


def test_of_a_failure_the_kind_is_kept_and_none_of_its_words():
    fail_with_words.enqueue(1)

    background.work_until(until_idle(), every=0)

    kept = DBTaskResult.objects.get()
    assert kept.status == TaskResultStatus.FAILED
    assert "ValueError" in kept.traceback
    assert "Hollins" not in kept.traceback
    assert "900123" not in kept.traceback


def test_what_a_killed_process_left_is_begun_again():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    note_number.enqueue(4)
    mine = background.our_name().rpartition("-")[0]
    DBTaskResult.objects.get().claim(f"{mine}-{ended.pid}")

    background.work_until(until_idle(), every=0)
    taken_up = background.take_up_abandoned()
    background.work_until(until_idle(), every=0)

    assert DONE == [4]
    assert taken_up == 0


def test_what_another_machine_is_at_is_left_to_it():
    note_number.enqueue(5)
    DBTaskResult.objects.get().claim("somewhere-else-1")

    assert background.take_up_abandoned() == 0


def test_a_database_that_is_away_does_not_end_the_work(monkeypatch):
    from django.db import OperationalError

    rounds = iter([False, False, True])

    def away(self):
        raise OperationalError

    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.Worker.run", away)

    background.work_until(lambda: next(rounds), every=0)  # ends because it is told to, not before


def test_what_nobody_asks_for_is_done_at_once_and_then_every_hour(caplog):
    rounds = iter([False, False, False, True])
    told, clock = [], iter([0.0, 0.0, 0.0, 3_599.0, 3_600.0, 3_600.0])
    caplog.set_level("ERROR", "alongside.background")

    def fail():
        raise ValueError("Peg Hollins")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(background, "time", SimpleNamespace(monotonic=lambda: next(clock)))
        patch.setattr(background, "_one_piece", lambda: True)
        background.work_until(lambda: next(rounds), hourly=(fail, lambda: told.append("done")))

    assert told == ["done", "done"]  # one that fails keeps no other from being done
    assert [one.message for one in caplog.records] == ["what is done every hour failed"] * 2


def test_a_process_of_somebody_else_is_alive(monkeypatch):
    def not_ours(number, signal):
        raise PermissionError

    monkeypatch.setattr("os.kill", not_ours)

    assert background.is_alive(background.our_name())
