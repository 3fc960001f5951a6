"""Who in the team has room, and who is near: for whoever gives somebody to a connector."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from alongside.casework.people.models import Person
from alongside.casework.schemes import queries as schemes
from alongside.casework.schemes.models import Cover, Role, Scheme, Worker
from alongside.casework.schemes.words import day_month, listed

from ..models import Episode


@dataclass(frozen=True)
class Caseload:
    """One connector of a scheme, with how many people they have and can have."""

    worker: Worker
    people: int
    room_for: int
    full_until: date | None  # while full: when the next of them is due to say goodbye
    away_until: date | None
    areas: tuple[str, ...]
    languages: tuple[str, ...]
    near: bool = False  # works where the person lives
    speaks: bool = False  # speaks the person's language, where that is not English

    @property
    def full(self) -> bool:
        """Whether everybody they have room for is there."""
        return self.people >= self.room_for

    @property
    def share(self) -> int:
        """How full they are, 0 to 100, for a bar."""
        return min(100, round(100 * self.people / self.room_for)) if self.room_for else 100

    @property
    def words(self) -> str:
        """*17 of 25 people. Fenny Lane and Quayside. English, Urdu, Punjabi.*"""
        parts = [_room(self), _away(self), listed(self.areas), ", ".join(self.languages)]
        return " ".join(f"{part}." for part in parts if part)


def _room(load: Caseload) -> str:
    counted = f"{load.people} of {load.room_for} people"
    if not load.full:
        return counted
    return (
        f"{counted}, full until {day_month(load.full_until)}"
        if load.full_until
        else f"{counted}, full"
    )


def _away(load: Caseload) -> str:
    return f"Away until {day_month(load.away_until)}" if load.away_until else ""


def team(scheme: Scheme, on: date) -> list[Caseload]:
    """The scheme's connectors, most room first; six queries, however many there are."""
    rooms = schemes.rooms(scheme, on)
    ends = _ends(scheme)
    away = dict(Cover.objects.on(on).filter(scheme=scheme).values_list("away_id", "until_on"))
    connectors = schemes.workers_in(scheme, Role.CONNECTOR, on).prefetch_related("areas")
    found = [
        _caseload(worker, scheme, rooms.get(worker.pk, 0), ends[worker.pk], away, on)
        for worker in connectors
    ]
    return sorted(found, key=lambda load: (load.full, load.share, load.worker.name))


def choices(scheme: Scheme, person: Person, on: date) -> list[Caseload]:
    """The same connectors for one person: with room and here, then language, near, most room."""
    area = person.area or schemes.area_for(scheme, person.postcode)
    language = "" if person.language.lower() == "english" else person.language.lower()
    fitting = [
        Caseload(
            **load.__dict__
            | {
                "near": area is not None and area.name in load.areas,
                "speaks": bool(language)
                and language in [spoken.lower() for spoken in load.languages],
            }
        )
        for load in team(scheme, on)
    ]
    return sorted(fitting, key=_fit)


def _fit(load: Caseload) -> tuple[bool, bool, bool, bool, int, str]:
    return (
        load.full,
        load.away_until is not None,
        not load.speaks,
        not load.near,
        load.share,
        load.worker.name,
    )


def notes(loads: list[Caseload]) -> list[str]:
    """What is worth knowing about the team: *Owen is full until 7 December. Hana speaks Arabic.*"""
    full = [
        f"{load.worker.called} is full until {day_month(load.full_until)}."
        for load in loads
        if load.full_until
    ]
    away = [
        f"{load.worker.called} is away until {day_month(load.away_until)}."
        for load in loads
        if load.away_until
    ]
    spoken = [
        f"{load.worker.called} speaks {listed(more)}."
        for load in loads
        if not load.full
        and (more := [word for word in load.languages if word.lower() != "english"])
    ]
    return [*full, *away, *spoken]


def _ends(scheme: Scheme) -> dict[int, list[date | None]]:
    """For each connector's number, when each of their people is due to say goodbye."""
    open_ones = Episode.objects.open().filter(scheme=scheme).prefetch_related("extensions")
    found: dict[int, list[date | None]] = defaultdict(list)
    for episode in open_ones:
        found[episode.connector_id].append(episode.ends_about())
    return found


def _caseload(
    worker: Worker,
    scheme: Scheme,
    room_for: int,
    ends: list[date | None],
    away: dict[int, date],
    on: date,
) -> Caseload:
    return Caseload(
        worker=worker,
        people=len(ends),
        room_for=room_for,
        full_until=_full_until(ends, room_for, on),
        away_until=away.get(worker.pk),
        areas=tuple(area.name for area in worker.areas.all() if area.scheme_id == scheme.pk),
        languages=tuple(worker.languages),
    )


def _full_until(ends: list[date | None], room_for: int, on: date) -> date | None:
    """When there is room again, as far as planned goodbyes tell; None if there is, or nobody knows.

    A goodbye that is overdue may come any day, so it tells nothing.
    """
    over = len(ends) - room_for
    if over < 0:
        return None
    planned = sorted(day for day in ends if day is not None)
    freeing = planned[over] if over < len(planned) else None
    return freeing if freeing is not None and freeing > on else None
