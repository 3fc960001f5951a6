"""Finding people, and reading a record: `from alongside.casework.people import queries`."""

from .duplicates import Duplicates, Match, possible_duplicates
from .record import full
from .restricted import Shut, behind_glass, broken_glass, shut
from .searching import Found, search

__all__ = [
    "Duplicates",
    "Found",
    "Match",
    "Shut",
    "behind_glass",
    "broken_glass",
    "full",
    "possible_duplicates",
    "search",
    "shut",
]
