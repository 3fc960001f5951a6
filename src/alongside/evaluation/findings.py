"""What a report is made from: figures, and counts. No person's row gets past this.

One way: an extract, plain functions, these frozen findings, disclosure control, the report.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from .cleaning import START_OF_DAYS, Finding
from .evaluate import Evaluation
from .figure import Figure
from .loneliness import LONELY
from .population import Reach
from .relation import Episodes
from .rows import Column
from .schemes import Part
from .social_value import Swing


@dataclass(frozen=True)
class Flow:
    """How many of those asked three times took one way: lonely, or not, at each of the three."""

    start: bool
    end: bool
    later: bool
    people: int | None  # nothing where it is hidden


@dataclass(frozen=True)
class Score:
    """How many pairs of UCLA-3 had this score, 3 to 9, at the start and at the end."""

    score: int
    at_start: int | None  # nothing where it is hidden
    at_end: int | None


@dataclass(frozen=True)
class Findings:
    """Everything that a report tells. With `published`, what was hidden is hidden in all of it."""

    figures: dict[str, Figure]
    quality: tuple[Finding, ...]
    parts: tuple[Part, ...]
    reach: tuple[Reach, ...]
    sensitivity: tuple[Swing, ...]
    flows: tuple[Flow, ...]
    scores: tuple[Score, ...]
    schemes: tuple[str, ...]  # names, in the extract's order
    first: date | None  # of the period asked for, or of the first episode
    last: date | None  # of the period asked for, or of the last start or end
    benchmark: float
    published: bool = False
    suppress_below: int = 8
    round_to: int = 5
    nations: tuple[
        tuple[str, str], ...
    ] = ()  # of each scheme: its id, and the nation that it is in

    def __getitem__(self, id_: str) -> Figure:
        return self.figures[id_]

    def called(self, scheme: str) -> str:
        """The name of the scheme that has this id, or the id where it has none."""
        ids = (id_ for id_, _ in self.nations)
        return dict(zip(ids, self.schemes, strict=False)).get(scheme) or scheme


def findings_of(evaluation: Evaluation) -> Findings:
    """Freeze what was found, without the episodes that it came from."""
    episodes = evaluation.episodes
    first, last = _days(evaluation)
    return Findings(
        evaluation.figures,
        evaluation.quality,
        evaluation.schemes,
        evaluation.reach,
        evaluation.sensitivity,
        tuple(_flows(episodes)),
        tuple(_scores(episodes)),
        episodes.scheme_names,
        first,
        last,
        evaluation.options.benchmark,
        nations=tuple(zip(episodes.schemes, episodes.nations, strict=True)),
    )


def _flows(episodes: Episodes) -> list[Flow]:
    stages = [episodes[f"ucla_{stage}"] for stage in ("start", "end", "follow_up")]
    asked = np.all([~np.isnan(column) for column in stages], axis=0)
    lonely = [column[asked] >= LONELY for column in stages]
    ways = [
        (one, two, three)
        for one in (True, False)
        for two in (True, False)
        for three in (True, False)
    ]
    return [Flow(*way, people=_how_many(lonely, way)) for way in ways]


def _how_many(lonely: list[Column], way: tuple[bool, ...]) -> int:
    each = [column == there for column, there in zip(lonely, way, strict=True)]
    return int(np.all(each, axis=0).sum())


def _scores(episodes: Episodes) -> list[Score]:
    pairs = episodes.where(episodes.paired)
    start, end = pairs["ucla_start"], pairs["ucla_end"]
    return [Score(n, int((start == n).sum()), int((end == n).sum())) for n in range(3, 10)]


def _days(evaluation: Evaluation) -> tuple[date | None, date | None]:
    period, episodes = evaluation.options.period, evaluation.episodes
    days = np.concatenate([episodes["started_on"], episodes["ended_on"]])
    known = days[~np.isnan(days)]
    if not known.size:
        return period.first, period.last
    return (
        period.first or START_OF_DAYS + timedelta(days=int(known.min())),
        period.last or START_OF_DAYS + timedelta(days=int(known.max())),
    )
