"""Referrals: who sent whom, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alongside.casework.people.models import Person
from alongside.casework.referrals import actions
from alongside.casework.referrals.models import (
    Agreed,
    AnswerBy,
    Outcome,
    Reason,
    Referral,
    Source,
)
from alongside.casework.referrals.rules_moving_in import Arrival, why_not_bring_in

from .. import others, values
from .base import Column, Kind, Own, Planned, RowIn

if TYPE_CHECKING:
    from ..place import Place

FIELDS = [
    "referrer_name",
    "referrer_role",
    "referrer_organisation",
    "referrer_email",
    "referrer_telephone",
    "referrer_address",
    "answer_by",
    "wants",
    "agreed",
    "agreed_note",
    "known_risks",
    "stop_gap",
]

COLUMNS = (
    Column(
        "referral_ref",
        "The referral’s number in the system that you come from.",
        values.reference,
        "R-2031",
        required=True,
    ),
    Column(
        "person_ref",
        "Whose referral it is, as in the file of people.",
        values.reference,
        "A-0102",
        required=True,
    ),
    Column("received_on", "The day it came.", values.day, "14/01/2026", required=True),
    Column(
        "source",
        "Who referred. Left empty: not known.",
        values.one_of(Source.choices, others.words("source")),
        "nhs",
    ),
    Column("referrer_name", "Their name.", values.text(120), "Sara Lindqvist"),
    Column("referrer_role", "What they are.", values.text(120), "practice nurse"),
    Column("referrer_organisation", "Where they work.", values.text(160), "Marlpit Road Surgery"),
    Column("referrer_email", "Their email address.", values.email, ""),
    Column("referrer_telephone", "Their telephone.", values.telephones, ""),
    Column("referrer_address", "Their address.", values.text(500, lines=True), ""),
    Column("answer_by", "How they would like our answer.", values.one_of(AnswerBy.choices), ""),
    Column(
        "reason_for_referral",
        "In their words.",
        values.text(10_000, lines=True),
        "Has seen nobody since the autumn.",
    ),
    Column("wants", "What the person says they want.", values.text(10_000, lines=True), "Company"),
    Column(
        "agreed",
        "Who says that the person agreed to be referred.",
        values.one_of(Agreed.choices, others.words("agreed")),
        "person",
    ),
    Column(
        "agreed_note", "For a best-interests decision: who decided, and why.", values.text(300), ""
    ),
    Column("known_risks", "What who referred knows of risks.", values.text(2_000, lines=True), ""),
    Column("stop_gap", "Was it made because nothing else was available?", values.yes_no, ""),
    Column(
        "outcome",
        "What was decided. Left empty: it waits, or the file of episodes accepts it.",
        values.one_of(Outcome.choices, others.words("referral_outcome")),
        "accepted",
    ),
    Column("decided_on", "The day that was decided.", values.day, "16/01/2026"),
    Column(
        "outcome_reason", "Why it was declined or passed on.", values.one_of(Reason.choices), ""
    ),
    Column("outcome_words", "More about the decision.", values.text(2_000, lines=True), ""),
    Column("redirected_to", "Who took it on, where it was passed on.", values.text(160), ""),
    Column(
        "connector",
        "For an accepted one: the connector’s email address, or whole name.",
        values.text(254),
        "ruth.adeyemi@example.org",
        worker=True,
    ),
)


def check(rows: Sequence[RowIn], place: Place) -> list[Planned]:
    """What each row makes of a referral, and what stands against it."""
    people = place.people({row.values["person_ref"] for row in rows})
    planned = []
    for row in rows:
        if (person := people.get(row.values["person_ref"])) is None:
            place.fault(row, "person_ref", NO_PERSON)
        elif place.knows_worker(row, "connector"):
            arrival = _arrival(row, person, place)
            if reason := why_not_bring_in(arrival, place.scheme.pk, place.today):
                place.fault(row, "", reason)
            else:
                planned.append(Planned(row, arrival))
    return planned


NO_PERSON = "stands for nobody in this scheme. Bring the file of people in first."


def _arrival(row: RowIn, person: Person, place: Place) -> Arrival:
    fields = {name: row.values[name] for name in FIELDS if name in row.values}
    if "referrer_telephone" in fields:
        fields["referrer_telephone"] = fields["referrer_telephone"][0][0]
    if "reason_for_referral" in row.values:
        fields["reason"] = row.values["reason_for_referral"]
    return Arrival(
        person=person,
        received_on=row.values["received_on"],
        source=row.get("source", Source.UNKNOWN),
        fields=fields,
        outcome=row.get("outcome", Outcome.WAITING),
        decided_on=row.get("decided_on"),
        reason=row.get("outcome_reason", ""),
        why=row.get("outcome_words", ""),
        allocated_to=place.worker(row.get("connector", "")),
        redirected_to=row.get("redirected_to", ""),
    )


def write(planned: Sequence[Planned], place: Place) -> Sequence[Referral]:
    """Take them down."""
    arrivals = [one.thing for one in planned]
    return actions.bring_in(scheme=place.scheme, referrals=arrivals, by=place.by)


KIND = Kind(
    name="referrals",
    title="Referrals",
    one="referral",
    many="referrals",
    intro="Who sent whom, when, and what was decided.",
    columns=COLUMNS,
    check=check,
    write=write,
    own=Own("referral_ref"),
    after=("people",),
)
