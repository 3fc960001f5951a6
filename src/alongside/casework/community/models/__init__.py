from .choices import Barrier, Closing, Need, OfferKind, Rhythm, Said, State, Weekday
from .gap import Gap, Near
from .group import Attendance, Group, GroupMember, Helper, Meeting
from .offer import Offer

__all__ = [
    "Attendance",
    "Barrier",
    "Closing",
    "Gap",
    "Group",
    "GroupMember",
    "Helper",
    "Meeting",
    "Near",
    "Need",
    "Offer",
    "OfferKind",
    "Rhythm",
    "Said",
    "State",
    "Weekday",
]
