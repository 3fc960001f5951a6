"""What was answered, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from alongside import instruments
from alongside.casework.schemes.models import Scheme
from alongside.casework.support.models import Episode

from ..models import LicensedWording, Measure, Stage


@dataclass(frozen=True)
class Scored:
    """One completed questionnaire and what it came to."""

    measure: Measure
    stage: str
    on: date
    score: instruments.Score
    change: instruments.Change | None  # against the first with a score; None for that one itself

    @property
    def value(self) -> float | None:
        """The score that the figures use; for seven statements a converted one."""
        return self.score.value

    @property
    def total(self) -> int | None:
        """The plain total, which is what stands beside the scale."""
        return self.score.raw

    @property
    def stage_label(self) -> str:
        return Stage(self.stage).label

    @property
    def words(self) -> str:
        """The change in words, or why there is no score."""
        return self.change.words if self.change else self.score.why_not


@dataclass(frozen=True)
class InstrumentScores:
    """All that a person answered of one questionnaire, earliest first."""

    instrument: instruments.Instrument
    rows: list[Scored]

    @cached_property
    def valid(self) -> list[Scored]:
        return [row for row in self.rows if row.score.valid]

    @property
    def first(self) -> Scored | None:
        return self.valid[0] if self.valid else None

    @property
    def latest(self) -> Scored | None:
        return self.valid[-1] if self.valid else None

    @property
    def words(self) -> str:
        """What stands under the scale: the latest change, or why there is none."""
        return self.rows[-1].words


def asked_in(scheme: Scheme, instrument: str) -> instruments.Instrument:
    """The questionnaire as this scheme asks it: with its licensed wording where that is loaded."""
    asked = instruments.load(instrument)
    loaded = LicensedWording.objects.filter(scheme=scheme, instrument=instrument).first()
    if loaded is None:
        return asked
    words = instruments.Wording(
        instrument=instrument,
        title=loaded.wording["title"],
        licence=loaded.licence,
        statements=tuple(loaded.wording["statements"]),
        options=tuple(loaded.wording["options"]),
        lead_in=loaded.wording["lead_in"],
    )
    return instruments.with_wording(asked, words)


def scores(episode: Episode) -> list[InstrumentScores]:
    """For each questionnaire that was answered: the scores, and the changes in words."""
    answered: dict[str, list[Measure]] = defaultdict(list)
    for measure in episode.measures.all():
        answered[measure.instrument].append(measure)
    return [
        InstrumentScores(instrument, _scored(instrument, answered[instrument.id]))
        for instrument in instruments.all_instruments()
        if instrument.id in answered
    ]


def scored(measure: Measure) -> Scored:
    """One completed questionnaire with its score, and the change since the first."""
    rows = (row for instrument in scores(measure.episode) for row in instrument.rows)
    return next(row for row in rows if row.measure == measure)


def _scored(instrument: instruments.Instrument, measures: list[Measure]) -> list[Scored]:
    """Score them; each but the first with a score is compared with that one."""
    rows: list[Scored] = []
    first: Scored | None = None
    for measure in measures:
        row = _row(instrument, measure, first)
        rows.append(row)
        if first is None and row.score.valid:
            first = row
    return rows


def _row(instrument: instruments.Instrument, measure: Measure, first: Scored | None) -> Scored:
    score = instruments.score(instrument, measure.answers, measure.recorded_total)
    change = None
    if first is not None and score.valid:
        since = "at the start" if first.stage == Stage.START else "the first time"
        change = instruments.change(instrument, first.score, score, since=since)
    return Scored(measure, measure.stage, measure.completed_on, score, change)
