from .choices import (
    AdjustmentNeed,
    Answer,
    Ethnicity,
    Gender,
    MayLeaveMessage,
    RisksKnown,
    Transition,
)
from .links import ContactPoint, ImportantPerson
from .person import Person
from .record import IdentityChange, Risk, TransitionAnswer

__all__ = [
    "AdjustmentNeed",
    "Answer",
    "ContactPoint",
    "Ethnicity",
    "Gender",
    "IdentityChange",
    "ImportantPerson",
    "MayLeaveMessage",
    "Person",
    "Risk",
    "RisksKnown",
    "Transition",
    "TransitionAnswer",
]
