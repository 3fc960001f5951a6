"""What a made-up person, and the programme that supported them, consist of. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

FIRST_DAY, LAST_DAY = date(2017, 5, 2), date(2018, 12, 31)


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact, or an attempt at one (not reached, 0 minutes)."""

    on: date
    mode: str
    minutes: int
    reached: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """One completed questionnaire, item by item as printed."""

    instrument: str
    stage: str
    on: date
    items: tuple[int, ...]
    mode: str


@dataclass(frozen=True, slots=True)
class Step:
    """How far a connection got by a day."""

    outcome: str
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Connection:
    """Something in the community that somebody was pointed to. The last step is how far it got."""

    what: str
    destination: str
    how: str
    first_time_on: date | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and how its bearer is spoken of."""

    first: str
    family: str


@dataclass(slots=True)
class Somebody:
    """One person with their one referral and their one episode, filled in step by step."""

    # how much support there was
    spell: str
    contacts_wanted: int
    days: int
    met: str = "none_recorded"  # the set of modes, as the figures name it
    # what was measured
    start: int = 0  # UCLA-3, 3 to 9; 0 not asked
    end: int = 0
    follow_up: int = 0
    wellbeing: tuple[int, int] = (0, 0)  # SWEMWBS raw totals at start and end; 0 not asked
    health: tuple[int, int] = (0, 0)
    asked_start: bool = False
    asked_end: bool = False
    # who
    place: int = 0
    age: int = 0
    gender: str = ""
    ethnicity: str = ""
    lives_alone: str = ""
    transitions: tuple[str, ...] = ()
    name: Name = Name("", "")
    born: date | None = None  # None: only the age is known
    address: str = ""
    postcode: str = ""
    area: int = 0
    telephone: str = ""
    voicemail: str = "not_asked"
    letter: str = "not_asked"
    # referral
    source: str = ""
    sender: tuple[str, str, str] = ("", "", "")  # name, role, organisation
    wants: str = ""
    # days
    received_on: date = FIRST_DAY
    decided_on: date = FIRST_DAY
    started_on: date = FIRST_DAY
    ended_on: date = FIRST_DAY
    # what happened
    connector: int = 0
    end_reason: str = ""
    changed: str = ""
    liking: Mapping[str, str] = field(default_factory=dict)
    talked: bool = False  # about what matters; a plan came of it
    said_no: bool = False  # to being asked the questions
    contacts: list[Contact] = field(default_factory=list)
    answers: list[Answers] = field(default_factory=list)
    why_no_end: str = ""  # UCLA-3 at the end: why it was not answered
    connections: list[Connection] = field(default_factory=list)
    followed_up_on: date | None = None
    follow_up_outcome: str = ""  # talked, declined or cannot_reach; empty: not agreed

    @property
    def pair(self) -> bool:
        """Whether they answered at the start and at the end."""
        return self.asked_start and self.asked_end

    @property
    def reached(self) -> list[Contact]:
        """The contacts in which they were reached."""
        return [contact for contact in self.contacts if contact.reached]


@dataclass(frozen=True, slots=True)
class Place:
    """One scheme, with who worked there: a coordinator and connectors."""

    name: str
    nation: str
    postcodes: str
    areas: tuple[str, ...]
    coordinator: Name
    connectors: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What was spent in one month, in pence; without a place for the whole programme."""

    place: int | None
    month: date
    kind: str
    pence: int


@dataclass(frozen=True, slots=True)
class Cohort:
    """The whole programme of 2017 and 2018."""

    places: tuple[Place, ...]
    people: list[Somebody]
    costs: tuple[Cost, ...]
