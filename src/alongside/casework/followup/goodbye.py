"""What is said on the ending page, as it is handed to `actions.say_goodbye`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class ConnectionNow:
    """How far a known connection has got by the goodbye."""

    signpost: int
    outcome: str
    reason: str = ""
    first_time_on: date | None = None


@dataclass(frozen=True)
class NewConnection:
    """Something that the person goes to, and that nobody had recorded."""

    what: str
    destination: str = "other"
    outcome: str = "attended"
    how: str = ""
    first_time_on: date | None = None


@dataclass(frozen=True)
class Tried:
    """A rehearsal that is told at the goodbye."""

    what: str
    how_it_went: str
    with_whom: str = ""


@dataclass(frozen=True)
class Goodbye:
    """Everything on the ending page but the day and the reason. What was not asked stays empty."""

    what_changed: str = ""
    worries_ahead: str = ""
    who_to_call: str = ""
    how_to_come_back: str = ""
    gets_there_alone: str = ""
    health: str = ""
    checkin_on: date | None = None
    follow_up_on: date | None = None
    follow_up_refused: bool = False  # they said no, which is not the same as nobody asked
    agreed_how: str = "spoken"
    reach_how: str = ""
    connections: Sequence[ConnectionNow] = ()
    new_connections: Sequence[NewConnection] = ()
    tried: Sequence[Tried] = ()
    not_measured: Mapping[str, str] = field(default_factory=dict)  # instrument: why not
    died_on: date | None = None
