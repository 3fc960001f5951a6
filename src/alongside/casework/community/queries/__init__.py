"""Reading gaps, groups and offers."""

from .became import Became, became
from .board import Board, Row, Wanted, board, wanted
from .due import Due, DueKind, due
from .groups import GroupSeen, groups_of, seen
from .near import nearby
from .offers import fitting

__all__ = [
    "Became",
    "Board",
    "Due",
    "DueKind",
    "GroupSeen",
    "Row",
    "Wanted",
    "became",
    "board",
    "due",
    "fitting",
    "groups_of",
    "nearby",
    "seen",
    "wanted",
]
