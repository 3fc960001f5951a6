"""What is said of a source, row by row: what was mended, doubted, left out, or kept beside.

A line is a list that can be kept: row, level, their id, name, field, words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from .plain import visible

MOST_LINES = 50_000  # kept; the counts go on
LONGEST = 300  # letters of what a line quotes


class Level(StrEnum):
    """What became of what the line speaks of."""

    LEFT_OUT = "left_out"
    BESIDE = "beside"
    GONE = "gone"
    DOUBTED = "doubted"
    MENDED = "mended"

    @property
    def words(self) -> str:
        return WORDS[self]

    @property
    def place(self) -> int:
        """Where it stands in a report: what weighs most comes first."""
        return PLACES[self]


WORDS = {
    Level.LEFT_OUT: "Left out",
    Level.BESIDE: "Beside what we have",
    Level.GONE: "No longer there",
    Level.DOUBTED: "Doubted",
    Level.MENDED: "Mended",
}
PLACES = {level: place for place, level in enumerate(Level)}


class Line(NamedTuple):
    """One line of the report."""

    row: int  # from 1; 0: of the source as a whole, or of no row
    level: str
    their_id: str
    name: str
    field: str
    words: str


@dataclass
class Report:
    """Collects lines, in the order of the rows."""

    lines: list[Line] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def say(
        self,
        level: Level,
        words: str,
        *,
        row: int = 0,
        their_id: str = "",
        name: str = "",
        field: str = "",
    ) -> None:
        """Add a line."""
        self.counts[level] += 1
        if len(self.lines) >= MOST_LINES:
            return
        said = [visible(text) for text in (their_id[:100], name[:100], field[:60], words[:LONGEST])]
        line = Line(row, level, *said)
        self.lines.append(line)


def quoted(value: object, longest: int = 60) -> str:
    """What somebody wrote, short enough for a line."""
    text = " ".join(str(value)[: 4 * longest].split())
    return f"“{text[: longest - 1]}…”" if len(text) > longest else f"“{text}”"
