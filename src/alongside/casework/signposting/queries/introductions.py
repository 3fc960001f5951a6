"""Introductions: what an organiser is told, what waits, what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from alongside.casework.consent import queries as consent
from alongside.casework.consent.models import Purpose
from alongside.casework.directory.models import Activity
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker, walked_with_by
from alongside.casework.schemes.secret_links import hash_of

from ..models import Introduction, IntroductionMessage
from ..rules_introductions import OPEN, About, why_not_remind


@dataclass(frozen=True)
class News:
    """What came of an introduction, to be told once to who walks with the person."""

    introduction: Introduction
    person: Person
    says: str
    since: date


def about(introduction: Introduction) -> About:
    """All that the organiser is told."""
    signpost = introduction.signpost
    return About(
        activity=signpost.what,
        called=introduction.called,
        first_time_on=_to_come(signpost.first_time_on, introduction.asked_on),
        reach=introduction.reach,
        service=signpost.episode.scheme.public_name,
        expires_on=introduction.expires_on,
    )


def _to_come(first: date | None, on: date) -> date | None:
    return first if first and first >= on else None


def agrees(person: Person, on: date) -> bool:
    """Whether the yes to being introduced still stands."""
    return consent.agreed(person, Purpose.INTRODUCE, on)


def may_write(introduction: Introduction, on: date) -> bool:
    """Whether it is still right to write to the organiser about this person."""
    signpost = introduction.signpost
    person = signpost.episode.person
    return not why_not_remind(
        outcome=signpost.outcome,
        agrees=agrees(person, on),
        died=person.died_on is not None,
        ended=signpost.episode.ended_on is not None,
        expires_on=introduction.expires_on,
        on=on,
    )


def of_link(secret: str) -> Introduction | None:
    """The introduction that a link belongs to, also an answered or expired one; or None."""
    found = IntroductionMessage.objects.filter(token_hash=hash_of(secret))
    message = found.select_related("introduction__signpost__episode__person__scheme").first()
    return message.introduction if message else None


def organisers_address(activity: Activity | None) -> str:
    """The address that the directory has: the activity’s, a contact point’s, its organisation’s."""
    if activity is None:
        return ""
    points = [point.email for point in activity.contacts.all() if point.email]
    organisation = activity.organisation
    if organisation is not None:
        points += [point.email for point in organisation.contacts.all() if point.email]
    first = points[0] if points else ""
    return activity.email or first or (organisation.email if organisation else "")


def news(worker: Worker, on: date) -> list[News]:
    """Answers and silences that this worker has not read yet, longest ago first."""
    theirs = Introduction.objects.seen_by(worker).filter(
        walked_with_by(worker, on, of="signpost__episode__person"),
        signpost__episode__person__died_on=None,
        noted_on=None,
    )
    silent = Q(answer="", expires_on__lt=on, signpost__outcome__in=OPEN)
    found = theirs.filter(~Q(answer="") | silent)
    told = [_news(one) for one in found.select_related("signpost__episode__person")]
    return sorted(told, key=lambda one: (one.since, one.introduction.pk))


def _news(introduction: Introduction) -> News:
    signpost = introduction.signpost
    person, what = signpost.episode.person, signpost.what
    says = {
        "came": f"{person.called_fully} came to {what}, the organiser says",
        "did_not_come": f"{person.called_fully} did not come to {what}, the organiser says",
        "full": f"{what} is full, the organiser says",
        "": f"{what} has not answered about {person.called_fully}",
    }[introduction.answer]
    return News(
        introduction=introduction,
        person=person,
        says=says[0].upper() + says[1:],
        since=introduction.answered_on or introduction.expires_on,
    )
