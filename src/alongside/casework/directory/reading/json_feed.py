"""Services out of JSON: a list, a page, or one alone; read piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

import ijson

from .trouble import CannotRead

LISTS = ("contents", "content", "services", "data", "items", "results")


def prefix_of(file: IO[bytes]) -> str:
    """Where the services stand in it: `item` of a list, `contents.item` of a page, "" for one.

    Raises:
        CannotRead: no services are to be found in it.
    """
    keys: list[str] = []
    try:
        for prefix, event, value in ijson.parse(file):
            if prefix == "" and event == "start_array":
                return "item"
            if prefix == "" and event == "map_key":
                keys.append(value)
            if event == "start_array" and prefix in LISTS:
                return f"{prefix}.item"
    except ijson.JSONError as reason:
        raise CannotRead(f"It is no JSON, or is broken off: {reason!s:.120}.") from reason
    if {"id", "name"} <= set(keys):
        return ""
    raise CannotRead(
        f"It is JSON without a list of services. It has: {', '.join(keys[:8])[:200] or 'nothing'}."
    )


def services(file: IO[bytes]) -> Iterator[Any]:
    """Each service, in its order."""
    prefix = prefix_of(file)
    file.seek(0)
    try:
        yield from ijson.items(file, prefix, use_float=True)
    except ijson.JSONError as reason:
        raise CannotRead(
            f"It breaks off, or is no JSON from some place on: {reason!s:.120}."
        ) from reason
    except RecursionError as reason:
        raise CannotRead("It has lists in lists in lists, deeper than any directory.") from reason
