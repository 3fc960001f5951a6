"""How one line holds on to the one before it. Pure: the key and the lines are handed in.

Each line carries a link, HMAC-SHA-256 (RFC 2104) over the link of the line before and its own
words. Who can write to the database, and has no key, can make no link. See decision 0014.
"""

from __future__ import annotations

import hmac
import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

START = ""  # what stands before the first line
_PLAIN = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


class Written(NamedTuple):
    """What a line says, in the order in which its link takes it up."""

    number: int
    at: datetime  # aware
    action: str
    worker_number: int | None
    thing_label: str
    thing_number: int | None
    person_number: int | None
    scheme_number: int | None
    page: str
    detail: dict[str, Any]


def link(key: bytes, before: str, line: Written) -> str:
    """The link of this line, 64 letters; `before` is that of the line before."""
    plain = [
        line.number,
        line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        *line[2:],
    ]
    return _sealed(key, "line", before, _PLAIN.encode(plain))


def seal(key: bytes, number: int, last: str) -> str:
    """What makes the head's row its own: an older head cannot be made up from an older line."""
    return _sealed(key, "head", str(number), last)


def _sealed(key: bytes, *parts: str) -> str:
    return hmac.digest(key, "\n".join(parts).encode(), "sha256").hex()
