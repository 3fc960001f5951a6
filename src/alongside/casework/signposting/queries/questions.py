"""What there is to ask about connections: due by date, answered by one tap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker, walked_with_by
from alongside.casework.support.models import Episode

from .. import words
from ..models import Heard, Introduction, Outcome, Signpost
from ..rules import ASK_AGAIN_AFTER, ASK_UNTIL, SETTLED_AFTER


@dataclass(frozen=True)
class Question:
    """One thing to ask, with the two answers that one tap gives (to `signposting:answer`)."""

    signpost: Signpost
    person: Person
    asks: str  # "Did Sunita go to the choir?"
    since: date
    yes: str
    yes_words: str
    no: str
    no_words: str


def for_episode(episode: Episode) -> QuerySet[Signpost]:
    """The connections of an episode, newest first, with the steps of each."""
    return episode.signposts.prefetch_related("steps__by")


def ask_about(worker: Worker, on: date) -> list[Question]:
    """What this worker can ask their own people and those they cover, longest waiting first."""
    theirs = Signpost.objects.seen_by(worker).filter(
        walked_with_by(worker, on, of="episode__person"),
        episode__person__died_on=None,
        episode__ended_on=None,  # after the goodbye it is asked in the check-in
    )
    return _questions(theirs, on)


def ask_in_episode(episode: Episode, on: date) -> list[Question]:
    """The same for one person: on their page, and at a visit."""
    if episode.ended_on is not None or episode.person.died_on is not None:
        return []
    return _questions(Signpost.objects.filter(episode=episode), on)


def _questions(theirs: QuerySet[Signpost], on: date) -> list[Question]:
    due = theirs.filter(_was_to_go(on) | _went_a_while_ago(on) | _no_day_known(on))
    due = due.exclude(_an_organiser_is_asked(on)).select_related("episode__person")
    questions = [_question(signpost) for signpost in due]
    return sorted(questions, key=lambda question: (question.since, question.signpost.pk))


def _question(signpost: Signpost) -> Question:
    if signpost.outcome == Outcome.ATTENDED:
        return _still_going(signpost)
    planned = signpost.first_time_on
    if planned is not None and signpost.outcome_on <= planned:
        return _first_time(signpost)
    return _gone_yet(signpost)


def nobody_settled_with(episode: Episode) -> bool:
    """Whether the person is settled with nothing, by what is recorded."""
    return not episode.signposts.filter(outcome=Outcome.SETTLED).exists()


def _was_to_go(on: date) -> Q:
    """The first time is past, and nothing was heard after it."""
    return Q(
        outcome__in=[Outcome.SUGGESTED, Outcome.INTRODUCED],
        first_time_on__lt=on,
        outcome_on__lte=F("first_time_on"),
    )


def _went_a_while_ago(on: date) -> Q:
    return Q(outcome=Outcome.ATTENDED, first_time_on__lte=on - SETTLED_AFTER)


def _no_day_known(on: date) -> Q:
    """Pointed to some weeks ago, and no first time is known; asked for some weeks, and no longer.

    A first time of which something was heard since is over: it is known that they did not go.
    """
    return Q(
        Q(first_time_on=None) | Q(first_time_on__lt=F("outcome_on")),
        outcome__in=[Outcome.SUGGESTED, Outcome.INTRODUCED],
        outcome_on__lte=on - ASK_AGAIN_AFTER,
        outcome_on__gt=on - ASK_UNTIL,
    )


def _an_organiser_is_asked(on: date) -> Exists:
    """Nobody is asked twice: while the organiser can still answer, the worker is not asked."""
    waiting = Introduction.objects.waiting(on).filter(signpost=OuterRef("pk"))
    return Exists(waiting)


def _first_time(signpost: Signpost) -> Question:
    person = signpost.episode.person
    return Question(
        signpost=signpost,
        person=person,
        asks=f"Did {person.called_fully} go to {signpost.what}?",
        since=signpost.first_time_on or signpost.outcome_on,
        yes=Heard.WENT,
        yes_words=words.went(person),
        no=Heard.NOT_THIS_TIME,
        no_words=Heard.NOT_THIS_TIME.label,
    )


def _still_going(signpost: Signpost) -> Question:
    person = signpost.episode.person
    since = (signpost.first_time_on or signpost.outcome_on) + SETTLED_AFTER
    return Question(
        signpost=signpost,
        person=person,
        asks=f"Is {person.called_fully} still going to {signpost.what}?",
        since=since,
        yes=Heard.STILL_GOING,
        yes_words=Heard.STILL_GOING.label,
        no=Heard.NOT_ANY_MORE,
        no_words=Heard.NOT_ANY_MORE.label,
    )


def _gone_yet(signpost: Signpost) -> Question:
    person = signpost.episode.person
    return Question(
        signpost=signpost,
        person=person,
        asks=f"Has {person.called_fully} been to {signpost.what} yet?",
        since=signpost.outcome_on + ASK_AGAIN_AFTER,
        yes=Heard.WENT,
        yes_words=words.went(person),
        no=Heard.NOT_YET,
        no_words=Heard.NOT_YET.label,
    )
