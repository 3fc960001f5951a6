"""A referral as another system kept it, and why it cannot be taken down like that. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker
from alongside.casework.schemes.words import day

from . import rules
from .models import Agreed, Outcome, Reason

NEEDS_REASON = (Outcome.DECLINED, Outcome.REDIRECTED)


@dataclass(frozen=True)
class Arrival:
    """A referral that moves in, and what was decided. `fields` are those of `receive`."""

    person: Person
    received_on: date
    source: str
    fields: dict[str, Any] = field(default_factory=dict)
    outcome: str = Outcome.WAITING
    decided_on: date | None = None
    reason: str = ""
    why: str = ""
    allocated_to: Worker | None = None
    redirected_to: str = ""


def why_not_bring_in(arrival: Arrival, scheme_id: int, today: date) -> str:
    """Why a referral cannot be taken down like this, in its scheme."""
    died_on = arrival.person.died_on
    before_death = died_on is None or arrival.received_on <= died_on
    return (
        rules.why_not_received_on(arrival.received_on, today=today)
        or rules.why_not_receive(
            died_on=None if before_death else died_on,
            same_scheme=arrival.person.scheme_id == scheme_id,
            agreed=arrival.fields.get("agreed", Agreed.NOT_YET),
            agreed_note=arrival.fields.get("agreed_note", ""),
        )
        or _why_not_outcome(arrival, today)
    )


def _why_not_outcome(arrival: Arrival, today: date) -> str:
    on, outcome = arrival.decided_on, arrival.outcome
    if outcome == Outcome.WAITING:
        if on is None and not arrival.reason:
            return ""
        return (
            "A day or a reason of a decision is given, and the outcome says that it waits. Say what"
            " was decided, or take the day and the reason out."
        )
    if on is None:
        return "It was decided, and no day says when. Give decided_on, or leave the outcome empty."
    if on > today:
        return f"It would be decided on {day(on)}, which is still to come. Check the day."
    return (
        rules.why_not_decide(
            kind=outcome, last_kind=None, last_on=None, received_on=arrival.received_on, on=on
        )
        or _why_not_reason(arrival)
        or _why_not_who(arrival)
    )


def _why_not_reason(arrival: Arrival) -> str:
    if arrival.outcome in NEEDS_REASON:
        return rules.why_not_decline(reason=arrival.reason, reasons=set(Reason.values))
    if arrival.reason:
        return "A reason goes only with declined and redirected. Take it out."
    return ""


def _why_not_who(arrival: Arrival) -> str:
    if arrival.outcome == Outcome.ACCEPTED and arrival.allocated_to is None:
        return (
            "It was accepted, and nobody says for which connector. Give the connector; or leave the"
            " outcome empty, and the file of episodes accepts it."
        )
    if arrival.outcome == Outcome.REDIRECTED and not arrival.redirected_to.strip():
        return "It was passed on, and nobody says where to. Name who took it on in redirected_to."
    return ""
