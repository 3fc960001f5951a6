"""Cells become values, row by row; what was mended is counted, and every fault is kept. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from alongside.background import Step, nobody_waits

from .columns import Columns, match
from .kinds.base import Column, Kind, RowIn
from .mapping import Names
from .reading import Book, CannotOpen, Row, Sheet, headings, open_book
from .values import Cell, How, Value, Wrong, as_text, shown, squeezed

SHORT = 60  # letters: a longer text is not met twice


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `row` 0: with the file as a whole."""

    row: int
    column: str  # ours, and theirs in brackets where it differs; "" for the whole row
    value: str
    words: str

    @property
    def sentence(self) -> str:
        """*Row 14, column date_of_birth: “31/02/1950” is no day in the calendar. …*"""
        if not self.row:
            return self.words
        where = f"Row {self.row:,}" + (f", column {self.column}" if self.column else "")
        small = self.words[:1].islower()
        if not self.value:
            return f"{where} {self.words}" if small else f"{where}: {self.words}"
        return (
            f"{where}: “{self.value}” {self.words}"
            if small
            else f"{where}: “{self.value}”. {self.words}"
        )


@dataclass(frozen=True, slots=True)
class Mend:
    """Something that was put right: in which column, how often, and first where."""

    what: str
    column: str
    count: int
    row: int
    example: str

    @property
    def sentence(self) -> str:
        """*date_of_birth: a day was read of a number (12 times, first in row 3: …).*"""
        times = "" if self.count == 1 else f"{self.count:,} times, first "
        return f"{self.column}: {self.what} ({times}in row {self.row:,}: “{self.example}”)."


@dataclass
class Parsed:
    """A file, read: the rows that can be checked further, and everything that was met."""

    kind: Kind
    names: Names
    columns: Columns
    sheet: str
    rows: list[RowIn]
    faults: list[Fault]
    mends: list[Mend]
    said: list[str]
    source: dict[int, Row] = field(default_factory=dict)  # as they stood in the file, by number
    words: dict[str, Counter[str]] = field(default_factory=dict)  # of columns that want a known one

    @property
    def count(self) -> int:
        """How many rows with something in them stand below the headings."""
        return len(self.source)

    def fault(self, row: int, column: str, value: str, words: str) -> Fault:
        """A fault that names the column as the file does."""
        return Fault(row, self.columns.named(column), value, words)


def read(
    file: BinaryIO, kind: Kind, names: Names, today: date, step: Step = nobody_waits
) -> Parsed:
    """Open a file and read it as this kind; it is not needed any more afterwards.

    Raises:
        CannotOpen: it is no table, or has no sheet that can be this.
    """
    step("Opening", 0, 0)
    return parse(open_book(file), kind, names, How(today), step)


def parse(book: Book, kind: Kind, names: Names, how: How, step: Step = nobody_waits) -> Parsed:
    """Read an open file as this kind.

    Raises:
        CannotOpen: it has no sheet that can be this, or several, or one that cannot be read.
    """
    sheet = book.read(choose_sheet(book, kind, names))
    columns_of = Columns.knowing(kind, names)
    headed = headings.find(sheet, columns_of)
    columns = match(kind, names, headed.names)
    said = [*book.said, *_which_sheet(book, sheet), *sheet.said, *headed.said]
    parsed = Parsed(
        kind,
        names,
        columns,
        sheet.name,
        rows=[],
        faults=[Fault(0, "", "", words) for words in columns.faults],
        mends=[],
        said=said,
        source={row.number: row for row in headed.rows},
    )
    how = How(how.today, names.day_first, sheet.base_1904)
    if not parsed.faults:
        _Reading(parsed, how, sheet.ragged_is_wrong).all(headed.rows, step)
    if not headed.rows:
        parsed.faults.append(Fault(0, "", "", "There are no rows below the headings."))
    return parsed


def choose_sheet(book: Book, kind: Kind, names: Names) -> str:
    """The sheet that is meant: as was said, or the only one, or the only one that fits."""
    if names.sheet:
        there = {squeezed(name): name for name in [*book.names, *book.hidden]}
        if squeezed(names.sheet) not in there:
            raise CannotOpen(
                f"The workbook has no sheet “{names.sheet}”. It has {_quoted(book.names)}."
            )
        return there[squeezed(names.sheet)]
    if not book.names:
        raise CannotOpen("Every sheet of the workbook is hidden. Show the one that is meant.")
    if len(book.names) == 1:
        return book.names[0]
    known = Columns.knowing(kind, names)
    fitting = [name for name in book.names if _known_in(book.peek(name), known) >= 2]
    if len(fitting) != 1:
        raise CannotOpen(
            f"The workbook has several sheets, {_quoted(book.names)}, and"
            f" {'more than one could be meant' if fitting else 'none has headings that are known'}."
            " Say which one it is."
        )
    return fitting[0]


def _known_in(rows: Sequence[Row], known: Any) -> int:
    return max(
        (
            len({squeezed(as_text(cell)) for cell in row.cells if _is_known(cell, known)})
            for row in rows
        ),
        default=0,
    )


