"""The process beside the server that does what takes longer than a page may."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from types import FrameType

from .managing import start_django

logger = logging.getLogger("alongside.working")
PATIENCE = 25  # seconds for what is in hand, when the server stops
PAUSE = 5  # seconds before it is started again


def work(*, beside: int | None) -> None:
    """Do what is asked for until stopped; or until the server that started us is gone."""
    start_django()
    from alongside.background import work_until
    from alongside.casework.extracting.making import clear_old
    from alongside.casework.reports.tasks import forget_old
    from alongside.casework.signposting.post import send_what_is_due
    from alongside.casework.site.logs import hear_what_nobody_catches

    hear_what_nobody_catches()
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)
    work_until(
        lambda: stopped.is_set() or (beside is not None and os.getppid() != beside),
        # what is kept for some days is kept no longer; organisers are reminded, once
        hourly=(clear_old, forget_old, send_what_is_due),
    )


class Helper:
    """The working process of a server: started with it, stopped with it, and again if it dies."""

    def __init__(self, command: Sequence[str] = ()) -> None:
        self._command = command or [sys.executable, "-m", "alongside.cli", "work", "--beside"]
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        self._stopping = threading.Event()

    def start(self) -> None:
        self._begin()
        threading.Thread(target=self._keep, daemon=True).start()

    def stop(self) -> None:
        """Let it finish what is in hand, for a while."""
        with self._turn:
            self._stopping.set()
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()  # what it left half done is taken up at the next start

    def _begin(self) -> None:
        with self._turn:
            if not self._stopping.is_set():
                command = [*self._command, str(os.getpid())]
                self._process = subprocess.Popen(command)  # noqa: S603 - ours, by its path

    def _begin_again(self) -> None:
        """Where that does not work just now, as without memory, it is tried again later."""
        try:
            self._begin()
        except OSError:
            logger.exception("the working process could not be started")
        else:
            logger.warning("the working process was started again")

    def _keep(self) -> None:
        """Killed, or out of memory: what waits must not wait for somebody to notice."""
        while not self._stopping.is_set():
            if self._process is not None:
                self._process.wait()
            if not self._stopping.wait(PAUSE):
                self._begin_again()
