"""Who has looked at one person's record, and written in it: by day and by worker, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import groupby

from django.utils import timezone

from alongside.casework.audit import queries as audit
from alongside.casework.audit.models import Event
from alongside.casework.people import queries as people
from alongside.casework.people.models import Glass, Person
from alongside.casework.schemes.models import (
    Membership,
    ProgrammeMembership,
    ProgrammeRole,
    Role,
    Worker,
)
from alongside.casework.schemes.words import listed, time_words

from ..looked import done_words, page_words

NOBODY = "The service itself"
UNKNOWN = "Somebody whose name is no longer kept"


@dataclass(frozen=True)
class OnOneDay:
    """What one worker did on one day with a person's record."""

    who: str
    role: str  # "connector", or of which scheme, or nothing
    first: datetime  # local
    last: datetime
    looked: str  # "the first page and your plan", or nothing
    wrote: str  # "recorded a contact, and changed your plan twice"
    why: tuple[str, ...] = ()  # where they broke the glass

    @property
    def when(self) -> str:
        """*2.15pm*, *2.15pm to 3pm*."""
        began, ended = time_words(self.first), time_words(self.last)
        return began if began == ended else f"{began} to {ended}"


@dataclass(frozen=True)
class Looks:
    """All that happened with a record in some time, newest day first."""

    days: list[tuple[date, list[OnOneDay]]]
    workers: int
    since: date | None

    def __bool__(self) -> bool:
        return bool(self.days)


def looks(person: Person, since: date | None) -> Looks:
    """Every look and every write, also at records that have become one with this one."""
    numbers = people.numbers_of(person)
    lines = list(audit.about(numbers, since=_midnight(since)))
    who = _Who.of(lines, person)
    glass = list(Glass.objects.filter(person__in=numbers).order_by("at"))
    days = [
        (day, list(_on(day, list(some), who, glass)))
        for day, some in groupby(lines, key=lambda line: timezone.localdate(line.at))
    ]
    workers = {line.worker_number for line in lines if line.worker_number is not None}
    return Looks(days[::-1], len(workers), since)


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time())) if day else None


def _on(day: date, lines: list[Event], who: _Who, glass: list[Glass]) -> Iterable[OnOneDay]:
    by: dict[int | None, list[Event]] = {}
    for line in lines:
        by.setdefault(line.worker_number, []).append(line)
    for worker, some in by.items():
        broken = (one for one in glass if one.by_id == worker)
        yield OnOneDay(
            who=who.name(worker),
            role=who.role(worker, day),
            first=timezone.localtime(some[0].at),
            last=timezone.localtime(some[-1].at),
            looked=_looked(some),
            wrote=_wrote(some),
            why=tuple(one.reason for one in broken if timezone.localdate(one.at) == day),
        )


def _looked(lines: list[Event]) -> str:
    pages = [page_words(line.page) for line in lines if line.action == audit.LOOKED]
    return listed(list(dict.fromkeys(pages)))


def _wrote(lines: list[Event]) -> str:
    done = Counter(done_words(line.action) for line in lines if line.action != audit.LOOKED)
    return listed([f"{words}{_times(n)}" for words, n in done.items()])


def _times(n: int) -> str:
    return "" if n == 1 else " twice" if n == 2 else f" {n} times"


@dataclass(frozen=True)
class _Who:
    """Names and roles of those who appear."""

    names: dict[int, str]
    scheme: int
    roles: list[Membership] = field(default_factory=list)
    resolvers: list[ProgrammeMembership] = field(default_factory=list)

    @classmethod
    def of(cls, lines: list[Event], person: Person) -> _Who:
        numbers = {line.worker_number for line in lines} - {None}
        names = Worker.objects.filter(pk__in=numbers).values_list("pk", "name")
        held = Membership.objects.filter(worker__in=numbers).select_related("scheme")
        over = ProgrammeMembership.objects.filter(
            worker__in=numbers, role=ProgrammeRole.RESOLVER, programme=person.scheme.programme_id
        )
        return cls(dict(names), person.scheme_id, list(held), list(over))

    def name(self, worker: int | None) -> str:
        """*Ruth Adeyemi*."""
        return NOBODY if worker is None else self.names.get(worker, UNKNOWN)

    def role(self, worker: int | None, day: date) -> str:
        """*connector* in the person's scheme on that day; else which scheme they were of."""
        held = [one for one in self.roles if one.worker_id == worker and _held(one, day)]
        here = [Role(one.role).label.lower() for one in held if one.scheme_id == self.scheme]
        if here:
            return listed(here)
        if any(one.worker_id == worker and _held(one, day) for one in self.resolvers):
            return "resolver: decides whether two records are of one person"
        elsewhere = dict.fromkeys(one.scheme.name for one in held)
        return f"of {listed(list(elsewhere))}" if elsewhere else ""


def _held(role: Membership | ProgrammeMembership, day: date) -> bool:
    return role.started_on <= day and (role.ended_on is None or day <= role.ended_on)
