"""Contacts: calls, visits and messages, and attempts at them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alongside.casework.support import actions
from alongside.casework.support.actions import ContactArrival
from alongside.casework.support.models import Contact, Episode, Mode, Who
from alongside.casework.support.rules import Said, why_not_record_contact

from .. import others, values
from .base import Column, Kind, Own, Planned, RowIn

if TYPE_CHECKING:
    from ..place import Place

NO_EPISODE = "stands for no episode in this scheme. Bring the file of episodes in first."

COLUMNS = (
    Column(
        "contact_ref",
        "The contact’s own number, where there is one. Without it a contact is"
        " known by all that its row says.",
        values.reference,
        "C-90017",
    ),
    Column(
        "episode_ref",
        "In which episode, as in the file of episodes.",
        values.reference,
        "E-0102-1",
        required=True,
    ),
    Column("occurred_on", "The day.", values.day, "22/01/2026", required=True),
    Column(
        "mode",
        "How.",
        values.one_of(Mode.choices, others.words("mode")),
        "face_to_face",
        required=True,
    ),
    Column(
        "reached",
        "Was the person reached? Left empty: yes where there are minutes.",
        values.yes_no,
        "yes",
    ),
    Column(
        "minutes",
        "Minutes with the person; 0 or nothing for an attempt.",
        values.minutes(1440),
        "45",
    ),
    Column("went_along", "Did you go out together?", values.yes_no, ""),
    Column(
        "who",
        "A connector, or a volunteer. Left empty: a connector.",
        values.one_of(Who.choices, others.words("who")),
        "",
    ),
    Column("volunteer_name", "The volunteer’s name.", values.text(80), ""),
    Column(
        "worker",
        "The email address, or whole name, of whose contact it was. Left empty: the"
        " episode’s connector.",
        values.text(254),
        "",
        worker=True,
    ),
    Column(
        "note",
        "What was written down.",
        values.text(20_000, lines=True),
        "Walked to the lake and back.",
    ),
    Column("next_words", "What is next.", values.text(200), ""),
    Column("next_on", "And when.", values.day, ""),
    Column("travel_minutes", "Minutes on the way.", values.minutes(1440), ""),
    Column("travel_miles", "Miles on the way.", values.miles(), ""),
)


def check(rows: Sequence[RowIn], place: Place) -> list[Planned]:
    """What each row makes of a contact, and what stands against it."""
    wanted = {row.values["episode_ref"] for row in rows}
    episodes = place.find_whole("episodes", Episode, wanted, "person", "connector")
    planned = []
    for row in rows:
        if (episode := episodes.get(row.values["episode_ref"])) is None:
            place.fault(row, "episode_ref", NO_EPISODE)
        elif place.knows_worker(row, "worker"):
            arrival = _arrival(row, episode, place)
            if arrival is None:
                words = "is empty, and there are no minutes. Say yes, or no for an attempt."
                place.fault(row, "reached", words)
            elif reason := why_not_record_contact(episode, arrival.said, place.today):
                place.fault(row, "", reason)
            else:
                planned.append(Planned(row, arrival))
    return planned


def _arrival(row: RowIn, episode: Episode, place: Place) -> ContactArrival | None:
    minutes = row.get("minutes", 0)
    reached = row.get("reached", True if minutes else None)
    if reached is None:
        return None
    volunteer = row.get("volunteer_name", "")
    said = Said(
        occurred_on=row.values["occurred_on"],
        mode=row.values["mode"],
        reached=reached,
        minutes=minutes,
        went_along=row.get("went_along", False),
        who=row.get("who", Who.VOLUNTEER if volunteer else Who.CONNECTOR),
        volunteer_name=volunteer,
        next_on=row.get("next_on"),
    )
    return ContactArrival(
        episode=episode,
        said=said,
        worker=place.worker(row.get("worker", "")) or episode.connector,
        note=row.get("note", ""),
        next_words=row.get("next_words", ""),
        travel_minutes=row.get("travel_minutes"),
        travel_miles=row.get("travel_miles"),
    )


def write(planned: Sequence[Planned], place: Place) -> Sequence[Contact]:
    """Keep them."""
    return actions.bring_in_contacts(contacts=[one.thing for one in planned], by=place.by)


KIND = Kind(
    name="contacts",
    title="Contacts",
    one="contact",
    many="contacts",
    intro="The history: calls, visits and messages, and attempts at them.",
    columns=COLUMNS,
    check=check,
    write=write,
    own=Own("contact_ref"),
    after=("people", "episodes"),
)
