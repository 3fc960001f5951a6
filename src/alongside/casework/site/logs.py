"""Log lines as JSON, one a line, without personal data."""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

OURS = ("method", "route", "status", "ms", "number", "worker")
BY_PERCENT = {"django", "django_tasks"}  # their values stand apart from their words, and stay out
WARNING = re.compile(r"^[^\n]*?:\d+: (\w+): ")
uncaught = logging.getLogger("alongside.uncaught")


class WithoutPersonalData(logging.Formatter):
    """Time, level, where from and what. Of an exception its kind and place, never its words.

    An exception's words often hold values (“Key (email)=(…) already exists”), and so does the
    address of a request; neither is written.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        line["message"] = _message(record)
        if request := getattr(record, "request", None):
            line["route"] = getattr(getattr(request, "resolver_match", None), "route", "")
            line["status"] = getattr(record, "status_code", 0)
        line |= {name: value for name in OURS if (value := getattr(record, name, None)) is not None}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["at"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(line, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    """The message, without values where others than we chose them."""
    if hasattr(record, "request"):  # Django's message holds the address
        return "a request failed"
    if record.name == "py.warnings":  # “file:line: Kind: words”, and the words may hold values
        found = WARNING.match(record.getMessage())
        return f"a warning: {found[1]}" if found else "a warning"
    room = record.name.partition(".")[0]
    if record.exc_info or room in BY_PERCENT:
        return str(record.msg)
    if room == "gunicorn":  # “Invalid request from ip=…: …” quotes it
        return record.getMessage().split(" from ip=")[0]
    if room == "alongside":
        return record.getMessage()
    return f"a library said something, at {record.module}:{record.lineno}"


def hear_what_nobody_catches() -> None:
    """Failures of threads, and those that nothing can catch, go the same way, without their words.

    Otherwise Python prints them, words and all.
    """
    threading.excepthook = lambda failed: _log(
        failed.exc_type, failed.exc_value, failed.exc_traceback
    )
    sys.unraisablehook = lambda failed: _log(
        failed.exc_type, failed.exc_value, failed.exc_traceback
    )
    sys.excepthook = _log
    logging.captureWarnings(True)


def _log(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    if error is not None and not isinstance(error, KeyboardInterrupt | SystemExit):
        uncaught.critical("nobody caught this", exc_info=(kind, error, trace))
