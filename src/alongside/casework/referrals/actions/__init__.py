"""What can be done with a referral, and with an assessment. Each adds a record; none overwrites."""

from .assess import CannotAssess, assess
from .attach import CannotAttach, attach
from .decide import CannotDecide, accept, decline, redirect, wait, withdraw
from .moving_in import CannotAcceptAll, accept_all, bring_in
from .receive import FIELDS, CannotReceive, receive

__all__ = [
    "FIELDS",
    "CannotAcceptAll",
    "CannotAssess",
    "CannotAttach",
    "CannotDecide",
    "CannotReceive",
    "accept",
    "accept_all",
    "assess",
    "attach",
    "bring_in",
    "decline",
    "receive",
    "redirect",
    "wait",
    "withdraw",
]