def _is_known(cell: Cell, known: Any) -> bool:
    return isinstance(cell, str) and bool(known(as_text(cell)))


def _which_sheet(book: Book, sheet: Sheet) -> list[str]:
    if len(book.names) < 2:
        return []
    others = [name for name in book.names if name != sheet.name]
    return [f"Of the workbook’s sheets “{sheet.name}” was read, and not {_quoted(others)}."]


def _quoted(names: Sequence[str]) -> str:
    return " and ".join(f"“{name}”" for name in names)


class _Reading:
    """Reads the rows of one file."""

    def __init__(self, parsed: Parsed, how: How, ragged_is_wrong: bool) -> None:
        self.parsed, self.how, self.ragged_is_wrong = parsed, how, ragged_is_wrong
        self.known: dict[tuple[str, type, Any], Value | Wrong] = {}
        self.mends: Counter[tuple[str, str]] = Counter()
        self.first: dict[tuple[str, str], tuple[int, str]] = {}
        self.words = {
            column: {squeezed(theirs): code for theirs, code in words.items()}
            for column, words in parsed.names.values.items()
        }
        self.constants = self._constants()

    def all(self, rows: Sequence[Row], step: Step) -> None:
        """Read every row; those without a fault are kept."""
        for done, row in enumerate(rows):
            if done % 500 == 0:
                step("Reading", done, len(rows))
            faults = len(self.parsed.faults)
            values = self._values(row)
            if len(self.parsed.faults) == faults:
                self.parsed.rows.append(RowIn(row.number, values))
        self.parsed.mends = [
            Mend(what, self.parsed.columns.named(column), count, *self.first[column, what])
            for (column, what), count in sorted(self.mends.items())
        ]

    def _values(self, row: Row) -> dict[str, Any]:
        values = dict(self.constants)
        if self.ragged_is_wrong and len(row.cells) > self.parsed.columns.width:
            self._refuse_ragged(row)
        for at, column in self.parsed.columns.by_place:
            cell = row.cells[at] if at < len(row.cells) else None
            if cell is None or cell == "":
                continue
            found = self._read(column, cell)
            if isinstance(found, Wrong):
                self._fault(row.number, column.name, shown(cell), str(found))
                continue
            if found.mended:
                self._mended(row.number, column.name, cell, found.mended)
            if found.value is not None:
                values[column.name] = found.value
        self._ask_for_required(row.number, values)
        return values

    def _read(self, column: Column, cell: Cell) -> Value | Wrong:
        theirs = cell
        if column.name in self.words:
            cell = self._in_our_words(column.name, cell)
        found = self._read_once(column, cell)
        if column.worker or (column.choices and (cell is not theirs or isinstance(found, Wrong))):
            self.parsed.words.setdefault(column.name, Counter())[shown(theirs)] += 1
        return found

    def _read_once(self, column: Column, cell: Cell) -> Value | Wrong:
        if not isinstance(cell, str | int | float) or (isinstance(cell, str) and len(cell) > SHORT):
            return self._read_now(column, cell)
        key = (column.name, type(cell), cell)
        if key not in self.known:
            self.known[key] = self._read_now(column, cell)
        return self.known[key]

    def _read_now(self, column: Column, cell: Cell) -> Value | Wrong:
        try:
            return column.reads.read(cell, self.how)
        except Wrong as wrong:
            return wrong

    def _in_our_words(self, column: str, cell: Cell) -> Cell:
        try:
            return self.words[column].get(squeezed(as_text(cell)), cell)
        except Wrong:
            return cell

    def _constants(self) -> dict[str, Any]:
        found = {}
        for name, text in self.parsed.names.constants.items():
            column = self.parsed.kind.column(name)
            assert column is not None  # the mapping was checked against the kind
            value = self._read_now(column, text)
            if isinstance(value, Wrong):
                words = f"The mapping’s constant for {name}: “{text}” {value}"
                self.parsed.faults.append(Fault(0, "", "", words))
            elif value.value is not None:
                found[name] = value.value
        return found

    def _ask_for_required(self, row: int, values: dict[str, Any]) -> None:
        already = {fault.column for fault in self.parsed.faults[-20:] if fault.row == row}
        for column in self.parsed.kind.columns:
            missing = column.required and column.name not in values
            if missing and self.parsed.columns.named(column.name) not in already:
                self._fault(row, column.name, "", f"is empty. {column.help}")

    def _refuse_ragged(self, row: Row) -> None:
        extra = [cell for cell in row.cells[self.parsed.columns.width :] if as_text(cell)]
        if extra:
            self.parsed.faults.append(
                Fault(
                    row.number,
                    "",
                    "",
                    f"There are {len(row.cells)} cells, and only {self.parsed.columns.width}"
                    " headings: what parts the cells stands in a text too. Put that text into"
                    " quotation marks.",
                )
            )

    def _fault(self, row: int, column: str, value: str, words: str) -> None:
        self.parsed.faults.append(self.parsed.fault(row, column, value, words))

    def _mended(self, row: int, column: str, cell: Cell, what: str) -> None:
        self.mends[column, what] += 1
        self.first.setdefault((column, what), (row, shown(cell)))
