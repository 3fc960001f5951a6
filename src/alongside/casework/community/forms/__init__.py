from .gaps import CloseGap, NewGap
from .groups import ChangeGroup, EndGroup, HandOver, NewGroup, Run
from .members import NewHelper, NewMeeting, NewMember
from .offers import NewOffer

__all__ = [
    "ChangeGroup",
    "CloseGap",
    "EndGroup",
    "HandOver",
    "NewGap",
    "NewGroup",
    "NewHelper",
    "NewMeeting",
    "NewMember",
    "NewOffer",
    "Run",
]
