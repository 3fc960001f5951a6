"""Measures: what people answered, or what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alongside import instruments
from alongside.casework.measures import actions
from alongside.casework.measures.actions import Arrival
from alongside.casework.measures.models import AnswerMode, Measure, Stage
from alongside.casework.measures.rules import Facts, why_not_bring_in
from alongside.casework.schemes.models import Instrument
from alongside.casework.support.models import Episode

from .. import others, values
from .base import Column, Kind, Own, Planned, RowIn
from .contacts import NO_EPISODE

if TYPE_CHECKING:
    from ..place import Place

MOST_ITEMS = 7

COLUMNS = (
    Column("measure_ref", "Its own number, where there is one.", values.reference, ""),
    Column(
        "episode_ref",
        "In which episode, as in the file of episodes.",
        values.reference,
        "E-0102-1",
        required=True,
    ),
    Column(
        "instrument",
        "Which questionnaire.",
        values.one_of(Instrument.choices, others.words("instrument")),
        "ucla3",
        required=True,
    ),
    Column(
        "stage",
        "When in support.",
        values.one_of(Stage.choices, others.words("stage")),
        "start",
        required=True,
    ),
    Column("completed_on", "The day.", values.day, "22/01/2026", required=True),
    *(
        Column(
            f"item_{number}",
            f"The answer to question {number}, as printed, before any scoring."
            " Left empty: not answered.",
            values.whole(0, 10),
            str(2) if number < 4 else "",
        )
        for number in range(1, MOST_ITEMS + 1)
    ),
    Column(
        "score",
        "The total, where the answers themselves were not kept (for SWEMWBS the plain"
        " total, 7 to 35).",
        values.whole(0, 100),
        "",
    ),
    Column(
        "mode",
        "How it was answered. Left empty: on paper.",
        values.one_of(AnswerMode.choices),
        "read_out",
    ),
)


def check(rows: Sequence[RowIn], place: Place) -> list[Planned]:
    """What each row makes of answers, and what stands against them."""
    wanted = {row.values["episode_ref"] for row in rows}
    episodes = place.find_whole("episodes", Episode, wanted, "person")
    taken = _taken(list(episodes.values()))
    planned = []
    for row in rows:
        if (episode := episodes.get(row.values["episode_ref"])) is None:
            place.fault(row, "episode_ref", NO_EPISODE)
            continue
        arrival = _arrival(row, episode)
        key = (episode.pk, arrival.instrument, arrival.stage, arrival.on)
        if reason := _why_not(row, arrival, place):
            place.fault(row, "", reason)
        elif key in taken:
            words = "These questions were answered on that day already. Leave one of the two out."
            place.fault(row, "", words)
        else:
            taken.add(key)
            planned.append(Planned(row, arrival))
    return planned


def _arrival(row: RowIn, episode: Episode) -> Arrival:
    asked = instruments.load(row.values["instrument"])
    return Arrival(
        episode=episode,
        instrument=asked.id,
        stage=row.values["stage"],
        on=row.values["completed_on"],
        answers=[row.get(f"item_{number}") for number in range(1, len(asked.items) + 1)],
        recorded_total=row.get("score"),
        mode=row.get("mode", AnswerMode.PAPER),
    )


def _why_not(row: RowIn, arrival: Arrival, place: Place) -> str:
    asked = instruments.load(arrival.instrument)
    extra = [
        number
        for number in range(len(asked.items) + 1, MOST_ITEMS + 1)
        if f"item_{number}" in row.values
    ]
    if extra:
        return (
            f"There is an answer to question {extra[0]}, and this questionnaire ends at"
            f" {len(asked.items)}. Check which questionnaire it is."
        )
    return why_not_bring_in(
        asked,
        answers=arrival.answers,
        recorded_total=arrival.recorded_total,
        facts=Facts(arrival.episode.allocated_on, ended_on=arrival.episode.ended_on),
        stage=arrival.stage,
        on=arrival.on,
        today=place.today,
    )


def _taken(episodes: list[Episode]) -> set[tuple[int, str, str, object]]:
    found: set[tuple[int, str, str, object]] = set()
    for at in range(0, len(episodes), 500):
        here = Measure.objects.filter(episode__in=episodes[at : at + 500])
        found |= set(here.values_list("episode_id", "instrument", "stage", "completed_on"))
    return found


def write(planned: Sequence[Planned], place: Place) -> Sequence[Measure]:
    """Keep them."""
    arrivals = [one.thing for one in planned]
    return actions.bring_in(measures=arrivals, today=place.today, by=place.by)


KIND = Kind(
    name="measures",
    title="Measures",
    one="questionnaire",
    many="questionnaires",
    intro="What people answered at the start and later, or what it came to.",
    columns=COLUMNS,
    check=check,
    write=write,
    own=Own("measure_ref"),
    after=("people", "episodes"),
)
