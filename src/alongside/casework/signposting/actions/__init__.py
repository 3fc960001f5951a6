"""Everything that is written in this room: `from alongside.casework.signposting import actions`."""

from ..models import Heard
from .asking import leave_it, leave_off_the_list, match
from .connections import (
    OUTCOME_HEARD,
    Arrival,
    CannotAdvance,
    CannotConnect,
    advance,
    bring_in,
    connect,
    heard,
)
from .introductions import CannotIntroduce, answer, introduce, note

__all__ = [
    "OUTCOME_HEARD",
    "Arrival",
    "CannotAdvance",
    "CannotConnect",
    "CannotIntroduce",
    "Heard",
    "advance",
    "answer",
    "bring_in",
    "connect",
    "heard",
    "introduce",
    "leave_it",
    "leave_off_the_list",
    "match",
    "note",
]
