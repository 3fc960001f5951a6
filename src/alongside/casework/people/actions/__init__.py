"""Writing to a person's record: `from alongside.casework.people import actions`."""

from ..rules import Arrival, PointIn
from .around import add_important, change_important, remove_important
from .asked import add_risk, answer_transitions, end_risk, none_known
from .merging import (
    CannotMerge,
    CannotTakeApart,
    CannotTellApart,
    merge,
    take_apart,
    take_back_telling_apart,
    tell_apart,
)
from .moving_in import bring_in
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
    "Arrival",
    "CannotAdd",
    "CannotChange",
    "CannotMerge",
    "CannotRecordDeath",
    "CannotTakeApart",
    "CannotTellApart",
    "PointIn",
    "add",
    "add_important",
    "add_risk",
    "answer_transitions",
    "bring_in",
    "change",
    "change_important",
    "did_not_die",
    "died",
    "end_risk",
    "merge",
    "none_known",
    "remove_important",
    "set_points",
    "take_apart",
    "take_back_telling_apart",
    "tell_apart",
]
