"""A report in words, and as a table that no spreadsheet program runs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from alongside.cells import SafeWriter

from .gathering import became
from .report import Level

HEADINGS = ("Row", "What became of it", "Their id", "Name", "Field", "Why")
SAID = (  # of one, of more
    ("new", "1 new.", "{n} new."),
    ("changed", "1 changed.", "{n} changed."),
    ("same", "1 as before.", "{n} as before."),
    (
        "renumbered",
        "1 known again by name and place, because its id has changed.",
        "{n} known again by name and place, because their ids have changed.",
    ),
    (
        "beside",
        "1 with values beside those that were corrected here.",
        "{n} with values beside those that were corrected here.",
    ),
    ("gone", "1 no longer there, and doubtful now.", "{n} no longer there, and doubtful now."),
    ("back", "1 there again.", "{n} there again."),
    ("left_out", "1 left out.", "{n} left out."),
    ("again", "1 there twice, and kept once.", "{n} there twice, and kept once."),
    ("doubted", "1 doubt.", "{n} doubts."),
    ("mended", "1 thing mended.", "{n} things mended."),
)


def sentences(counts: Mapping[str, int]) -> list[str]:
    """What became of a source; what came to nothing is not said."""
    read = ("entries", "1 activity read.", "{n} activities read.")
    return [
        (one if counts[name] == 1 else more).format(n=f"{counts[name]:,}")
        for name, one, more in (read, *SAID)
        if counts.get(name)
    ]


def weightiest_first(lines: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """What was left out, what stands beside, what is gone, and so on; each in its order."""
    return sorted(lines, key=lambda line: (Level(line[1]).place, line[0]))


def as_csv(lines: Iterable[Sequence[Any]]) -> str:
    """The whole report."""
    file = io.StringIO(newline="")
    writer = SafeWriter(file)
    writer.row(HEADINGS)
    for row, level, their_id, name, field, words in lines:
        what = became(Level(level), of_a_part=field != "")
        writer.row([row or "", what, their_id, name, field, words])
    return "\ufeff" + file.getvalue()
