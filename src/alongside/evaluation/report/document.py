"""The document that page and PDF are both made from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Numbers in rows. `numeric` says of each column whether it is set to the right; `strong` holds
    the places of the rows that add the others up."""

    id: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    strong: frozenset[int] = frozenset()
