"""Episodes: who walks, or walked, alongside whom, from when until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alongside.casework.people.models import Person
from alongside.casework.referrals.models import Decision, Referral
from alongside.casework.schemes.words import day
from alongside.casework.support import actions
from alongside.casework.support.models import EndReason, Episode
from alongside.casework.support.rules import Arrival, why_not_bring_in

from .. import others, values
from .base import Column, Kind, Own, Planned, RowIn
from .referrals import NO_PERSON

if TYPE_CHECKING:
    from ..place import Place

FINAL = {"decline": "declined", "redirect": "passed on", "withdraw": "withdrawn"}

COLUMNS = (
    Column(
        "episode_ref",
        "The number of this run of support in the system that you come from.",
        values.reference,
        "E-0102-1",
        required=True,
    ),
    Column(
        "person_ref",
        "Whose it is, as in the file of people.",
        values.reference,
        "A-0102",
        required=True,
    ),
    Column(
        "referral_ref",
        "The referral that it came from, as in the file of referrals. One that"
        " waits is accepted by this.",
        values.reference,
        "R-2031",
    ),
    Column(
        "connector",
        "The email address, or whole name, of who walks or walked alongside."
        " They must be a worker of the scheme here, now or before.",
        values.text(254),
        "ruth.adeyemi@example.org",
        required=True,
        worker=True,
    ),
    Column(
        "allocated_on",
        "The day it came to a connector. Left empty: the day it started.",
        values.day,
        "16/01/2026",
    ),
    Column(
        "started_on",
        "The first time the person was reached. Left empty: not yet.",
        values.day,
        "22/01/2026",
    ),
    Column("ended_on", "The day support ended. Left empty: it goes on.", values.day, ""),
    Column(
        "end_reason",
        "Why it ended.",
        values.one_of(EndReason.choices, others.words("end_reason")),
        "",
    ),
    Column(
        "weeks",
        "How many weeks are agreed. Left empty: as usual in the scheme.",
        values.whole(1, 104),
        "",
    ),
    Column("one_off", "Was one conversation what was needed?", values.yes_no, ""),
    Column(
        "checkin_on", "For one that has ended: the day agreed for the check-in.", values.day, ""
    ),
    Column(
        "follow_up_on", "For one that has ended: the day agreed for the follow-up.", values.day, ""
    ),
)


def check(rows: Sequence[RowIn], place: Place) -> list[Planned]:
    """What each row makes of an episode, and what stands against it."""
    people = place.people({row.values["person_ref"] for row in rows})
    sent = {row.values["referral_ref"] for row in rows if "referral_ref" in row.values}
    referrals = place.find_whole("referrals", Referral, sent)
    known = _Known(place, list(referrals.values()))
    planned = []
    for row in rows:
        person = people.get(row.values["person_ref"])
        referral = referrals.get(row.get("referral_ref", ""))
        if person is None:
            place.fault(row, "person_ref", NO_PERSON)
        elif referral is None and row.get("referral_ref"):
            place.fault(row, "referral_ref", NO_REFERRAL)
        elif place.knows_worker(row, "connector") and (
            arrival := _arrival(row, person, referral, place)
        ):
            if known.refuses(row, arrival):
                continue
            planned.append(Planned(row, arrival))
    return planned


NO_REFERRAL = (
    "stands for no referral in this scheme. Bring the file of referrals in first, or leave it"
    " empty."
)


class _Known:
    """What is here already that a new episode has to go with; and what the file has added."""

    def __init__(self, place: Place, referrals: list[Referral]) -> None:
        self.place = place
        numbers = [referral.pk for referral in referrals]
        going_on = Episode.objects.open().filter(scheme=place.scheme)
        self.open = set(going_on.values_list("person_id", flat=True))
        self.taken: set[int] = set()
        self.decided: dict[int, Decision] = {}
        for at in range(0, len(numbers), 500):
            some = numbers[at : at + 500]
            taken = Episode.objects.filter(referral__in=some)
            self.taken |= set(taken.values_list("referral_id", flat=True))
            for decision in Decision.objects.filter(referral__in=some).order_by("pk"):
                self.decided[decision.referral_id] = decision

    def refuses(self, row: RowIn, arrival: Arrival) -> bool:
        """Whether something stands against it, which is then said."""
        reason = why_not_bring_in(
            arrival,
            scheme=self.place.scheme.name,
            is_connector=self.place.is_connector(arrival.connector),
            has_open_episode=arrival.person.pk in self.open,
            today=self.place.today,
        )
        if reason:
            self.place.fault(row, "", reason)
        elif arrival.referral is not None and (reason := self._why_not_from(arrival.referral)):
            self.place.fault(row, "referral_ref", reason)
        else:
            self._remember(arrival)
        return bool(reason)

    def _why_not_from(self, referral: Referral) -> str:
        if referral.pk in self.taken:
            return "has led to another episode already. Give each its own, or leave it empty."
        decision = self.decided.get(referral.pk)
        if decision is not None and decision.kind in FINAL:
            return (
                f"was {FINAL[decision.kind]} on {day(decision.on)}, so no support came of it. Check"
                " the outcome in the file of referrals, or leave this empty."
            )
        return ""

    def _remember(self, arrival: Arrival) -> None:
        if arrival.ended_on is None:
            self.open.add(arrival.person.pk)
        if arrival.referral is not None:
            self.taken.add(arrival.referral.pk)


def _arrival(row: RowIn, person: Person, referral: Referral | None, place: Place) -> Arrival | None:
    connector = place.worker(row.values["connector"])
    assert connector is not None  # `knows_worker` came before
    allocated_on = row.get("allocated_on") or row.get("started_on")
    if allocated_on is None:
        words = "is empty, and so is started_on. One of the two says when it began."
        place.fault(row, "allocated_on", words)
        return None
    accepted_on = allocated_on
    if "allocated_on" not in row.values and referral is not None:
        allocated_on = min(allocated_on, referral.received_on)
    return Arrival(
        person=person,
        connector=connector,
        allocated_on=allocated_on,
        started_on=row.get("started_on"),
        ended_on=row.get("ended_on"),
        end_reason=row.get("end_reason", ""),
        referral=referral,
        accepted_on=accepted_on,
        weeks=row.get("weeks"),
        one_off=row.get("one_off", False),
        checkin_on=row.get("checkin_on"),
        follow_up_on=row.get("follow_up_on"),
    )


def write(planned: Sequence[Planned], place: Place) -> Sequence[Episode]:
    """Keep them."""
    arrivals = [one.thing for one in planned]
    return actions.bring_in_episodes(scheme=place.scheme, episodes=arrivals, by=place.by)


KIND = Kind(
    name="episodes",
    title="Episodes",
    one="episode",
    many="episodes",
    intro="Each run of support: who walks alongside whom, from when until when.",
    columns=COLUMNS,
    check=check,
    write=write,
    own=Own("episode_ref"),
    after=("people", "referrals"),
)
