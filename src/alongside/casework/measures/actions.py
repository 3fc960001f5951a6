"""Taking somebody's answers, or why there are none; and a scheme's licensed wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from alongside import instruments
from alongside.casework import audit
from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.schemes.words import day
from alongside.casework.support.models import Episode

from . import queries, rules
from .models import LicensedWording, Measure, NotMeasured


class CannotAnswer(Exception):
    """The message is written for the worker and shown as it is."""


class CannotPutOff(Exception):
    """The message is written for the worker and shown as it is."""


class CannotLoadWording(Exception):
    """The message is written for the administrator and shown as it is."""


@transaction.atomic
def answer(
    *,
    episode: Episode,
    instrument: str,
    stage: str,
    answers: Sequence[int | None],
    on: date,
    mode: str,
    by: Worker,
) -> Measure:
    """Keep one completed questionnaire: codes as printed, None for what was left out."""
    episode = Episode.objects.select_for_update().get(pk=episode.pk)  # one at a time
    asked = queries.asked_in(episode.scheme, instrument)
    if why := (
        _why_not_used(episode.scheme, asked)
        or rules.why_not_ask(asked, queries.facts(episode), stage, on)
        or rules.why_not_mode(mode, has_wording=asked.wording_supplied)
        or rules.why_not_answers(asked, answers)
        or _why_not_again(episode, instrument, stage, on)
    ):
        raise CannotAnswer(why)
    measure = Measure.objects.create(
        episode=episode,
        instrument=instrument,
        stage=stage,
        completed_on=on,
        answers=list(answers),
        mode=mode,
        recorded_by=by,
    )
    audit.record(
        "MEASURE_ANSWERED", to=measure, by=by, instrument=str(instrument), stage=str(stage)
    )
    return measure


@dataclass(frozen=True)
class Arrival:
    """Answers that move in from another system, or what they came to."""

    episode: Episode
    instrument: str
    stage: str
    on: date
    answers: Sequence[int | None]
    recorded_total: int | None
    mode: str


@transaction.atomic
def bring_in(*, measures: Sequence[Arrival], today: date, by: Worker) -> list[Measure]:
    """Keep them all, in their order, also of a questionnaire that the scheme no longer uses."""
    for one in measures:
        if why := rules.why_not_bring_in(
            instruments.load(one.instrument),
            answers=one.answers,
            recorded_total=one.recorded_total,
            facts=rules.Facts(one.episode.allocated_on, ended_on=one.episode.ended_on),
            stage=one.stage,
            on=one.on,
            today=today,
        ):
            raise CannotAnswer(why)
    made = Measure.objects.bulk_create(
        Measure(
            episode=one.episode,
            instrument=one.instrument,
            stage=one.stage,
            completed_on=one.on,
            answers=list(one.answers),
            recorded_total=one.recorded_total,
            mode=one.mode,
            recorded_by=by,
        )
        for one in measures
    )
    audit.record_all(
        audit.Line.of(
            "MEASURE_ANSWERED",
            to=one,
            by=by,
            instrument=str(one.instrument),
            stage=str(one.stage),
            moved_in=True,
        )
        for one in made
    )
    return made


@transaction.atomic
def not_now(
    *,
    episode: Episode,
    instrument: str,
    stage: str,
    reason: str,
    on: date,
    by: Worker,
    ask_again_on: date | None = None,
) -> NotMeasured:
    """Put the questions off, with the reason. They come back when it says, or by the reason."""
    again = ask_again_on or rules.ask_again_on(reason, on)
    if again is not None and again <= on:
        raise CannotPutOff(
            f"It was to be asked again on {day(again)}, and that is not after {day(on)}. "
            "Choose a later day."
        )
    noted, _ = NotMeasured.objects.update_or_create(
        episode=episode,
        instrument=instrument,
        stage=stage,
        on=on,
        defaults={"reason": reason, "ask_again_on": again, "recorded_by": by},
    )
    audit.record(
        "MEASURE_PUT_OFF",
        to=noted,
        by=by,
        instrument=str(instrument),
        stage=str(stage),
        reason=str(reason),
    )
    return noted


@transaction.atomic
def load_wording(
    *, scheme: Scheme, instrument: str, text: str, on: date, by: Worker
) -> LicensedWording:
    """Keep the wording that this scheme has its licence for, in place of what was loaded before."""
    try:
        words = instruments.wording_from_text(text, instruments.load(instrument))
    except instruments.WordingRefused as refused:
        raise CannotLoadWording(str(refused)) from refused
    loaded, _ = LicensedWording.objects.update_or_create(
        scheme=scheme,
        instrument=instrument,
        defaults={
            "licence": words.licence,
            "wording": {
                "title": words.title,
                "lead_in": words.lead_in,
                "statements": list(words.statements),
                "options": list(words.options),
            },
            "loaded_on": on,
            "loaded_by": by,
        },
    )
    audit.record("WORDING_LOADED", to=loaded, by=by, instrument=str(instrument))
    return loaded


def _why_not_used(scheme: Scheme, asked: instruments.Instrument) -> str:
    if asked.id in scheme.instruments:
        return ""
    return (
        f"{asked.short_title} is not among the questionnaires that {scheme.name} uses. "
        "Choose one of those, or ask your administrator to add it under Settings."
    )


def _why_not_again(episode: Episode, instrument: str, stage: str, on: date) -> str:
    same = episode.measures.filter(instrument=instrument, stage=stage, completed_on=on)
    if not same.exists():
        return ""
    return f"These questions were already answered on {day(on)}. Nothing was saved a second time."
