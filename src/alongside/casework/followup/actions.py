"""Saying goodbye, and reaching people after it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.casework import audit
from alongside.casework.consent import actions as consents
from alongside.casework.consent.models import Purpose
from alongside.casework.measures import actions as measures
from alongside.casework.measures.models import Stage
from alongside.casework.people import actions as people
from alongside.casework.people.models import Person
from alongside.casework.referrals import actions as referrals
from alongside.casework.referrals.models import Agreed, Referral, Source
from alongside.casework.schemes.models import Worker
from alongside.casework.signposting import actions as connections
from alongside.casework.signposting import queries as connected
from alongside.casework.signposting.models import Signpost
from alongside.casework.support import actions as support
from alongside.casework.support.models import Ending, EndReason, Episode

from . import queries, rules
from .goodbye import ConnectionNow, Goodbye
from .models import Attempt, Kind

NOTHING_SAID = Goodbye()
BELOW = (  # what the rooms below refuse with; the goodbye says it in their words
    connections.CannotAdvance,
    connections.CannotConnect,
    consents.CannotRecord,
    measures.CannotPutOff,
    support.CannotEnd,
    support.CannotRehearse,
)


class CannotSayGoodbye(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def say_goodbye(
    *,
    episode: Episode,
    on: date,
    reason: str,
    by: Worker,
    said: Goodbye = NOTHING_SAID,
    today: date | None = None,
) -> Ending | None:
    """End support with everything on the ending page, or with nothing of it."""
    if reason == EndReason.DIED:
        return _end_quietly(episode, on, said, by, today)
    try:
        with transaction.atomic():
            _keep_what_is_there(episode, on, said, by)
            ending = _end(episode, on, reason, said, by, today)
            _keep_consent(episode, on, said, by)
    except BELOW as refusal:
        raise CannotSayGoodbye(str(refusal)) from refusal
    audit.record("GOODBYE_SAID", to=episode, by=by, reason=str(reason))
    return ending


def _end_quietly(
    episode: Episode, on: date, said: Goodbye, by: Worker, today: date | None
) -> Ending | None:
    """Somebody has died: nothing is asked, nothing is promised, nothing falls due."""
    try:
        with transaction.atomic():
            support.end(episode=episode, reason=EndReason.DIED, on=on, today=today, by=by)
            if episode.person.died_on is None:
                people.died(person=episode.person, on=said.died_on or on, by=by)
    except (support.CannotEnd, people.CannotRecordDeath) as refusal:
        raise CannotSayGoodbye(str(refusal)) from refusal
    audit.record("GOODBYE_SAID", to=episode, by=by, reason=str(EndReason.DIED))
    return None


def _keep_what_is_there(episode: Episode, on: date, said: Goodbye, by: Worker) -> None:
    known = {each.pk: each for each in episode.signposts.all()}
    for now in said.connections:
        _advance(known[now.signpost], now, on, by)
    for new in said.new_connections:
        connections.connect(
            episode=episode,
            what=new.what,
            activity=connected.called_so(new.what, by),
            destination=new.destination,
            how=new.how,
            outcome=new.outcome,
            first_time_on=new.first_time_on,
            made_on=on,
            by=by,
        )
    for tried in said.tried:
        support.rehearse(
            episode=episode,
            what=tried.what,
            tried_on=on,
            how_it_went=tried.how_it_went,
            with_whom=tried.with_whom,
            by=by,
        )
    for instrument, why in said.not_measured.items():
        measures.not_now(
            episode=episode, instrument=instrument, stage=Stage.END, reason=why, on=on, by=by
        )


def _advance(signpost: Signpost, now: ConnectionNow, on: date, by: Worker) -> None:
    """Add a step only where something has changed."""
    same_day = now.first_time_on in (None, signpost.first_time_on)
    if (now.outcome, now.reason) == (signpost.outcome, signpost.reason) and same_day:
        return
    connections.advance(
        signpost=signpost,
        outcome=now.outcome,
        on=on,
        reason=now.reason,
        first_time_on=now.first_time_on,
        by=by,
    )


def _end(
    episode: Episode, on: date, reason: str, said: Goodbye, by: Worker, today: date | None
) -> Ending | None:
    slips = rules.may_slip(
        loneliness_at_end=queries.loneliness_at_end(episode),
        gets_there_alone=said.gets_there_alone,
        health=said.health,
        settled_with=queries.settled_with(episode),
    )
    return support.end(
        episode=episode,
        reason=reason,
        on=on,
        today=today,
        what_changed=said.what_changed.strip(),
        worries_ahead=said.worries_ahead.strip(),
        who_to_call=said.who_to_call.strip(),
        how_to_come_back=said.how_to_come_back.strip(),
        gets_there_alone=said.gets_there_alone,
        health=said.health,
        checkin_on=said.checkin_on,
        follow_up_on=said.follow_up_on,
        reach_how=said.reach_how.strip(),
        may_slip=[str(slip) for slip in slips],
        by=by,
    )


def _keep_consent(episode: Episode, on: date, said: Goodbye, by: Worker) -> None:
    """Keep what they answered to being asked again, unless that is what stands already."""
    agrees = said.follow_up_on is not None
    if not agrees and not said.follow_up_refused:
        return
    if queries.stands(episode.person, Purpose.FOLLOW_UP, on) is agrees:
        return
    consents.record(
        person=episode.person,
        purpose=Purpose.FOLLOW_UP,
        agreed=agrees,
        on=on,
        how=said.agreed_how,
        by=by,
    )


class CannotTry(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def try_to_reach(
    *,
    episode: Episode,
    kind: str,
    on: date,
    outcome: str,
    by: Worker,
    going: str = "",
    note: str = "",
    try_again_on: date | None = None,
    wants_support: bool = False,
    wants: str = "",
) -> Attempt:
    """Keep one try. *Would like support again* opens a new referral, tied to the old episode."""
    person = Person.objects.select_for_update().get(pk=episode.person_id)  # one at a time
    now = rules.Attempted(
        kind_words=Kind(kind).label.lower(),
        on=on,
        outcome=outcome,
        going=going,
        try_again_on=try_again_on,
        wants_support=wants_support,
    )
    if why := rules.why_not_try(now, queries.how_it_stands(episode, kind, on)):
        raise CannotTry(why)
    attempt = Attempt.objects.create(
        episode=episode,
        kind=kind,
        on=on,
        outcome=outcome,
        going=going,
        note=note.strip(),
        try_again_on=try_again_on or _again_on(episode, kind, on, outcome),
        wants_support=wants_support,
        new_referral=_back(episode, person, kind, on, wants, by) if wants_support else None,
        by=by,
    )
    audit.record("FOLLOWED_UP", to=attempt, by=by, kind=str(kind), outcome=str(outcome))
    return attempt


def _again_on(episode: Episode, kind: str, on: date, outcome: str) -> date | None:
    if outcome not in rules.TRY_AGAIN:
        return None
    before = episode.attempts.filter(kind=kind).count()
    return rules.again_on(on, before, episode.scheme.reminder_days)


def _back(
    episode: Episode, person: Person, kind: str, on: date, wants: str, by: Worker
) -> Referral | None:
    """A new referral by the person, unless one waits for a decision already."""
    if Referral.objects.waiting().filter(person=person).exists():
        return None
    return referrals.receive(
        scheme=episode.scheme,
        person=person,
        received_on=on,
        source=Source.SELF,
        agreed=Agreed.PERSON,
        reason=f"Would like support again. They said so at the {Kind(kind).label.lower()}.",
        wants=wants.strip(),
        by=by,
    )
