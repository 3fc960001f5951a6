"""Log lines as JSON, one a line, without personal data."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

OURS = ("method", "route", "status", "ms", "number")


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
        line |= {name: getattr(record, name) for name in OURS if hasattr(record, name)}
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
    if record.exc_info:
        return str(record.msg)
    if record.name.startswith("gunicorn"):  # “Invalid request from ip=…: …” quotes it
        return record.getMessage().split(" from ip=")[0]
    return record.getMessage()
