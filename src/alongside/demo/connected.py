"""Connections of the made-up people: tied to what there is nearby, in every state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.signposting import actions, queries
from alongside.casework.signposting.models import Outcome, Signpost

from .places import Cast

SITE = "http://127.0.0.1:8000"
# What became of some that were only suggested: how far it got, and why.
BECAME = (
    (Outcome.DECLINED, "not_for_me", "Too many people, and too loud."),
    (Outcome.UNAVAILABLE, "full", "A waiting list until spring."),
    (Outcome.STOPPED, "no_transport", "The lift fell through."),
    (Outcome.INTRODUCED, "", "We rang together."),
    (Outcome.DECLINED, "cost", "Five pounds each time is too much."),
    (Outcome.STOPPED, "did_not_feel_welcome", "Nobody spoke to her."),
    (Outcome.UNAVAILABLE, "not_as_described", "It is for carers only."),
    (Outcome.UNKNOWN, "", ""),
    (Outcome.DECLINED, "health", "Not until the hip is done."),
    (Outcome.STOPPED, "too_far", "Two buses."),
)
# connector, days ago, what the organiser answered: nothing yet, nothing in time, an answer
TOLD = (("gareth", 24, ""), ("isla", 5, ""), ("isla", 12, "came"))
OFTEN = 3  # connections of one name that is not listed: somebody has proposed it by now


def connect(cast: Cast, today: date) -> None:
    """Tie what was typed to entries of the same name, and say what became of some."""
    for name, scheme in cast.schemes.items():
        _tie(scheme, cast.coordinators[name])
    waiting = _suggested(today)
    for (outcome, reason, words), signpost in zip(BECAME, waiting, strict=False):
        actions.advance(
            signpost=signpost,
            outcome=outcome,
            reason=reason,
            words=words,
            on=max(signpost.outcome_on, today - timedelta(days=9)),
            by=signpost.episode.connector,
        )
    for connector, ago, answer in TOLD:
        _tell(connector, today - timedelta(days=ago), answer, today)


def _tie(scheme: Scheme, coordinator: Worker) -> None:
    """Those of one name with one tap, as a coordinator does; a few are left to do."""
    by_name: dict[str, list[Signpost]] = {}
    for signpost in Signpost.objects.filter(episode__scheme=scheme, activity=None):
        by_name.setdefault(signpost.what, []).append(signpost)
    for what, signposts in by_name.items():
        entry = queries.called_so(what, coordinator)
        if entry is not None or len(signposts) >= OFTEN:
            actions.match(signposts=signposts, activity=entry, by=coordinator)


def _open(today: date) -> Iterator[Signpost]:
    """Suggested some while ago to somebody made up whose support goes on; of no told story."""
    found = Signpost.objects.filter(
        outcome=Outcome.SUGGESTED,
        episode__ended_on=None,
        episode__scheme__programme__made_up=True,
        episode__person__died_on=None,
        first_time_on=None,
        note="",
    )
    old = found.filter(outcome_on__lte=today - timedelta(days=9))
    return (
        old.exclude(episode__connector__email__startswith="ruth@")
        .select_related("episode__connector", "episode__person")
        .order_by("pk")
        .iterator()
    )


def _suggested(today: date) -> list[Signpost]:
    told_of = {f"{connector}@example.org" for connector, _, _ in TOLD}
    return [one for one in _open(today) if one.episode.connector.email not in told_of]


def _tell(connector: str, on: date, answer: str, today: date) -> None:
    """An organiser was told some days ago; nothing goes out, because all of them are made up."""
    for signpost in _open(today):
        by = signpost.episode.connector
        if not by.email.startswith(f"{connector}@") or signpost.outcome_on > on:
            continue
        introduction = actions.introduce(
            signpost=signpost,
            to="organiser@example.org",
            called=signpost.episode.person.preferred_name,
            reach=f"{by.name}, {by.email}",
            agreed=True,
            how_agreed="spoken",
            on=on,
            site=SITE,
            tell=False,
            by=by,
        )
        if answer:
            when = on + timedelta(days=3)
            actions.answer(introduction=introduction, said=answer, on=when, by=None)
        return
