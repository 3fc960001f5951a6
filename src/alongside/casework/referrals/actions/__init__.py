"""What can be done with a referral, and with an assessment. Each adds a record; none overwrites."""

from .assess import CannotAssess, assess
from .attach import CannotAttach, attach
from .decide import CannotDecide, accept, decline, redirect, wait, withdraw
from .receive import FIELDS, CannotReceive, receive

__all__ = [
    "FIELDS",
    "CannotAssess",
    "CannotAttach",
    "CannotDecide",
    "CannotReceive",
    "accept",
    "assess",
    "attach",
    "decline",
    "receive",
    "redirect",
    "wait",
    "withdraw",
]
