"""Finding people, and reading a record: `from alongside.casework.people import queries`."""

from .duplicates import Duplicates, Match, possible_duplicates
from .record import full
from .searching import Found, search

__all__ = ["Duplicates", "Found", "Match", "full", "possible_duplicates", "search"]
