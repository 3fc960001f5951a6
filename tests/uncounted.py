"""Walks through the whole service are not counted as coverage, which takes as long again.

That a line was come by on the way says little of whether it is right: that is for the tests of its
own room, and the report of coverage says where they leave something out.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from coverage import Coverage


@pytest.fixture(scope="package", autouse=True)
def not_counted() -> Iterator[None]:
    """Where it is imported into a folder's conftest.py, from its first test to its last."""
    stopped = []
    while (counting := Coverage.current()) is not None:  # a process of xdist's has several
        counting.stop()
        stopped.append(counting)
    yield
    for counting in reversed(stopped):
        counting.start()
