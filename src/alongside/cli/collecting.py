"""How often Python looks for objects that nobody holds."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 100_000  # objects made, and still there, from one look to the next


@contextmanager
def seldom() -> Iterator[None]:
    """Look seldom for circles of objects: else a twentieth of a run, in which there are few."""
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
