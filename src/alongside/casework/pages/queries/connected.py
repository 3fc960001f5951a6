"""Lines about connections: what to ask, what organisers said, what nobody wrote down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from alongside.casework.schemes.models import Worker
from alongside.casework.signposting import queries as signposting
from alongside.casework.signposting.models import Heard
from alongside.casework.signposting.queries import News, Question, Spoken
from alongside.casework.support.models import Episode

from .. import words
from .task import Task

GOODBYE = "goodbye"
RANKS = {Heard.WENT: 1, Heard.STILL_GOING: 5}
CAN_WAIT = 6


def lines(worker: Worker, asked: list[Question], today: date) -> Iterator[Task]:
    """All of them, in no order."""
    yield from (_question(each, today) for each in asked)
    yield from (_news(each, today) for each in signposting.news(worker, today))
    yield from (_spoken(each, today) for each in signposting.spoken_of(worker, today))
    yield from (_ended(each, today) for each in signposting.ending_without(worker, today))


def _question(asked: Question, today: date) -> Task:
    address = reverse("signposting:answer", args=[asked.signpost.pk])
    can_wait = asked.no == Heard.NOT_YET
    return Task(
        due=today,
        words=asked.asks,
        href=reverse("signposting:signpost", args=[asked.signpost.pk]),
        hint=asked.signpost.note,
        person_id=asked.person.pk,
        answers=((asked.yes_words, address, asked.yes), (asked.no_words, address, asked.no)),
        rank=CAN_WAIT if can_wait else RANKS[Heard(asked.yes)],
    )


def _news(news: News, today: date) -> Task:
    silent = not news.introduction.answer
    return Task(
        due=today,
        words=news.says,
        href=reverse("signposting:introduction", args=[news.introduction.pk]),
        hint="You could ring them." if silent else "",
        person_id=news.person.pk,
        answers=(
            ("I have read it", reverse("signposting:noted", args=[news.introduction.pk]), "yes"),
        ),
        rank=3,
    )


def _spoken(spoken: Spoken, today: date) -> Task:
    person, activity = spoken.person, spoken.activity
    on = words.day_of(spoken.contact.occurred_on, today)
    new = reverse("signposting:new", args=[person.pk])
    leave = reverse("signposting:leave", args=[person.pk])
    return Task(
        due=today,
        words=f"Write down that you pointed {person.called_fully} to {activity.name}?",
        href=f"{new}?activity={activity.pk}",
        hint=f"Your note of {on} speaks of it. We ask once.",
        person_id=person.pk,
        answers=(("Nothing to write down", leave, str(activity.pk)),),
        rank=CAN_WAIT,
    )


def _ended(episode: Episode, today: date) -> Task:
    person = episode.person
    return Task(
        due=today,
        words=f"Was {person.called_fully} connected to anything?",
        href=reverse("signposting:new", args=[person.pk]),
        hint="Support has ended, and no connection is written down. We ask once.",
        person_id=person.pk,
        answers=(("To nothing", reverse("signposting:leave", args=[person.pk]), GOODBYE),),
        rank=CAN_WAIT,
    )
