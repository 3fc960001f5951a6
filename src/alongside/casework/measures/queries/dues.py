"""What is due to be asked: of one person, of many, in a scheme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alongside import instruments
from alongside.casework.schemes.models import Scheme
from alongside.casework.support.models import Episode

from .. import rules
from ..models import Measure, Stage
from .known import facts, facts_for, worded_in


@dataclass(frozen=True)
class Due:
    """A questionnaire to ask for, at which stage, why and since when."""

    instrument: str
    stage: str
    why: str
    since: date
    optional: bool = False

    @property
    def asked(self) -> instruments.Instrument:
        return instruments.load(self.instrument)

    @property
    def stage_label(self) -> str:
        return Stage(self.stage).label


@dataclass(frozen=True)
class StartMissing:
    """An episode whose questions for the start have not been answered, and which ones."""

    episode: Episode
    due: list[Due]


def due(episode: Episode, on: date) -> list[Due]:
    """What is due to be asked in this episode on this day, in the scheme's order."""
    return due_for([episode], on)[episode.pk]


def due_for(episodes: Iterable[Episode], on: date) -> dict[int, list[Due]]:
    """The same for many episodes at once, by the episode's number."""
    known = list(episodes)
    known_facts = facts_for(known)
    worded = worded_in({episode.scheme_id for episode in known})
    return {
        episode.pk: _due_of(episode, known_facts[episode.pk], worded[episode.scheme_id], on)
        for episode in known
    }


def end_questions(episode: Episode, on: date) -> list[Due]:
    """What is to be asked at the goodbye and has not been answered, though it may come early."""
    known = facts(episode)
    worded = worded_in({episode.scheme_id})[episode.scheme_id]
    return [
        Due(code, Stage.END, "It is time to say goodbye", on)
        for code in episode.scheme.instruments
        if rules.due_at_end(instruments.load(code), known, on, has_wording=code in worded)
    ]


def next_due(measure: Measure, on: date) -> Due | None:
    """Another questionnaire that is due at the same stage, to be asked in the same breath."""
    found = due(measure.episode, on)
    return next((each for each in found if each.stage == measure.stage and not each.optional), None)


def start_missing(scheme: Scheme | int, on: date) -> list[StartMissing]:
    """Open episodes of a scheme whose questions for the start are still to be asked, oldest first.

    Those put off, or to which the person said no, are not missing.
    """
    going = Episode.objects.open().filter(scheme=scheme, started_on__isnull=False)
    going = going.select_related("person", "connector", "scheme").order_by("started_on", "pk")
    found = due_for(going, on)
    missing = [
        StartMissing(episode, [due for due in found[episode.pk] if due.stage == Stage.START])
        for episode in going
    ]
    return [each for each in missing if each.due]


def _due_of(episode: Episode, facts: rules.Facts, worded: set[str], on: date) -> list[Due]:
    found = []
    for code in episode.scheme.instruments:
        instrument = instruments.load(code)
        window = rules.due(instrument, facts, on, has_wording=code in worded)
        if window:
            found.append(Due(code, window.stage, window.why, window.since, window.optional))
    return found
