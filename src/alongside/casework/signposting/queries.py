"""Reading connections, and what there is to ask about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker, walked_with_by
from alongside.casework.support.models import Episode

from . import words
from .actions import Heard
from .models import Outcome, Signpost
from .rules import SETTLED_AFTER


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
    theirs = theirs.select_related("episode__person")
    questions = [_first_time(signpost) for signpost in theirs.filter(_was_to_go(on))]
    questions += [_still_going(signpost) for signpost in theirs.filter(_went_a_while_ago(on))]
    return sorted(questions, key=lambda question: (question.since, question.signpost.pk))


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
