"""Telling an organiser who is coming, with the person's agreement; and taking their answer."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from alongside.casework import audit
from alongside.casework.consent import actions as consents
from alongside.casework.consent.models import Consent, Purpose
from alongside.casework.schemes.models import Worker

from .. import post, queries
from .. import rules_introductions as rules
from ..models import Answer, Introduction, IntroductionMessage, Outcome, Signpost
from .connections import advance

SAID = {
    Answer.CAME: "They came, the organiser says.",
    Answer.DID_NOT_COME: "They did not come, the organiser says.",
    Answer.FULL: "They are full, the organiser says.",
}


class CannotIntroduce(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def introduce(
    *,
    signpost: Signpost,
    to: str,
    called: str,
    reach: str,
    agreed: bool,
    how_agreed: str,
    on: date,
    site: str,
    tell: bool = True,
    by: Worker,
) -> Introduction:
    """Record the person's yes, and send the organiser the message once all of it is kept.

    `site` is where links begin: https://alongside.example.org. `called`: what the person chose to
    be called there. A mail server that is away is tried again every hour. `tell=False` sends
    nothing; the demonstration uses it, because its messages are old and its organisers made up.
    """
    signpost = Signpost.objects.select_for_update(of=("self",)).get(pk=signpost.pk)
    to, called = to.strip(), " ".join(called.split())
    _may_introduce(signpost, to, called, agreed, on)
    when = rules.days(on, signpost.first_time_on)
    introduction = Introduction.objects.create(
        signpost=signpost,
        consent=_yes(signpost, how_agreed, on, by),
        called=called,
        to=to,
        reach=reach.strip(),
        site=site.rstrip("/"),
        asked_on=on,
        remind_on=when.remind_on,
        expires_on=when.expires_on,
        by=by,
    )
    if signpost.outcome == Outcome.SUGGESTED:
        advance(signpost=signpost, outcome=Outcome.INTRODUCED, on=_not_before(signpost, on), by=by)
    audit.record("INTRODUCTION_MADE", to=introduction, by=by)
    message = _write(introduction, IntroductionMessage.Kind.FIRST)
    if tell:
        _send_afterwards(message)
    else:
        post.hold_back(message)
    return introduction


@transaction.atomic
def remind(*, introduction: Introduction, on: date, by: Worker | None) -> bool:
    """The one reminder, where it is due and still right to send. Twice at once sends one."""
    held = _hold(introduction)
    if held.answer or on < held.remind_on or held.messages.filter(kind="reminder").exists():
        return False
    if not queries.may_write(held, on):
        return False
    _send_afterwards(_write(held, IntroductionMessage.Kind.REMINDER))
    audit.record("INTRODUCTION_REMINDED", to=held, by=by)
    return True


@transaction.atomic
def answer(*, introduction: Introduction, said: str, on: date, by: None) -> bool:
    """What the organiser says, by the link: once. False where it was answered before, or late, or
    the person has taken back their yes.

    The connection gets as far as they say, unless somebody here knows better by now.
    """
    held = _hold(introduction)
    if held.answer or on > held.expires_on:
        return False
    if not queries.agrees(held.signpost.episode.person, on):
        return False
    held.answer, held.answered_on = Answer(said), on
    held.save(update_fields=["answer", "answered_on"])
    audit.record("INTRODUCTION_ANSWERED", to=held, by=by, answer=said)
    signpost = held.signpost
    if signpost.outcome in rules.OPEN and signpost.episode.person.died_on is None:
        _get_further(signpost, Answer(said), on)
    return True


@transaction.atomic
def note(*, introduction: Introduction, on: date, by: Worker) -> Introduction:
    """A worker has read what came of it: it need not be told any more."""
    held = _hold(introduction)
    if held.noted_on is None and (held.answer or on > held.expires_on):
        held.noted_on = on
        held.save(update_fields=["noted_on"])
        audit.record("INTRODUCTION_NOTED", to=held, by=by)
    return held


def _may_introduce(signpost: Signpost, to: str, called: str, agreed: bool, on: date) -> None:
    try:
        validate_email(to)
    except ValidationError:
        raise CannotIntroduce(
            f"{to or 'Nothing'} is not an email address. Write the organiser’s, such as "
            "choir@example.org."
        ) from None
    episode = signpost.episode
    if why := rules.why_not_introduce(
        outcome=signpost.outcome,
        agreed=agreed,
        died=episode.person.died_on is not None,
        ended=episode.ended_on is not None,
        waiting=signpost.introductions.waiting(on).exists(),
        called=called,
    ):
        raise CannotIntroduce(why)


def _yes(signpost: Signpost, how: str, on: date, by: Worker) -> Consent:
    try:
        return consents.record(
            person=signpost.episode.person,
            purpose=Purpose.INTRODUCE,
            agreed=True,
            on=on,
            how=how,
            note=f"To {signpost.what}",
            by=by,
        )
    except consents.CannotRecord as reason:
        raise CannotIntroduce(str(reason)) from reason


def _write(introduction: Introduction, kind: str) -> IntroductionMessage:
    about = queries.about(introduction)
    letter = rules.introduction(about) if kind == "first" else rules.reminder(about)
    return IntroductionMessage.objects.create(
        introduction=introduction, kind=kind, subject=letter.subject, words=letter.words
    )


def _send_afterwards(message: IntroductionMessage) -> None:
    transaction.on_commit(partial(post.send, message.pk), robust=True)


def _get_further(signpost: Signpost, said: Answer, on: date) -> None:
    on = _not_before(signpost, on)
    planned = signpost.first_time_on
    if said == Answer.CAME:
        first = planned if planned and planned <= on else on
        advance(
            signpost=signpost,
            outcome=Outcome.ATTENDED,
            on=on,
            first_time_on=first,
            words=SAID[said],
            by=None,
        )
    elif said == Answer.DID_NOT_COME:
        advance(
            signpost=signpost,
            outcome=signpost.outcome,
            on=on,
            missed=True,
            words=SAID[said],
            by=None,
        )
    else:
        advance(
            signpost=signpost,
            outcome=Outcome.UNAVAILABLE,
            reason="full",
            on=on,
            words=SAID[said],
            by=None,
        )


def _not_before(signpost: Signpost, on: date) -> date:
    return max(on, signpost.outcome_on)


def _hold(introduction: Introduction) -> Introduction:
    held = Introduction.objects.select_for_update(of=("self", "signpost"))
    return held.select_related("signpost__episode__person__scheme").get(pk=introduction.pk)
