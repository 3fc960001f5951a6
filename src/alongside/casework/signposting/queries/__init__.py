"""Everything that is read in this room: `from alongside.casework.signposting import queries`."""

from .introductions import News, about, agrees, may_write, news, of_link, organisers_address
from .likely import called_so, likely, usual_names
from .numbers import Numbers, of_activity
from .questions import (
    Question,
    ask_about,
    ask_in_episode,
    for_episode,
    nobody_settled_with,
)
from .unlisted import Unlisted, unlisted
from .unrecorded import Spoken, ending_without, spoken_of

__all__ = [
    "News",
    "Numbers",
    "Question",
    "Spoken",
    "Unlisted",
    "about",
    "agrees",
    "ask_about",
    "ask_in_episode",
    "called_so",
    "ending_without",
    "for_episode",
    "likely",
    "may_write",
    "news",
    "nobody_settled_with",
    "of_activity",
    "of_link",
    "organisers_address",
    "spoken_of",
    "unlisted",
    "usual_names",
]
