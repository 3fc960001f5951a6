"""Merged cells: what stands in the first of them was meant for each."""

from __future__ import annotations

from ..values import Cell
from .table import is_empty

Range = tuple[int, int, int, int]  # first row, last row, first column, last column, from 1
MOST_ROWS_OF_ONE = (
    1_000  # a cell merged over more than this is a frame, and says nothing of its rows
)


class Merged:
    """Fills the cells of merged ranges, row after row, with what stands in the first one."""

    def __init__(self, ranges: list[Range]) -> None:
        self._coming = sorted(
            (one for one in ranges if one[1] - one[0] < MOST_ROWS_OF_ONE), reverse=True
        )
        self._open: list[tuple[Range, Cell]] = []
        self._filled: set[Range] = set()

    def fill(self, row: int, cells: list[Cell]) -> list[Cell]:
        """The row with its merged cells filled. A row that is empty without them stays empty."""
        while self._coming and self._coming[-1][0] <= row:
            found = self._coming.pop()
            at = found[2] - 1
            if found[0] == row and at < len(cells) and cells[at] is not None:
                self._open.append((found, cells[at]))
        self._open = [(one, value) for one, value in self._open if one[1] >= row]
        if not self._open or is_empty(cells):
            return cells
        for one, value in self._open:
            self._fill_one(one, value, cells)
        return cells

    def _fill_one(self, one: Range, value: Cell, cells: list[Cell]) -> None:
        first, last = one[2] - 1, min(one[3], 200)
        cells.extend([None] * (last - len(cells)))
        for at in range(first, last):
            if cells[at] is None:
                cells[at] = value
                self._filled.add(one)

    def filled(self) -> list[int]:
        """For each range of which a cell was filled, its last row."""
        return [one[1] for one in self._filled]
