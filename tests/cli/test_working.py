"""The process beside the server: there while the server is, and only then."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from alongside.cli import working
from alongside.cli.working import Helper

TELL = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(60)"


@pytest.fixture
def started(tmp_path: Path) -> Path:
    """Where each process writes its number."""
    return tmp_path / "started"


def numbers(started: Path) -> list[int]:
    return [int(line) for line in started.read_text().split()] if started.exists() else []


def until(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("It did not come about in 30 seconds.")


def alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_is_started_again_when_something_kills_it_and_stops_with_the_server(
    started: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(working, "PAUSE", 0.05)
    helper = Helper([sys.executable, "-c", TELL, str(started)])
    helper.start()
    until(lambda: len(numbers(started)) == 1)

    os.kill(numbers(started)[0], signal.SIGKILL)
    until(lambda: len(numbers(started)) == 2)
    helper.stop()

    assert not any(map(alive, numbers(started)))
    time.sleep(0.3)
    assert len(numbers(started)) == 2


def test_where_it_cannot_be_started_just_now_it_is_tried_again(
    started: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(working, "PAUSE", 0.05)
    helper = Helper([sys.executable, "-c", TELL, str(started)])
    helper.start()
    until(lambda: len(numbers(started)) == 1)
    popen, refused = working.subprocess.Popen, []

    def no_memory(*args: object, **kwargs: object) -> object:
        if len(refused) < 2:
            refused.append(args)
            raise OSError("no memory")
        return popen(*args, **kwargs)

    monkeypatch.setattr(working.subprocess, "Popen", no_memory)
    os.kill(numbers(started)[0], signal.SIGKILL)
    until(lambda: len(numbers(started)) == 2)
    helper.stop()

    told = [record.message for record in caplog.records if record.name == "alongside.working"]
    assert told == ["the working process could not be started"] * 2 + [
        "the working process was started again"
    ]


def test_one_that_does_not_stop_when_told_is_ended(started: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(working, "PATIENCE", 0.1)
    deaf = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {TELL}"
    helper = Helper([sys.executable, "-c", deaf, str(started)])
    helper.start()
    until(lambda: len(numbers(started)) == 1)

    helper.stop()

    until(lambda: not alive(numbers(started)[0]))


def test_a_server_that_never_came_up_has_nothing_to_stop():
    Helper().stop()


def test_what_is_kept_for_some_days_goes_though_nobody_asks_for_the_next(
    db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def once(ended: Callable[[], bool], *, hourly: Sequence[Callable[[], None]]) -> None:
        assert not ended()
        for each in hourly:
            each()

    settings.DATA = tmp_path
    old = [tmp_path / "extracts" / "999.zip", tmp_path / "reports" / "999" / "report.html"]
    for path in old:
        path.parent.mkdir(parents=True)
        path.write_text("of which nothing is known")
    monkeypatch.setattr("alongside.background.work_until", once)
    monkeypatch.setattr("alongside.casework.site.logs.hear_what_nobody_catches", lambda: None)
    monkeypatch.setattr(working, "start_django", lambda: None)
    monkeypatch.setattr(working.signal, "signal", lambda number, then: None)

    working.work(beside=None)

    assert not any(path.exists() for path in old)
