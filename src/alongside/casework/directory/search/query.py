"""What can be asked of the directory, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ..geography.point import Point

LONGEST = 200  # letters of what is typed; the rest is not read
FURTHEST = 100.0  # miles
MISTAKES = 2  # in a word of five letters or more; one in a word of four


class SortBy(StrEnum):
    """In which order."""

    BEST = "best"
    NEAREST = "nearest"
    NAME = "name"


@dataclass(frozen=True)
class Query:
    """One search. What is left empty asks for nothing."""

    words: str = ""
    near: Point | None = None
    within_miles: float | None = None  # only with `near`
    weekday: int | None = None  # Monday is 0
    part_of_day: str = ""  # facts.PartOfDay
    free: bool = False
    cost_known: bool = False
    access: frozenset[str] = frozenset()  # names of facts.ACCESS
    language: str = ""  # its name or its code
    age: int | None = None
    fresh_only: bool = False
    sort: SortBy = SortBy.BEST
    company: str = ""  # models.Company: in a group, or one to one
    since: datetime | None = None  # only what was entered after this moment
    any_word: bool = False  # entries with one of the words do, too
    mistakes: int = MISTAKES  # that there may be in a word which stands in no entry
    suggested_only: bool = False  # something to join, that is not hidden


@dataclass(frozen=True)
class Found:
    """One entry that fits, at the place where it fits best."""

    activity_id: int
    place_id: int | None
    why: tuple[str, ...]  # "matches birds"; "0.8 miles north-east"
    miles: float | None = None  # in a straight line; None without a point, and for the telephone
    direction: str = ""
    score: int = 0
    matched: tuple[tuple[str, str], ...] = ()  # what was typed, and by which word it is found


@dataclass(frozen=True)
class Results:
    """A page of what was found."""

    found: tuple[Found, ...] = ()
    count: int = 0  # of all that fit, not of this page alone
    some_words: bool = False  # nothing has all the words; these have some
    spelt: dict[str, tuple[str, ...]] = field(default_factory=dict)  # typed: what was looked for
