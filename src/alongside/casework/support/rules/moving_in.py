"""A run of support as another system kept it, and why it cannot be kept like that. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.casework.people.models import Person
from alongside.casework.referrals.models import Referral
from alongside.casework.schemes.models import Worker

from ..models import EndReason
from .days import named
from .episode import why_not_open, why_not_promise


@dataclass(frozen=True)
class Arrival:
    """An episode that moves in."""

    person: Person
    connector: Worker
    allocated_on: date
    started_on: date | None = None
    ended_on: date | None = None
    end_reason: str = ""
    referral: Referral | None = None
    accepted_on: date | None = None  # the referral, where nobody has said so yet
    weeks: int | None = None  # None: as usual in the scheme
    one_off: bool = False
    checkin_on: date | None = None
    follow_up_on: date | None = None


def why_not_bring_in(
    arrival: Arrival, *, scheme: str, is_connector: bool, has_open_episode: bool, today: date
) -> str:
    """Why this episode cannot be kept; who ended it need not work here any more."""
    return (
        _why_not_those_days(arrival, today)
        or _why_not_end(arrival)
        or _why_not_referral(arrival)
        or _why_not_go_on(arrival, scheme, is_connector, has_open_episode)
    )


def _why_not_those_days(arrival: Arrival, today: date) -> str:
    began, started, ended = arrival.allocated_on, arrival.started_on, arrival.ended_on
    for on, what in ((began, "came to a connector"), (started, "started"), (ended, "ended")):
        if on is not None and on > today:
            return f"It would have {what} on {named(on)}, which is still to come. Check the day."
    if started is not None and started < began:
        return (
            f"It started on {named(started)}, before it came to a connector on {named(began)}."
            " Check both days."
        )
    if ended is not None and ended < (started or began):
        return (
            f"It ended on {named(ended)}, before it began on {named(started or began)}. Check both"
            " days."
        )
    return ""


def _why_not_end(arrival: Arrival) -> str:
    if arrival.ended_on is None:
        if arrival.end_reason or arrival.checkin_on or arrival.follow_up_on:
            return (
                "A reason for the end, or a call after it, is given, and no day says that it ended."
                " Give ended_on, or take those out."
            )
        return ""
    if arrival.end_reason not in EndReason.values:
        return "It has ended, and nothing says why. Give end_reason."
    return why_not_promise(arrival.ended_on, arrival.checkin_on, arrival.follow_up_on)


def _why_not_referral(arrival: Arrival) -> str:
    referral = arrival.referral
    if referral is None:
        return ""
    if referral.person_id != arrival.person.pk:
        return "That referral is of another person. Check both references."
    if arrival.allocated_on < referral.received_on:
        return (
            f"It came to a connector on {named(arrival.allocated_on)}, before the referral came on"
            f" {named(referral.received_on)}. Check both days."
        )
    return ""


def _why_not_go_on(
    arrival: Arrival, scheme: str, is_connector: bool, has_open_episode: bool
) -> str:
    """What stands against support that has not ended."""
    if arrival.ended_on is not None:
        return ""
    if arrival.person.died_on is not None:
        return (
            f"The record says that the person died on {named(arrival.person.died_on)}, and this"
            " support has not ended. Give the day and the reason of the end."
        )
    return why_not_open(
        called="This person",
        has_open_episode=has_open_episode,
        died=False,
        to_name=arrival.connector.name,
        to_may=is_connector,
        scheme=scheme,
    )
