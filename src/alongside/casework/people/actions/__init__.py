"""Writing to a person's record: `from alongside.casework.people import actions`."""

from ..rules import PointIn
from .around import add_important, change_important, remove_important
from .asked import add_risk, answer_transitions, end_risk, none_known
from .person import (
    CannotAdd,
    CannotChange,
    CannotRecordDeath,
    add,
    change,
    did_not_die,
    died,
    set_points,
)

__all__ = [
    "CannotAdd",
    "CannotChange",
    "CannotRecordDeath",
    "PointIn",
    "add",
    "add_important",
    "add_risk",
    "answer_transitions",
    "change",
    "change_important",
    "did_not_die",
    "died",
    "end_risk",
    "none_known",
    "remove_important",
    "set_points",
]
