"""Which row has the headings: below a title, over two rows, or met again in the middle."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ..values import Cell, Unreadable, as_text, squeezed
from .table import Row, Sheet

LOOKED_AT = 15  # rows from the top in which headings are looked for


@dataclass
class Headed:
    """The headings of a sheet, by position, and the rows below them."""

    names: list[str]  # "" for a column without a heading
    rows: list[Row]
    row: int  # the number of the row that has the headings, or the last of them
    said: list[str] = field(default_factory=list)


Known = Callable[[str], int]  # 2: as our own name; 1: as another's; 0: not


def find(sheet: Sheet, known: Known) -> Headed:
    """Find the headings: the row, or the two rows together, of which the most are known."""
    if not sheet.rows:
        return Headed([], [], 0)
    at, names, double = _best(sheet.rows[:LOOKED_AT], known)
    said = []
    above = at - (1 if double else 0)
    if double:
        said.append(
            f"The headings stand in two rows, {sheet.rows[at - 1].number} and"
            f" {sheet.rows[at].number}: they were read as one."
        )
    if above:
        rows = f"row {sheet.rows[0].number}" if above == 1 else f"the first {above} rows"
        said.append(f"Above the headings, {rows} held a title and no data: left out.")
    below, again = _without_repeats(sheet.rows[at + 1 :], sheet.rows[at])
    if again:
        said.append(
            f"The headings stand again in {'row' if len(again) == 1 else 'rows'}"
            f" {_some(again)}: left out."
        )
    said += _empty_and_merged(sheet, sheet.rows[at].number, len(below) + len(again))
    return Headed(names, below, sheet.rows[at].number, said)


def _empty_and_merged(sheet: Sheet, heading: int, below: int) -> Iterator[str]:
    """What was done below the headings without anybody seeing it."""
    last = sheet.rows[-1].number
    empty = last - heading - below
    after = sheet.last_row - last
    empty += after if after > 100 else 0  # a few at the end are everywhere
    if empty > 0:
        yield f"{empty:,} empty row{' was' if empty == 1 else 's were'} left out."
    if count := sum(1 for row in sheet.merged if row > heading):
        yield (
            f"{count:,} merged cell{' was' if count == 1 else 's were'} parted, and what stood in"
            f" {'it' if count == 1 else 'each'} was read for every row and column of it."
        )


def _some(numbers: Sequence[int]) -> str:
    first = ", ".join(f"{number:,}" for number in numbers[:5])
    return first if len(numbers) <= 5 else f"{first} and {len(numbers) - 5} more"


def _best(rows: Sequence[Row], known: Known) -> tuple[int, list[str], bool]:
    """The position of the row, its names, and whether the row above belongs to it."""
    best, best_double = (0, 0), False  # how many are known, and how well
    names = _single(_fullest(rows))
    best_at = rows.index(_fullest(rows))
    for at, row in enumerate(rows):
        for double in (False, True):
            if double and at == 0:
                continue
            tried = _joined(rows[at - 1], row, known) if double else _single(row)
            well = {squeezed(name): known(name) for name in tried if name and known(name)}
            score = (len(well), sum(well.values()))
            if score > best:
                best, best_double, names, best_at = score, double, tried, at
    return best_at, names, best_double


def _fullest(rows: Sequence[Row]) -> Row:
    """Where nothing is known: the first row with as many cells filled as any of the first five."""
    return max(rows[:5], key=lambda row: len([name for name in _single(row) if name]))


def _name(cell: Cell) -> str:
    return "" if isinstance(cell, Unreadable) else " ".join(as_text(cell).split())


def _single(row: Row) -> list[str]:
    return [_name(cell) for cell in row.cells]


def _joined(above: Row, row: Row, known: Known) -> list[str]:
    """Each heading with the group above it, where that makes a name that is known."""
    groups, names = _single(above), _single(row)
    width = max(len(groups), len(names))
    groups += [""] * (width - len(groups))
    names += [""] * (width - len(names))
    found, group = [], ""
    for over, name in zip(groups, names, strict=True):
        group = over or group
        whole = f"{group} {name}".strip()
        if known(whole):
            found.append(whole)
        else:
            found.append(name if known(name) or not over or over == name else whole)
    return found


def _without_repeats(rows: Sequence[Row], headings: Row) -> tuple[list[Row], list[int]]:
    """A printed list has its headings on every page."""
    names = [name for name in _single(headings) if name]
    kept, again = [], []
    for row in rows:
        if len(names) > 1 and [name for name in _single(row) if name] == names:
            again.append(row.number)
        else:
            kept.append(row)
    return kept, again
