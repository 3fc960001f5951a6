"""Writing down connections, and each time one got further or stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from alongside.casework import audit
from alongside.casework.directory.actions import entries
from alongside.casework.directory.actions.checking import doubt
from alongside.casework.directory.models import Activity
from alongside.casework.schemes.models import Worker
from alongside.casework.support.models import Episode

from .. import rules
from ..models import Heard, Outcome, Reason, Signpost, SignpostStep

LONGEST = 160  # letters of what a connection leads to


class CannotConnect(Exception):
    """The message is written for the worker and shown as it is."""


class CannotAdvance(Exception):
    """The message is written for the worker and shown as it is."""


OUTCOME_HEARD = {
    Heard.WENT: Outcome.ATTENDED,
    Heard.STILL_GOING: Outcome.SETTLED,
    Heard.NOT_ANY_MORE: Outcome.STOPPED,
}


@transaction.atomic
def connect(
    *,
    episode: Episode,
    what: str = "",
    activity: Activity | None = None,
    propose: bool = False,
    off_list: bool = False,
    destination: str,
    made_on: date,
    by: Worker,
    how: str = "",
    outcome: str = Outcome.SUGGESTED,
    reason: str = "",
    first_time_on: date | None = None,
    note: str = "",
) -> Signpost:
    """Write down that the person was pointed to something, and how far it has got by then.

    What is not in the directory is said in `what`; `propose` makes an entry of it, for somebody to
    look at. `off_list`: it is not for the directory, and nobody is asked about that again.
    """
    what = what.strip() or (activity.name[:LONGEST] if activity else "")
    if not what:
        raise CannotConnect("Nothing says what it is. Write its name, such as Fenwater choir.")
    first_time_on = _first_time(outcome, made_on, first_time_on)
    now = rules.Progress(outcome, made_on, reason, first_time_on)
    if why := rules.why_not(now, not_before=episode.allocated_on):
        raise CannotConnect(why)
    if activity is None and propose and not off_list:
        activity = _propose(what, episode, by)
    signpost = Signpost.objects.create(
        episode=episode,
        made_on=made_on,
        what=what,
        activity=activity,
        off_list=off_list and activity is None,
        destination=destination,
        how=how,
        outcome=outcome,
        outcome_on=made_on,
        reason=reason,
        first_time_on=first_time_on,
        note=note.strip(),
        recorded_by=by,
    )
    _add_step(signpost, now, "", by)
    audit.record("CONNECTION_MADE", to=signpost, by=by, outcome=str(outcome))
    _tell_directory(signpost, by)
    return signpost


def _propose(what: str, episode: Episode, by: Worker) -> Activity:
    try:
        return entries.propose(name=what, scheme=episode.scheme, by=by)
    except entries.CannotKeep as reason:
        raise CannotConnect(str(reason)) from reason


@dataclass(frozen=True)
class Arrival:
    """A connection that moves in from another system, with the furthest it got."""

    episode: Episode
    made_on: date
    what: str
    destination: str
    now: rules.Progress
    how: str = ""
    note: str = ""


@transaction.atomic
def bring_in(*, connections: Sequence[Arrival], today: date, by: Worker) -> list[Signpost]:
    """Keep them all, in their order, each with one step: the furthest it got."""
    for one in connections:
        if why := rules.why_not_bring_in(
            one.now, made_on=one.made_on, not_before=one.episode.allocated_on, today=today
        ):
            raise CannotConnect(why)
    made = Signpost.objects.bulk_create(
        Signpost(
            episode=one.episode,
            made_on=one.made_on,
            what=one.what,
            destination=one.destination,
            how=one.how,
            outcome=one.now.outcome,
            outcome_on=one.now.on,
            reason=one.now.reason,
            first_time_on=_first_time(one.now.outcome, one.now.on, one.now.first_time_on),
            note=one.note,
            recorded_by=by,
        )
        for one in connections
    )
    SignpostStep.objects.bulk_create(
        SignpostStep(signpost=one, outcome=one.outcome, reason=one.reason, on=one.outcome_on, by=by)
        for one in made
    )
    audit.record_all(
        audit.Line.of("CONNECTION_MADE", to=one, by=by, outcome=str(one.outcome), moved_in=True)
        for one in made
    )
    return made


@transaction.atomic
def advance(
    *,
    signpost: Signpost,
    outcome: str,
    on: date,
    by: Worker | None,
    reason: str = "",
    words: str = "",
    first_time_on: date | None = None,
    missed: bool = False,
) -> Signpost:
    """Say how far it has got by a day. `missed`: the first time that was planned did not happen.

    `by` is None where the organiser says it, by the link of an introduction.
    """
    signpost = Signpost.objects.select_for_update().get(pk=signpost.pk)
    planned = first_time_on or (None if missed else signpost.first_time_on)
    planned = _first_time(outcome, on, planned)
    now = rules.Progress(outcome, on, reason, planned)
    if why := rules.why_not(now, not_before=signpost.outcome_on):
        raise CannotAdvance(why)
    signpost.outcome, signpost.outcome_on = outcome, on
    signpost.reason, signpost.first_time_on = reason, planned
    signpost.save(update_fields=["outcome", "outcome_on", "reason", "first_time_on"])
    _add_step(signpost, now, words, by)
    audit.record("CONNECTION_ADVANCED", to=signpost, by=by, outcome=str(outcome))
    _tell_directory(signpost, by)
    return signpost


@transaction.atomic
def heard(*, signpost: Signpost, answer: str, on: date, by: Worker) -> Signpost:
    """Take the answer of one tap: *She went*, *Not this time*, *Still going*, *Not any more*.

    *Not yet* changes nothing but the day it was heard, so that it is asked again later.
    """
    said = Heard(answer)
    if said in (Heard.NOT_THIS_TIME, Heard.NOT_YET):
        return advance(
            signpost=signpost,
            outcome=signpost.outcome,
            on=on,
            words=said.label,
            missed=True,
            by=by,
        )
    return advance(signpost=signpost, outcome=OUTCOME_HEARD[said], on=on, by=by)


def _first_time(outcome: str, on: date, planned: date | None) -> date | None:
    """Who attended went on the day given, and on the day it is said where none was given."""
    return on if outcome == Outcome.ATTENDED and planned is None else planned


def _tell_directory(signpost: Signpost, by: Worker | None) -> None:
    """What could not be had, was full or was otherwise makes its entry doubtful at once.

    Nothing of the person goes with it: no word of theirs, and a reason only where it is one of the
    entry's. Other schemes read it there.
    """
    if signpost.activity is None or not rules.casts_doubt(signpost.outcome, signpost.reason):
        return
    its_own = signpost.reason in rules.NOT_AS_WE_SAY
    why = Reason(signpost.reason).label if its_own else Outcome.UNAVAILABLE.label
    doubt(activity=signpost.activity, why=f"{why}, when somebody wanted to go.", by=by)


def _add_step(signpost: Signpost, now: rules.Progress, words: str, by: Worker | None) -> None:
    SignpostStep.objects.create(
        signpost=signpost,
        outcome=now.outcome,
        reason=now.reason,
        on=now.on,
        words=words.strip(),
        by=by,
    )
