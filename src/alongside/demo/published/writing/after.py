"""What people answered, what they were pointed to, who was asked again, and what it all cost."""

from __future__ import annotations

from decimal import Decimal

from alongside.casework.followup.models import Attempt, Kind
from alongside.casework.measures.models import Measure, NotMeasured, Stage
from alongside.casework.schemes.models import Cost
from alongside.casework.signposting.models import Signpost, SignpostStep
from alongside.casework.support.models import Episode

from ..cohort.rows import Cohort, Connection, Somebody
from .bulk import told, write
from .founding import Founded


def measures(cohort: Cohort, runs: list[Episode]) -> None:
    """Answers item by item; and, for some who were not asked at the end, why not."""
    answered = write(
        Measure(
            episode=run,
            instrument=one.instrument,
            stage=one.stage,
            completed_on=one.on,
            answers=list(one.items),
            mode=one.mode,
            recorded_by=run.connector,
        )
        for each, run in zip(cohort.people, runs, strict=True)
        for one in each.answers
    )
    told("MEASURE_ANSWERED", answered)
    put_off = write(
        NotMeasured(
            episode=run,
            instrument="ucla3",
            stage=Stage.END,
            on=each.ended_on,
            reason=each.why_no_end,
            recorded_by=run.connector,
        )
        for each, run in zip(cohort.people, runs, strict=True)
        if each.why_no_end
    )
    told("MEASURE_PUT_OFF", put_off)


def connections(cohort: Cohort, runs: list[Episode]) -> None:
    """What each was pointed to, and each time it got further."""
    made = [
        (one, run)
        for each, run in zip(cohort.people, runs, strict=True)
        for one in each.connections
    ]
    written = write(_signpost(one, run) for one, run in made)
    told("CONNECTION_MADE", written)
    steps = [
        SignpostStep(
            signpost=signpost,
            outcome=step.outcome,
            reason=step.reason,
            on=step.on,
            by=signpost.recorded_by,
        )
        for (one, _), signpost in zip(made, written, strict=True)
        for step in one.steps
    ]
    write(steps)
    told("CONNECTION_ADVANCED", (step.signpost for step in steps if step.outcome != "suggested"))


def _signpost(one: Connection, run: Episode) -> Signpost:
    last = one.steps[-1]
    return Signpost(
        episode=run,
        made_on=one.steps[0].on,
        what=one.what,
        destination=one.destination,
        how=one.how,
        outcome=last.outcome,
        outcome_on=last.on,
        reason=last.reason,
        first_time_on=one.first_time_on,
        recorded_by=run.connector,
    )


def follow_ups(cohort: Cohort, runs: list[Episode]) -> None:
    """One try each, and with it nothing more falls due."""
    tried = write(
        Attempt(
            episode=run,
            kind=Kind.FOLLOW_UP,
            on=each.followed_up_on,
            outcome=each.follow_up_outcome,
            going=_going(each),
            by=run.connector,
        )
        for each, run in zip(cohort.people, runs, strict=True)
        if each.followed_up_on
    )
    told("FOLLOWED_UP", tried)


def _going(one: Somebody) -> str:
    if not one.follow_up:
        return ""
    return "well" if one.follow_up < 6 else "mixed" if one.follow_up < 8 else "hard"


def costs(cohort: Cohort, founded: Founded) -> None:
    """By month: of the schemes, and of the programme as a whole."""
    written = write(
        Cost(
            scheme=None if one.place is None else founded.schemes[one.place],
            programme=founded.programme if one.place is None else None,
            month=one.month,
            kind=one.kind,
            amount=Decimal(one.pence) / 100,
        )
        for one in cohort.costs
    )
    told("COST_ENTERED", written)
