"""The process beside the server that does what takes longer than a page may."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from types import FrameType

from .managing import start_django

PATIENCE = 25  # seconds for what is in hand, when the server stops


def work(*, beside: int | None) -> None:
    """Do what is asked for until stopped; or until the server that started us is gone."""
    start_django()
    from alongside.background import work_until
    from alongside.casework.site.logs import hear_what_nobody_catches

    hear_what_nobody_catches()
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)
    work_until(lambda: stopped.is_set() or (beside is not None and os.getppid() != beside))


class Helper:
    """The working process of a server: started with it, and stopped with it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "alongside.cli", "work", "--beside", str(os.getpid())]
        self._process = subprocess.Popen(command)  # noqa: S603 - our own command, by its path

    def stop(self) -> None:
        """Let it finish what is in hand, for a while."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()  # what it left half done is taken up at the next start
