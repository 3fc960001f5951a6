"""Reading gaps, groups and offers."""

from .became import Became, became
from .board import Board, Row, Wanted, board, wanted
from .due import Due, DueKind, due
from .groups import GroupSeen, groups_of, seen
from .near import nearby
from .offers import fitting
from .waits import Waits, waits

__all__ = [
    "Became",
    "Board",
    "Due",
    "DueKind",
    "GroupSeen",
    "Row",
    "Waits",
    "Wanted",
    "became",
    "board",
    "due",
    "fitting",
    "groups_of",
    "nearby",
    "seen",
    "waits",
    "wanted",
]
