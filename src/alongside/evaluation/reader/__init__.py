"""The reader's check: which published percentages, counts and bases cannot all be true.

Usage::

    from pathlib import Path
    from alongside.evaluation.reader import check, read_statements

    for fault in check(read_statements(Path("report.csv"))):
        print(fault)

What it can and cannot find, with a worked example: docs/methods/readers-check.md.
"""

from .checking import Fault, check, what_it_allows
from .printed import Percentage, Span
from .statements import Statement, read_statements
from .wholes import Whole, wholes_of

__all__ = [
    "Fault",
    "Percentage",
    "Span",
    "Statement",
    "Whole",
    "check",
    "read_statements",
    "what_it_allows",
    "wholes_of",
]
