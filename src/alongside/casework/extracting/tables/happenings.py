"""What happened in an episode: contacts, questionnaires asked or not, connections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from alongside import extract
from alongside.casework.directory import merged
from alongside.casework.measures.models import Measure, NotMeasured
from alongside.casework.signposting.models import Signpost
from alongside.casework.support.models import Contact
from alongside.extract import Row

from .source import Source

INSTRUMENTS = frozenset(extract.table("measures").column("instrument").choices)
ITEMS = 7


def contacts(source: Source) -> Iterator[Row]:
    """One row a contact or an attempt, as it was corrected last.

    A contact in a group is one row for each person who was there, with the same minutes.
    """

    def make(episode: str, values: tuple[Any, ...]) -> Row:
        number, on, mode, minutes, who, reached = values
        return (source.ids.of("contact", number), episode, on, mode, minutes, who, reached)

    return source.of_episodes(
        "contacts",
        Contact.objects.all(),
        ("pk", "occurred_on", "mode", "minutes", "who", "reached"),
        make,
        lambda row: (row[2], row[0]),
    )


def measures(source: Source) -> Iterator[Row]:
    """One row a questionnaire with its answers as printed; what was skipped is empty."""

    def make(episode: str, values: tuple[Any, ...]) -> Row | None:
        instrument, stage, on, answers, total, mode = values
        items = [*answers, *[None] * ITEMS][:ITEMS]
        score = total if all(item is None for item in items) else None
        return (episode, instrument, stage, on, *items, score, mode or None)

    return source.of_episodes(
        "measures",
        Measure.objects.all(),
        ("instrument", "stage", "completed_on", "answers", "recorded_total", "mode"),
        _known(source, make),
        _by_stage,
    )


def not_measured(source: Source) -> Iterator[Row]:
    """One row each time a questionnaire was due and not answered."""

    def make(episode: str, values: tuple[Any, ...]) -> Row | None:
        return (episode, *values)

    return source.of_episodes(
        "not measured",
        NotMeasured.objects.all(),
        ("instrument", "stage", "on", "reason"),
        _known(source, make),
        _by_stage,
    )


def signposts(source: Source) -> Iterator[Row]:
    """One row a connection, with the furthest it got, and to which activity where that is known.

    Two entries of one activity that were merged are one activity.
    """
    stands_for = merged.activities()

    def make(episode: str, values: tuple[Any, ...]) -> Row:
        number, on, destination, activity, outcome, how, reason = values
        code = source.ids.of("signpost", number)
        to = source.ids.of("activity", stands_for.get(activity, activity)) if activity else None
        return (code, episode, on, destination, to, outcome, how or None, reason or None)

    return source.of_episodes(
        "connections",
        Signpost.objects.all(),
        ("pk", "made_on", "destination", "activity_id", "outcome", "how", "reason"),
        make,
        lambda row: (row[2], row[0]),
    )


Make = Callable[[str, tuple[Any, ...]], Row | None]


def _known(source: Source, make: Make) -> Make:
    """Without questionnaires that the contract has no place for; they are counted."""

    def made(episode: str, values: tuple[Any, ...]) -> Row | None:
        if values[0] not in INSTRUMENTS:
            source.left_out["other_instrument"] += 1
            return None
        return make(episode, values)

    return made


def _by_stage(row: Row) -> tuple[date, Any, Any]:
    """Of one episode by day, then by questionnaire and stage, which together are the key."""
    day = row[3]
    assert isinstance(day, date)
    return (day, row[1], row[2])
