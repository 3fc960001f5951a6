"""One file, streamed: what it is, its good rows, and why the others were left out."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import models

from .kinds import KINDS, BadRow, GroundKind, NotForUs

SHOWN = 20  # bad rows that are named one by one
STEP = 20_000  # rows between two words about how far it is
ENCODINGS = ("utf-8-sig", "cp1252")


class CannotRead(Exception):
    """Why the file cannot be read, in a sentence for whoever sent it."""


@dataclass
class Reading:
    """What was met on the way through."""

    rows: int = 0
    good: int = 0
    not_for_us: int = 0
    bad: int = 0
    named: list[str] = field(default_factory=list)  # "Row 7: there is no ATCOCode."

    def leave_out(self, number: int, why: str) -> None:
        """Count a bad row, and name it where not many were named before."""
        self.bad += 1
        if len(self.named) < SHOWN:
            self.named.append(f"Row {number:,}: {why}.")


class GroundFile:
    """A file that was looked through once and can be brought in: `kind`, `reading`, `batches`.

    Raises `CannotRead` where it is of no kind that we know, is broken, or is bad for the most part.
    """

    def __init__(
        self, path: Path, told: Callable[[int], None] = lambda rows: None, only: str = ""
    ) -> None:
        self.path, self.only = path, only.upper().replace(" ", "")
        self.encoding, self.kind = self._look()
        self.reading = Reading()
        for _ in self._rows(self.reading, told):
            pass
        if self.reading.bad > max(self.reading.good, SHOWN):
            raise CannotRead(
                f"Of {self.reading.rows:,} rows {self.reading.bad:,} cannot be read:"
                f" {self.reading.named[0]}"
            )

    def batches(self, size: int) -> Iterator[tuple[list[models.Model], list[str]]]:
        """So many good rows at a time, the last of each key alone; and keys that are no more."""
        batch: dict[str, models.Model] = {}
        gone: list[str] = []
        for made, key in self._rows(Reading(), lambda rows: None):
            if made is None:
                gone.append(key)
            else:
                batch[key] = made
            if len(batch) + len(gone) >= size:
                yield list(batch.values()), gone
                batch, gone = {}, []
        if batch or gone:
            yield list(batch.values()), gone

    def _look(self) -> tuple[str, GroundKind]:
        """How its letters are written, and what its headings say it is."""
        for encoding in ENCODINGS:
            try:
                with self.path.open(encoding=encoding, newline="") as file:
                    headings = [one.strip().lower() for one in next(csv.reader(file), [])]
                    while file.read(1 << 20):
                        pass
            except UnicodeDecodeError:
                continue
            except csv.Error as broken:
                raise CannotRead(f"It is no table as CSV ({broken}).") from broken
            for kind in KINDS:
                if kind.is_it(headings):
                    return encoding, kind
            said = ", ".join(one[:30] for one in headings[:6]) or "nothing"
            raise CannotRead(f"Its first row is of no kind that is known here: {said}.")
        raise CannotRead("Its letters are in no writing that is known here. Is it packed?")

    def _rows(
        self, reading: Reading, told: Callable[[int], None]
    ) -> Iterator[tuple[models.Model | None, str]]:
        with self.path.open(encoding=self.encoding, newline="") as file:
            try:
                rows = csv.reader(file, strict=True)
                headings = [one.strip().lower() for one in next(rows)]
                for cells in rows:
                    if not any(cells):
                        continue
                    reading.rows += 1
                    if reading.rows % STEP == 0:
                        told(reading.rows)
                    if found := self._row(headings, cells, reading):
                        yield found
            except csv.Error as broken:
                raise CannotRead(
                    f"It breaks off or is damaged after row {reading.rows + 1:,} ({broken})."
                ) from broken

    def _row(
        self, headings: list[str], cells: list[str], reading: Reading
    ) -> tuple[models.Model | None, str] | None:
        number = reading.rows + 1  # as a spreadsheet program counts, with the headings
        if len(cells) != len(headings):
            has = f"{len(cells)} cell{'' if len(cells) == 1 else 's'}"
            reading.leave_out(number, f"it has {has}, and {len(headings)} are needed")
            return None
        row = {name: " ".join(cell.split()) for name, cell in zip(headings, cells, strict=True)}
        try:
            made = self.kind.read(row)
        except NotForUs:
            reading.not_for_us += 1
            gone = self.kind.gone(row)
            return (None, gone) if gone else None
        except BadRow as why:
            reading.leave_out(number, str(why))
            return None
        key = str(getattr(made, self.kind.key))
        if self.kind.name == "postcodes" and not key.startswith(self.only):
            reading.not_for_us += 1
            return None
        reading.good += 1
        return made, key
