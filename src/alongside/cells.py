"""Cells of a spreadsheet that leaves: what somebody typed must stay words, and never be a formula.

A spreadsheet program takes a cell that begins with one of a few signs for a formula and runs it, so
a name typed as `=HYPERLINK(…)` in a form would run on the computer of whoever opens the file. All
that is written to CSV or XLSX goes through `safe_cell`; what comes back goes through `plain_cell`.

Source: OWASP, *CSV Injection*; the signs in full width are run by Excel in East Asian settings.

>>> safe_cell("=1+1")
"'=1+1"
>>> plain_cell("'=1+1")
'=1+1'
>>> safe_cell("Peg"), safe_cell(-3), safe_cell(None)
('Peg', -3, '')
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import Any, TextIO

SIGNS = "=+-@\t\r\n＝＋－＠"
SHIELD = "'"  # what a spreadsheet program itself puts before a text that looks like a formula
CANNOT_BE_WRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
HIDDEN = "\ufeff\u200b\u200c\u200d\u2060"  # take no room, so a sign behind them comes first


def safe_cell(value: Any) -> Any:
    """A value that no spreadsheet program runs: words are shielded, numbers and days stay so.

    Nothing becomes "". Signs that no file of the kind can hold (below a space, but tab and new
    lines) become a space. `plain_cell` gives back what was typed.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    text = CANNOT_BE_WRITTEN.sub(" ", value)
    return SHIELD + text if _looks_like_a_formula(text) else text


def plain_cell(text: str) -> str:
    """What `safe_cell` was given: the shield is taken off, where there is one."""
    return text[1:] if text[:1] == SHIELD and _looks_like_a_formula(text) else text


class SafeWriter:
    """Writes rows of CSV, each cell made safe, and each text in quotes.

    Read with commas between the cells, as it is written. A spreadsheet program that is set to parts
    by semicolons would part `Peg;=1+1` in two: for such offices XLSX is the form to give.
    """

    def __init__(self, file: TextIO) -> None:
        self._rows = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")

    def row(self, values: Iterable[Any]) -> None:
        """Write one row."""
        self._rows.writerow([safe_cell(value) for value in values])


def _looks_like_a_formula(text: str) -> bool:
    """Also behind spaces, hidden signs and shields, so that one shield can be told from two."""
    return text.lstrip(" \u00a0" + HIDDEN + SHIELD).startswith(tuple(SIGNS)) and text.strip() != ""
