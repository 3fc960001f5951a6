from .asked import AskedOnce
from .introduction import Answer, Introduction, IntroductionMessage
from .signpost import Destination, How, Outcome, Reason, Signpost, SignpostStep

__all__ = [
    "Answer",
    "AskedOnce",
    "Destination",
    "How",
    "Introduction",
    "IntroductionMessage",
    "Outcome",
    "Reason",
    "Signpost",
    "SignpostStep",
]
