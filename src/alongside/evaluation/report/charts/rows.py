"""A label, a mark and a value on every line: the plan that most of the charts share.

Wide, the three stand beside each other. Narrow, label and value stand above the mark, so that
nothing has to be made small to fit a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .letters import width_of, wrapped
from .scale import Scale
from .theme import SOFT, Size
from .vega import Plane, Word

LABELS = 360  # pixels at most for labels, on the wide drawing
GAP = 24


@dataclass(frozen=True)
class Row:
    """One line: what it is of, a softer second line, and its value in words. A heading has no
    mark; it names the lines that follow."""

    label: str
    value: str = ""
    note: str = ""
    heading: bool = False


@dataclass
class Plan:
    """Where everything stands: the plane of the marks, the middle of each row, and the words."""

    plane: Plane
    rows: list[float]
    words: list[Word] = field(default_factory=list)


def plan(
    size: Size,
    rows: Sequence[Row],
    scale: Scale,
    *,
    band: float = 30,
    ends: tuple[str, str] = ("", ""),
    head: float = 0,
    values_follow: bool = False,
) -> Plan:
    """Place the rows. `band` is the height of a mark; `ends` say what lies to the left and to the
    right; `head` is kept free above, for a key; with `values_follow` the chart writes the values
    itself, beside the marks' ends."""
    left, right = _edges(size, rows, scale, values_follow=values_follow)
    words = _ends(size, ends, left, right, head)
    top = head + (30 if words else 6)
    place = _beside if size.wide else _above
    middles, y = [], top
    spans = []
    for row in rows:
        middle, y, more = place(size, row, y, band, values_follow=values_follow)
        middles.append(middle)
        words += more
        if not row.heading:
            spans.append((middle - band / 2 - 5, middle + band / 2 + 5))
    cut = () if size.wide else tuple(spans)
    return Plan(Plane(size, left, right, top, y + 4, scale, cut), middles, words)


def _edges(
    size: Size, rows: Sequence[Row], scale: Scale, *, values_follow: bool
) -> tuple[float, float]:
    tick = max(_tick(scale, size, value) for value in (scale.ticks[0], scale.ticks[-1])) / 2 + 1
    values = max((width_of(row.value, size.text, bold=True) for row in rows), default=0)
    if not size.wide:
        inset = (0, values + 10) if values_follow else (tick, tick)
        return inset[0], size.width - inset[1]
    labels = [
        width_of(line, size.text)
        for row in rows
        if not row.heading
        for line in (*wrapped(row.label, size.text, LABELS), *_note(row, size))
    ]
    return max(labels, default=0) + GAP, size.width - max(
        tick, values + (10 if values_follow else GAP)
    )


def _tick(scale: Scale, size: Size, value: float) -> float:
    shown = f"{value:.0%}" if "%" in scale.format else f"{value:,g}"
    return width_of(shown, size.small)


def _note(row: Row, size: Size) -> list[str]:
    room = LABELS if size.wide and not row.heading else size.width
    return wrapped(row.note, size.small, room) if row.note else []


def _ends(size: Size, ends: tuple[str, str], left: float, right: float, head: float) -> list[Word]:
    if not any(ends):
        return []
    edge = (left, right) if size.wide else (0.0, float(size.width))
    return [
        Word(edge[0], head + 18, ends[0], size.small, fill=SOFT),
        Word(edge[1], head + 18, ends[1], size.small, fill=SOFT, anchor="end"),
    ]


def _beside(
    size: Size, row: Row, y: float, band: float, *, values_follow: bool
) -> tuple[float, float, list[Word]]:
    room = size.width if row.heading else LABELS
    lines = wrapped(row.label, size.text, room, bold=row.heading)
    notes = _note(row, size)
    tall = (len(lines) + len(notes)) * size.line
    height = max(band + 10.0, tall + 12.0) + (8 if row.heading else 0)
    middle = y + height / 2
    at = middle - tall / 2 + size.line * 0.74
    words = [
        Word(0, at + n * size.line, line, size.text, bold=row.heading)
        for n, line in enumerate(lines)
    ]
    at += len(lines) * size.line
    words += [
        Word(0, at + n * size.line, line, size.small, fill=SOFT) for n, line in enumerate(notes)
    ]
    if row.value and not values_follow:
        words.append(
            Word(size.width, middle + size.text * 0.36, row.value, size.text, anchor="end")
        )
    return middle, y + height, words


def _above(
    size: Size, row: Row, y: float, band: float, *, values_follow: bool
) -> tuple[float, float, list[Word]]:
    lines = wrapped(row.label, size.text, size.width, bold=row.heading)
    at = y + size.line + (10 if row.heading else 0)
    words = [
        Word(0, at + n * size.line, line, size.text, bold=row.heading)
        for n, line in enumerate(lines)
    ]
    at += (len(lines) - 1) * size.line
    notes = _note(row, size)
    words += [
        Word(0, at + n * size.line, line, size.small, fill=SOFT) for n, line in enumerate(notes, 1)
    ]
    if row.value and not values_follow:
        words.append(_value(size, row, lines, notes, at))
    at = max(at, *(word.y for word in words))
    if row.heading:
        return at, at + 6, words
    return at + 9 + band / 2, at + band + 22, words


def _value(size: Size, row: Row, lines: list[str], notes: list[str], at: float) -> Word:
    """Beside the label's last line or the note's first; on a line of its own where it fits at
    neither."""
    room = size.width - width_of(row.value, size.text) - 12
    if width_of(lines[-1], size.text) <= room:
        return Word(size.width, at, row.value, size.text, fill=SOFT, anchor="end")
    if notes and width_of(notes[0], size.small) <= room:
        return Word(size.width, at + size.line, row.value, size.text, fill=SOFT, anchor="end")
    at += size.line * (len(notes) + 1)
    return Word(0, at, row.value, size.text, fill=SOFT)
