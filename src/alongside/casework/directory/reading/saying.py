"""A report in words, and as a table that no spreadsheet program runs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from alongside.cells import SafeWriter

from .report import Level

HEADINGS = ("Row", "What became of it", "Their id", "Name", "Field", "Why")
SAID = (
    ("new", "{n} new."),
    ("changed", "{n} changed."),
    ("same", "{n} as before."),
    ("renumbered", "{n} known again by name and place, because their ids have changed."),
    ("beside", "{n} with values beside those that were corrected here."),
    ("gone", "{n} no longer there, and doubtful now."),
    ("back", "{n} there again."),
    ("left_out", "{n} left out."),
    ("again", "{n} there twice, and kept once."),
    ("doubted", "{n} doubts."),
    ("mended", "{n} things mended."),
)


def sentences(counts: Mapping[str, int]) -> list[str]:
    """What became of a source; what came to nothing is not said."""
    some = [words.format(n=f"{counts[name]:,}") for name, words in SAID if counts.get(name)]
    return [f"{counts.get('entries', 0):,} activities read.", *some]


def weightiest_first(lines: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """What was left out, what stands beside, what is gone, and so on; each in its order."""
    order = {level: at for at, level in enumerate(Level)}
    return sorted(lines, key=lambda line: (order[Level(line[1])], line[0]))


def as_csv(lines: Iterable[Sequence[Any]]) -> str:
    """The whole report."""
    file = io.StringIO(newline="")
    writer = SafeWriter(file)
    writer.row(HEADINGS)
    for row, level, their_id, name, field, words in lines:
        writer.row([row or "", Level(level).words, their_id, name, field, words])
    return "\ufeff" + file.getvalue()
