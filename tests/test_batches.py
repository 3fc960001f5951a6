"""Rows some at a time."""

from __future__ import annotations

import pytest

from alongside.batches import together


@pytest.mark.parametrize(
    ("many", "sizes"), [(0, []), (1, [1]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])]
)
def test_every_row_comes_once_and_in_its_order(many: int, sizes: list[int]):
    found = list(together(iter(range(many)), 3))

    assert [len(some) for some in found] == sizes
    assert [row for some in found for row in some] == list(range(many))


def test_no_more_is_read_than_is_asked_for():
    coming = iter(range(10))

    first = next(together(coming, 4))

    assert (first, next(coming)) == ([0, 1, 2, 3], 4)
