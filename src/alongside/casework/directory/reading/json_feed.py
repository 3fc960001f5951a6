"""Services out of JSON: a list, a page, or one alone; read piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

import ijson

from .trouble import CannotRead

DEEPEST = 100  # lists and records within one another; real ones have about ten
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
        raise CannotRead(f"It is no JSON, or breaks off: {_in_short(reason)}.") from reason
    if {"id", "name"} <= set(keys):
        return ""
    raise CannotRead(
        f"It is JSON without a list of services. It has: {', '.join(keys[:8])[:200] or 'nothing'}."
    )


def services(file: IO[bytes]) -> Iterator[Any]:
    """Each service, in its order."""
    start = file.tell()
    _not_too_deep(file)
    file.seek(start)
    prefix = prefix_of(file)
    file.seek(start)
    try:
        yield from ijson.items(file, prefix, use_float=True)
    except ijson.JSONError as reason:
        raise CannotRead(
            f"It breaks off, or is no JSON from some place on: {_in_short(reason)}."
        ) from reason


def _not_too_deep(file: IO[bytes]) -> None:
    """Before anything is made of it: where something stands is said by a path, and a hundred
    thousand lists in one another make paths that fill the memory."""
    depth = 0
    try:
        for event, _ in ijson.basic_parse(file):
            if event in ("start_array", "start_map"):
                depth += 1
                if depth > DEEPEST:
                    raise CannotRead("It has lists in lists in lists, deeper than any directory.")
            elif event in ("end_array", "end_map"):
                depth -= 1
    except ijson.JSONError:
        return  # what is wrong with it is said by whoever reads it


def _in_short(reason: ijson.JSONError) -> str:
    """What the parser says, without its drawing of where."""
    return next(iter(str(reason).splitlines()), "")[:120].strip(" .")
