"""Finding people, and reading a record: `from alongside.casework.people import queries`."""

from .crowd import Known, known_of_many
from .duplicates import Duplicates, Match, possible_duplicates
from .merged import (
    not_the_same,
    numbers_of,
    resolved_by,
    standing,
    stands_for,
    to_resolve,
    told_apart,
)
from .noticed import standing_out
from .pairs import Pair, Proposed, proposed_pairs
from .record import full
from .restricted import Shut, behind_glass, broken_glass, shut
from .searching import Found, search

__all__ = [
    "Duplicates",
    "Found",
    "Known",
    "Match",
    "Pair",
    "Proposed",
    "Shut",
    "behind_glass",
    "broken_glass",
    "full",
    "known_of_many",
    "not_the_same",
    "numbers_of",
    "possible_duplicates",
    "proposed_pairs",
    "resolved_by",
    "search",
    "shut",
    "standing",
    "standing_out",
    "stands_for",
    "to_resolve",
    "told_apart",
]
