"""What was asked: each parameter read, or refused in a sentence that says what would do. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from math import isfinite
from typing import TypeVar

from alongside.casework.directory.geography import Point, point_of
from alongside.casework.directory.geography.point import METRES_IN_A_MILE
from alongside.casework.directory.times.words import DAYS as WEEKDAYS
from alongside.casework.schemes.postcodes import normal_postcode, postcode_fault

PER_PAGE = 50
MOST = 500  # records on one page
LAST_PAGE = 10**9
FURTHEST = 100_000  # metres
OLDEST = 150
MILES_A_METRE = 1 / METRES_IN_A_MILE
DAYS = tuple(day.lower() for day in WEEKDAYS)
YES = {"true": True, "1": True, "yes": True, "": True, "false": False, "0": False, "no": False}
FORMATS = ("json", "ndjson")
NO_RECORD = uuid.uuid4()
Read = TypeVar("Read")


class BadParameter(Exception):
    """What is wrong with one parameter, for whoever wrote the program that asks."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name


@dataclass(frozen=True)
class Page:
    """Which part of a list."""

    number: int = 1
    size: int = PER_PAGE


@dataclass(frozen=True)
class Asked:
    """Everything that can be asked of services. What is None or empty was not asked."""

    search: str = ""
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    organization_id: str = ""
    minimum_age: float | None = None
    maximum_age: float | None = None
    start_time: time | None = None
    end_time: time | None = None
    day: int | None = None  # Monday is 0
    postcode: str = ""
    point: Point | None = None  # of the postcode
    metres: float | None = None
    modified_after: datetime | None = None

    @property
    def everything(self) -> bool:
        """Nothing was asked: the list as a whole."""
        return self == Asked()


@dataclass(frozen=True)
class Shape:
    """How the answer is given."""

    full: bool = False
    minimal: bool = False
    lines: bool = False  # one record a line, all of them


def read_page(given: Mapping[str, str]) -> Page:
    """`page` and `per_page`."""
    return Page(
        _integer(given, "page", 1, 1, LAST_PAGE), _integer(given, "per_page", PER_PAGE, 1, MOST)
    )


def read_shape(given: Mapping[str, str]) -> Shape:
    """`full`, `minimal` and `format`."""
    form = given.get("format", "json").strip().lower() or "json"
    if form not in FORMATS:
        raise BadParameter("format", "It can be json or ndjson.")
    return Shape(_yes(given, "full"), _yes(given, "minimal"), form == "ndjson")


def read_asked(given: Mapping[str, str]) -> Asked:
    """All that narrows a list. What is given and empty is as if it were not given."""
    said = {name: value.strip() for name, value in given.items() if value.strip()}
    postcode, point = _postcode(said)
    return Asked(
        search=said.get("search", ""),
        taxonomy_term_id=said.get("taxonomy_term_id", ""),
        taxonomy_id=said.get("taxonomy_id", ""),
        organization_id=said.get("organization_id", ""),
        minimum_age=_number(said, "minimum_age", 0, OLDEST, "a number of years"),
        maximum_age=_number(said, "maximum_age", 0, OLDEST, "a number of years"),
        start_time=_read(said, "start_time", _clock, "Write it like 09:30."),
        end_time=_read(said, "end_time", _clock, "Write it like 17:00."),
        day=_read(said, "day", _day, "Write it like Monday, or MO."),
        postcode=postcode,
        point=point,
        metres=_metres(said),
        modified_after=_read(
            said, "modified_after", _moment, "Write it like 2026-03-01T00:00:00Z."
        ),
    )


def as_id(text: str) -> uuid.UUID:
    """An id; for what is none, one that no record has."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return NO_RECORD


def _integer(given: Mapping[str, str], name: str, otherwise: int, low: int, high: int) -> int:
    written = given.get(name, "").strip()
    if not written:
        return otherwise
    plain = written.lstrip("0") if written.isascii() and written.isdigit() else ""
    if not plain or not low <= int(plain[:12]) <= high:  # so many digits tell that it is too much
        raise BadParameter(name, f"It has to be a whole number from {low} to {high}.")
    return int(plain)


def _yes(given: Mapping[str, str], name: str) -> bool:
    written = given.get(name, "false").strip().lower()
    if written not in YES:
        raise BadParameter(name, "It can be true or false.")
    return YES[written]


def _number(said: Mapping[str, str], name: str, low: float, high: float, what: str) -> float | None:
    number = _read(said, name, float, f"It has to be {what}.")
    if number is not None and not (isfinite(number) and low <= number <= high):
        raise BadParameter(name, f"It has to be {what} from {low:g} to {high:g}.")
    return number


def _read(
    said: Mapping[str, str], name: str, read: Callable[[str], Read], otherwise: str
) -> Read | None:
    if name not in said:
        return None
    try:
        return read(said[name])
    except (ValueError, OverflowError) as fault:  # the year 0, told from another time zone
        raise BadParameter(name, otherwise) from fault


def _clock(written: str) -> time:
    return time.fromisoformat(written.removesuffix("Z").zfill(5)).replace(tzinfo=None)


def _day(written: str) -> int:
    plain = written.lower()
    fits = [at for at, day in enumerate(DAYS) if len(plain) >= 2 and day.startswith(plain)]
    if len(fits) != 1:
        raise ValueError
    return fits[0]


def _moment(written: str) -> datetime:
    """In UTC, as it is compared. A plus that was not escaped arrives as a blank."""
    moment = datetime.fromisoformat(written.replace(" ", "+", 1) if "T" in written else written)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _postcode(said: Mapping[str, str]) -> tuple[str, Point | None]:
    written = said.get("postcode", "")
    if not written:
        if "proximity" in said:
            raise BadParameter("proximity", "It needs a postcode to reckon from.")
        return "", None
    if postcode_fault(written):
        raise BadParameter("postcode", "It has to be a whole postcode, like SW1A 2AA.")
    point = point_of(written)
    if point is None:
        raise BadParameter("postcode", "Where that postcode is is not known here.")
    return normal_postcode(written), point


def _metres(said: Mapping[str, str]) -> float | None:
    return _number(said, "proximity", 0, FURTHEST, "a number of metres")
