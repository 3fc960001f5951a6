"""May this be written in the diary, and if not, why; and the lone-working clock in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from alongside.casework.people.models import Person

from .models import Appointment, Episode, Visit
from .models.contact import Mode
from .rules.days import with_weekday

LONGEST = 720  # minutes: an entry is part of one day
SAME_VISIT = timedelta(hours=12)  # arriving again within it is the same visit

MODE_OF_HOW: dict[str, str] = {
    Appointment.How.HOME: Mode.FACE_TO_FACE,
    Appointment.How.OUT: Mode.FACE_TO_FACE,
    Appointment.How.OUR_PLACE: Mode.FACE_TO_FACE,
    Appointment.How.TELEPHONE: Mode.TELEPHONE,
    Appointment.How.VIDEO: Mode.VIDEO,
    Appointment.How.GROUP: Mode.GROUP,
}
TO_A_DOOR = frozenset({Appointment.How.HOME, Appointment.How.OUT, Appointment.How.OUR_PLACE})


def clock(moment: datetime) -> str:
    """The time as people say it: *2pm*, *3.30pm*."""
    local = timezone.localtime(moment)
    minutes = f".{local:%M}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def why_not_plan(*, person: Person | None, episode: Episode | None, on: date, minutes: int) -> str:
    """Why there can be no such appointment; "" when there can."""
    if person is not None and person.died_on is not None:
        return f"{person.preferred_name} has died, so nothing more can be planned with them."
    if episode is not None and (person is None or episode.person_id != person.pk):
        return "This support belongs to somebody else. Open the person’s page and plan it there."
    if episode is not None and episode.ended_on is not None and on > episode.ended_on:
        return (
            f"Support ended on {with_weekday(episode.ended_on)}, before {with_weekday(on)}."
            " Choose an earlier day, or ask the coordinator for support to begin again."
        )
    if not 1 <= minutes <= LONGEST:
        return f"It is to take {minutes} minutes. Give from 1 to {LONGEST} minutes."
    return ""


_HAS_BEEN = {
    Appointment.State.DONE: "has been written down as done",
    Appointment.State.CANCELLED: "was cancelled",
    Appointment.State.MOVED: "was moved to another time",
    Appointment.State.NOT_AT_HOME: "has been written down as not at home",
}


def why_not_change(appointment: Appointment) -> str:
    """An entry that is over stays as it is; "" for a planned one."""
    if appointment.state == Appointment.State.PLANNED:
        return ""
    was = _HAS_BEEN[Appointment.State(appointment.state)]
    return f"This entry {was}, so it stays as it is. Make a new one if you need to."


def why_not_move(appointment: Appointment, starts_at: datetime) -> str:
    """Why an entry cannot be moved to that time; "" when it can."""
    if appointment.starts_at == starts_at:
        return "It is at that time already. Choose another day or another time."
    return why_not_change(appointment)


def why_not_arrive(episode: Episode, appointment: Appointment | None) -> str:
    """Why no visit can begin; "" when it can. An open visit elsewhere never stands in the way:
    at a door the clock must start.
    """
    if episode.person.died_on is not None:
        return f"{episode.person.preferred_name} has died. Speak with your coordinator."
    if episode.ended_on is not None:
        return (
            f"Support ended on {with_weekday(episode.ended_on)}, so there is no visit to begin."
            " Ask your coordinator if support is needed again."
        )
    if appointment is not None and appointment.episode_id != episode.pk:
        return "This entry in the diary is for somebody else. Open the visit from your day."
    return "" if appointment is None else why_not_change(appointment)


def why_not_leave(visit: Visit, at: datetime) -> str:
    """Why *I’m out* cannot be written down; "" when it can."""
    if visit.out_at is not None:
        return f"You were out at {clock(visit.out_at)}; that is written down already."
    if at < visit.arrived_at:
        return (
            f"You arrived at {clock(visit.arrived_at)}, and {clock(at)} is before that."
            " Give a time after you arrived."
        )
    return ""


def why_not_confirm_safe(visit: Visit) -> str:
    """Why nobody need confirm that they are well; "" when it helps."""
    if visit.out_at is not None:
        return f"They pressed “I’m out” at {clock(visit.out_at)}, so there is nothing to confirm."
    if visit.safe_confirmed_at is not None:
        return f"It was confirmed at {clock(visit.safe_confirmed_at)} that they are well."
    return ""


def out_expected(arrived_at: datetime, *, minutes: int, grace: int) -> datetime:
    """When somebody is told, if *I’m out* has not come: its length, and the scheme’s grace."""
    return arrived_at + timedelta(minutes=minutes + grace)


def is_overdue(visit: Visit, now: datetime) -> bool:
    """Nobody knows that they are well, and they should have been out."""
    return visit.out_at is None and visit.safe_confirmed_at is None and visit.out_expected_at < now


class LoneWorkingWords(NamedTuple):
    """What stands beside the clock on the visit’s page."""

    now: str
    then: str
    late: bool


def lone_working_words(visit: Visit, now: datetime) -> LoneWorkingWords:
    """Who is told, and when, if *I’m out* does not come."""
    since = f"You arrived at {clock(visit.arrived_at)}."
    if visit.out_at is not None:
        return LoneWorkingWords(
            f"You were out at {clock(visit.out_at)}.", "The clock has stopped.", False
        )
    if visit.safe_confirmed_at is not None:
        well = f"At {clock(visit.safe_confirmed_at)} somebody confirmed that you are well."
        return LoneWorkingWords(since, well, False)
    told = visit.told or "the coordinator"
    if is_overdue(visit, now):
        then = (
            f"It is past {clock(visit.out_expected_at)}. This visit now stands first on the"
            f" coordinators’ page, for {told} to ring you."
        )
        return LoneWorkingWords(since, then, True)
    return LoneWorkingWords(since, promise(visit.out_expected_at, told), False)


def promise(out_expected_at: datetime, told: str) -> str:
    """What happens without *I’m out*, in one sentence."""
    return (
        f"If you have not pressed “I’m out” by {clock(out_expected_at)}, this visit stands first"
        f" on the coordinators’ page, for {told} to ring you."
    )


def until_heard(visit: Visit) -> str:
    """What happens while *I’m out* has been pressed without signal."""
    return (
        f"Until it is sent the clock runs on: at {clock(visit.out_expected_at)} this visit stands"
        f" first on the coordinators’ page, for {visit.told or 'the coordinator'} to ring you."
        " Go where there is signal, or ring them."
    )


def minutes_between(arrived_at: datetime, now: datetime) -> int:
    """Whole minutes, at least 1 and at most a day: what the visit’s form is filled with."""
    return max(1, min(1440, round((now - arrived_at).total_seconds() / 60)))
