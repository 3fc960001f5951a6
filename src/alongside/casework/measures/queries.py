"""What is due to be asked, what was answered, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from alongside import instruments
from alongside.casework.consent.models import Consent, Purpose
from alongside.casework.consent.queries import holds
from alongside.casework.people.models import Person
from alongside.casework.referrals.models import Decision
from alongside.casework.schemes.models import Scheme
from alongside.casework.support.models import Ending, Episode

from . import rules
from .models import LicensedWording, Measure, NotMeasured, Stage


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
    facts = facts_for(known)
    worded = _worded({episode.scheme_id for episode in known})
    return {
        episode.pk: _due_of(episode, facts[episode.pk], worded[episode.scheme_id], on)
        for episode in known
    }


def end_questions(episode: Episode, on: date) -> list[Due]:
    """What is to be asked at the goodbye and has not been answered, though it may come early."""
    known = facts(episode)
    worded = _worded({episode.scheme_id})[episode.scheme_id]
    return [
        Due(code, Stage.END, "It is time to say goodbye", on)
        for code in episode.scheme.instruments
        if rules.due_at_end(instruments.load(code), known, on, has_wording=code in worded)
    ]


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


def facts(episode: Episode) -> rules.Facts:
    """What the rules need to know of one episode."""
    return facts_for([episode])[episode.pk]


def facts_for(episodes: Sequence[Episode]) -> dict[int, rules.Facts]:
    """The same for many, in six queries however many there are."""
    whole = _whole([episode.pk for episode in episodes])
    refused = _refused({episode.person_id for episode in whole})
    return {episode.pk: _facts(episode, refused) for episode in whole}


def agrees(person: Person, on: date) -> bool | None:
    """Whether the person agrees to being asked on a day; None where nobody has asked them yet."""
    answers = Consent.objects.filter(person=person, purpose=Purpose.MEASURES, on__lte=on)
    latest = answers.order_by("on", "pk").last()
    if latest is None or (latest.agreed and not holds(latest, on)):
        return None
    return latest.agreed


def scored(measure: Measure) -> Scored:
    """One completed questionnaire with its score, and the change since the first."""
    for instrument in scores(measure.episode):
        for row in instrument.rows:
            if row.measure == measure:
                return row
    raise Measure.DoesNotExist


def next_due(measure: Measure, on: date) -> Due | None:
    """Another questionnaire that is due at the same stage, to be asked in the same breath."""
    found = due(measure.episode, on)
    return next((each for each in found if each.stage == measure.stage and not each.optional), None)


def _whole(numbers: list[int]) -> QuerySet[Episode]:
    put_off = NotMeasured.objects.order_by("on", "pk")  # the latest is read last
    decisions = Decision.objects.order_by("-pk")
    return (
        Episode.objects.filter(pk__in=numbers)
        .select_related("person", "ending", "referral")
        .prefetch_related(
            "extensions",
            "measures",
            Prefetch("not_measured", put_off),
            Prefetch("referral__decisions", decisions),
        )
    )


def _facts(episode: Episode, refused: dict[int, date]) -> rules.Facts:
    ending: Ending | None = getattr(episode, "ending", None)
    return rules.Facts(
        allocated_on=episode.allocated_on,
        started_on=episode.started_on,
        ends_about=episode.ends_about(),
        ended_on=episode.ended_on,
        follow_up_on=ending.follow_up_on if ending else None,
        died_on=episode.person.died_on,
        one_off=episode.one_off,
        accepted=_accepted(episode),
        said_no=episode.person_id in refused,
        answered=frozenset((each.instrument, each.stage) for each in episode.measures.all()),
        put_off={
            (each.instrument, each.stage): each.ask_again_on for each in episode.not_measured.all()
        },
    )


def _accepted(episode: Episode) -> bool:
    """The newest decision counts. An episode without a referral was taken on as it was begun."""
    if episode.referral is None:
        return True
    newest = next(iter(episode.referral.decisions.all()), None)
    return newest is not None and newest.kind == Decision.Kind.ACCEPT


def _refused(people: set[int]) -> dict[int, date]:
    """Who has said no to being asked, and when: the latest answer counts."""
    answers = Consent.objects.filter(person__in=people, purpose=Purpose.MEASURES)
    latest = {answer.person_id: answer for answer in answers.order_by("on", "pk")}
    return {number: answer.on for number, answer in latest.items() if not answer.agreed}


def _worded(schemes: set[int]) -> dict[int, set[str]]:
    """For each scheme, the questionnaires that it can put to people in words."""
    free = {each.id for each in instruments.all_instruments() if each.wording_supplied}
    found = {scheme: set(free) for scheme in schemes}
    loaded = LicensedWording.objects.filter(scheme__in=schemes)
    for scheme, instrument in loaded.values_list("scheme_id", "instrument"):
        found[scheme].add(instrument)
    return found


def _due_of(episode: Episode, facts: rules.Facts, worded: set[str], on: date) -> list[Due]:
    found = []
    for code in episode.scheme.instruments:
        instrument = instruments.load(code)
        window = rules.due(instrument, facts, on, has_wording=code in worded)
        if window:
            found.append(Due(code, window.stage, window.why, window.since, window.optional))
    return found


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
    score = instruments.score(instrument, measure.answers)
    change = None
    if first is not None and score.valid:
        since = "at the start" if first.stage == Stage.START else "the first time"
        change = instruments.change(instrument, first.score, score, since=since)
    return Scored(measure, measure.stage, measure.completed_on, score, change)
