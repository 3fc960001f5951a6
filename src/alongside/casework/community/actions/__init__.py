"""What is done with gaps, groups and offers."""

from .gaps import CannotClose, CannotJoin, CannotOpen, close, join, open_gap
from .groups import CannotAdvance, CannotBegin, begin, change, end, hand_over, run, still_going
from .members import (
    CannotAdd,
    CannotMeet,
    answered,
    helps,
    invited,
    may_be_invited,
    met,
    wants,
)
from .offers import CannotOffer, offer, offer_ended

__all__ = [
    "CannotAdd",
    "CannotAdvance",
    "CannotBegin",
    "CannotClose",
    "CannotJoin",
    "CannotMeet",
    "CannotOffer",
    "CannotOpen",
    "answered",
    "begin",
    "change",
    "close",
    "end",
    "hand_over",
    "helps",
    "invited",
    "join",
    "may_be_invited",
    "met",
    "offer",
    "offer_ended",
    "open_gap",
    "run",
    "still_going",
    "wants",
]
