"""Rows some at a time, of whatever gives them one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def together(rows: Iterable[T], how_many: int) -> Iterator[list[T]]:
    """Lists of so many rows, the last one of what is left; no list is empty."""
    coming = iter(rows)
    while some := list(islice(coming, how_many)):
        yield some
