"""Connections: what people were pointed to, and how far it got."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alongside.casework.signposting import actions
from alongside.casework.signposting.actions import Arrival
from alongside.casework.signposting.models import Destination, How, Outcome, Reason, Signpost
from alongside.casework.signposting.rules import Progress, why_not_bring_in
from alongside.casework.support.models import Episode

from .. import others, values
from .base import Column, Kind, Own, Planned, RowIn
from .contacts import NO_EPISODE

if TYPE_CHECKING:
    from ..place import Place


COLUMNS = (
    Column("connection_ref", "Its own number, where there is one.", values.reference, ""),
    Column(
        "episode_ref",
        "In which episode, as in the file of episodes.",
        values.reference,
        "E-0102-1",
        required=True,
    ),
    Column("made_on", "The day it was made.", values.day, "05/02/2026", required=True),
    Column("what", "What to.", values.text(160), "Fenwater choir", required=True),
    Column(
        "destination",
        "What kind of organisation it is.",
        values.one_of(Destination.choices, others.words("destination")),
        "third_sector",
        required=True,
    ),
    Column("how", "How it was made.", values.one_of(How.choices), "went_along"),
    Column(
        "outcome",
        "The furthest it got. Left empty: not known.",
        values.one_of(Outcome.choices, others.words("connection_outcome")),
        "attended",
    ),
    Column(
        "outcome_on", "The day of that. Left empty: the day it was made.", values.day, "12/02/2026"
    ),
    Column("first_time_on", "When they went first.", values.day, "12/02/2026"),
    Column(
        "reason",
        "Why it stopped, was not wanted, or was not to be had.",
        values.one_of(Reason.choices),
        "",
    ),
    Column("note", "What else there is to say.", values.text(2_000, lines=True), ""),
)


def check(rows: Sequence[RowIn], place: Place) -> list[Planned]:
    """What each row makes of a connection, and what stands against it."""
    wanted = {row.values["episode_ref"] for row in rows}
    episodes = place.find_whole("episodes", Episode, wanted, "person")
    planned = []
    for row in rows:
        if (episode := episodes.get(row.values["episode_ref"])) is None:
            place.fault(row, "episode_ref", NO_EPISODE)
            continue
        arrival = _arrival(row, episode)
        if reason := why_not_bring_in(
            arrival.now,
            made_on=arrival.made_on,
            not_before=episode.allocated_on,
            today=place.today,
        ):
            place.fault(row, "", reason)
        else:
            planned.append(Planned(row, arrival))
    return planned


def _arrival(row: RowIn, episode: Episode) -> Arrival:
    made_on = row.values["made_on"]
    now = Progress(
        outcome=row.get("outcome", Outcome.UNKNOWN),
        on=row.get("outcome_on", max(made_on, row.get("first_time_on", made_on))),
        reason=row.get("reason", ""),
        first_time_on=row.get("first_time_on"),
    )
    return Arrival(
        episode=episode,
        made_on=made_on,
        what=row.values["what"],
        destination=row.values["destination"],
        now=now,
        how=row.get("how", ""),
        note=row.get("note", ""),
    )


def write(planned: Sequence[Planned], place: Place) -> Sequence[Signpost]:
    """Keep them."""
    arrivals = [one.thing for one in planned]
    return actions.bring_in(connections=arrivals, today=place.today, by=place.by)


KIND = Kind(
    name="connections",
    title="Connections",
    one="connection",
    many="connections",
    intro="What people were pointed to in the community, and how far it got.",
    columns=COLUMNS,
    check=check,
    write=write,
    own=Own("connection_ref"),
    after=("people", "episodes"),
)
