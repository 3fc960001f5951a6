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
from .looks import LooksSeen, StandsOut
from .merge import Merge, ToldApart
from .person import Person, whose_record_opens
from .record import IdentityChange, Risk, TransitionAnswer
from .restricted import Because, Glass, Restriction

__all__ = [
    "AdjustmentNeed",
    "Answer",
    "Because",
    "ContactPoint",
    "Ethnicity",
    "Gender",
    "Glass",
    "IdentityChange",
    "ImportantPerson",
    "LooksSeen",
    "MayLeaveMessage",
    "Merge",
    "Person",
    "Restriction",
    "Risk",
    "RisksKnown",
    "StandsOut",
    "ToldApart",
    "Transition",
    "TransitionAnswer",
    "whose_record_opens",
]
