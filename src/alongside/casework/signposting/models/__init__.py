from .asked import AskedOnce
from .introduction import Answer, Introduction, IntroductionMessage
from .signpost import Destination, Heard, How, Outcome, Reason, Signpost, SignpostStep

__all__ = [
    "Answer",
    "AskedOnce",
    "Destination",
    "Heard",
    "How",
    "Introduction",
    "IntroductionMessage",
    "Outcome",
    "Reason",
    "Signpost",
    "SignpostStep",
]
