"""One person on one page: from their own words to the numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from alongside.casework.community import queries as community
from alongside.casework.consent import queries as consents
from alongside.casework.followup import queries as after
from alongside.casework.measures import queries as measures
from alongside.casework.people.models import AdjustmentNeed, Person
from alongside.casework.people.rules import safe_contact, visiting_words
from alongside.casework.people.words import spoken
from alongside.casework.referrals import queries as referrals
from alongside.casework.referrals.models import Referral
from alongside.casework.safeguarding import queries as safeguarding
from alongside.casework.schemes.models import Worker
from alongside.casework.signposting import queries as signposting
from alongside.casework.signposting.words import tag_state
from alongside.casework.support import queries as support
from alongside.casework.support import rules
from alongside.casework.support.models import Appointment, Episode, Prompt

from .. import words
from .task import first_call_on, opens
from .timeline import timeline

WAITS = (None, "wait")  # the newest decision of a referral that has no answer yet
SHOWN_PROMPTS = (
    Prompt.PLEASE_DO,
    Prompt.PLEASE_DONT,
    Prompt.PEOPLE,
    Prompt.COMMUNICATE,
    Prompt.INTERESTS,
)


@dataclass(frozen=True)
class Ahead:
    """One thing that is next with somebody."""

    on: date
    words: str
    at: datetime | None = None
    href: str = ""
    door: bool = False  # at their home: say what to know before the doorbell

    def when(self, today: date) -> str:
        """*Today, 2pm*, *Wed 18 Nov, late*."""
        day = words.table_day(self.on, today)
        if self.on < today:
            return f"{day}, late"
        return f"{day}, {words.time_words(self.at)}" if self.at else day


def page(person: Person, worker: Worker, today: date, show: str, *, whole: bool) -> dict[str, Any]:
    """Everything that the person's page shows, in a fixed number of queries for an episode."""
    episodes = list(_episodes(person))
    episode = next((one for one in episodes if one.ended_on is None), None)
    episode = episode or next(iter(episodes), None)
    sent = referrals.for_person(person, worker)
    scores = {one.pk: measures.scores(one) for one in episodes}
    every_score = [score for some in scores.values() for score in some]
    said = _said(episode) if episode else {}
    return {
        "person": person,
        "who": spoken(person.pronouns),
        "known_as": _known_as(person, today),
        "lives": ", ".join(
            filter(None, [person.area.name if person.area else "", person.postcode])
        ),
        "episode": episode,
        "open": episode is not None and episode.ended_on is None and not person.died_on,
        "reach": safe_contact(person),
        "door": words.sentences(visiting_words(person)[:2]),
        "risks": [risk for risk in person.risks.all() if risk.ended_on is None],
        "concern": safeguarding.has_open_concern(person),
        "leads": safeguarding.leads_of(person.scheme, timezone.now()),
        "consents": [one for one in consents.standing(person, today) if one.holds],
        "waiting": next((one for one in sent if _waits(one)), None),
        "assessment": next(iter(referrals.assessments(person, worker)), None),
        "waits": None if person.died_on else community.waits(person, worker),
        "next": _next(person, episode, today),
        "said": said,
        "their_people": _their_people(person) or said.get(Prompt.PEOPLE, ""),
        "helps": _what_helps(person),
        "voice": _voice(person, episode, said.get(Prompt.INTERESTS, "")),
        "timeline": timeline(person, episodes, sent, every_score, show, whole=whole),
        "scores": scores.get(episode.pk, []) if episode else [],
    } | (_of_episode(episode, today) if episode else {})


def _known_as(person: Person, today: date) -> str:
    """*Margaret Hollins, 78, she and her*."""
    formal = person.formal_name if person.formal_name != person.called_fully else ""
    age = person.age(today)
    pronouns = person.pronouns.replace("/", " and ")
    return ", ".join(filter(None, [formal, "" if age is None else str(age), pronouns]))


def _lives(person: Person) -> str:
    """*Thornhythe, AD4 2QT*."""
    return ", ".join(filter(None, [person.area.name if person.area else "", person.postcode]))


def _their_people(person: Person) -> str:
    """*Graham, her son. Nessa, next door.*"""
    some = [
        ", ".join(filter(None, [one.name, words.lower_first(one.relation)]))
        for one in person.important_people.all()
    ]
    return words.sentences(some)


def _what_helps(person: Person) -> str:
    """*Large print. Needs more time to answer.* Reasonable adjustments, the free words last."""
    labels = dict(AdjustmentNeed.choices)
    needs = [str(labels[need]) for need in person.adjustments if need in labels]
    return words.sentences([*needs, person.adjustments_note])


def _episodes(person: Person) -> QuerySet[Episode]:
    """All runs of support, the newest first."""
    return (
        person.episodes.select_related("connector", "scheme", "person", "ending")
        .prefetch_related("extensions", "tags", "measures")
        .order_by("-allocated_on", "-pk")
    )


def _waits(referral: Referral) -> bool:
    return getattr(referral, "last_kind", None) in WAITS


def _of_episode(episode: Episode, today: date) -> dict[str, Any]:
    plan = support.plan_of(episode)
    ended = Episode.objects.filter(pk=episode.pk, ended_on__isnull=False)
    return {
        "clock": rules.clock_words(episode, today),
        "goals": [goal for goal in plan.goals.all() if goal.status != "set_aside"],
        "agreed": next(iter(plan.agreements.all()), None),
        "asked": {one.signpost.pk: one for one in signposting.ask_in_episode(episode, today)},
        "signposts": [(one, tag_state(one.outcome)) for one in signposting.for_episode(episode)],
        "due": measures.due(episode, today),
        "taper": support.taper_of(episode, today),
        "after": after.coming(ended, today),
    }


@dataclass(frozen=True)
class Voice:
    """What matters to somebody, in their own words."""

    words: str
    more: bool  # cut after thirty words
    footer: str


def _voice(person: Person, episode: Episode | None, interests: str) -> Voice | None:
    matters = support.what_matters(episode) if episode else None
    if episode is None or matters is None:
        return None
    shown, more = words.own_words(matters.words)
    return Voice(shown, more, words.in_their_words(person, matters.on, interests))


def _next(person: Person, episode: Episode | None, today: date) -> list[Ahead]:
    """Three things at most: what is in the diary, and what the last contact said is next."""
    if person.died_on:
        return []
    found = [_planned(entry, today) for entry in _diary(person)]
    if episode is not None and episode.ended_on is None:
        contact = reverse("support:contact", args=[person.pk])
        told = support.next_steps([episode], support.last_contact([episode.pk]), today)
        first = told.get(episode.pk)
        if first is not None and first.kind != "appointment":
            found.append(Ahead(first.on, first.words, href=contact))
        if episode.started_on is None and not found:
            found.append(Ahead(first_call_on(episode.allocated_on), "First call", href=contact))
    return sorted(found, key=_soonest)[:3]


def _soonest(ahead: Ahead) -> tuple[date, float]:
    return (ahead.on, ahead.at.timestamp() if ahead.at else float("inf"))


def _diary(person: Person) -> QuerySet[Appointment]:
    """What is planned with the person, by whoever; what began within four hours counts still."""
    since = timezone.now() - timedelta(hours=4)
    planned = person.appointments.filter(state=Appointment.State.PLANNED, starts_at__gte=since)
    return planned.order_by("starts_at")[:3]


def _planned(entry: Appointment, today: date) -> Ahead:
    starts = timezone.localtime(entry.starts_at)
    return Ahead(
        on=starts.date(),
        words=", ".join(filter(None, [words.meeting(entry), entry.where])),
        at=None if entry.any_time else starts,
        href=opens(entry, today),
        door=entry.how == "home",
    )


def _said(episode: Episode) -> dict[str, str]:
    """The newest words to each prompt that the page shows."""
    said = episode.conversation.filter(prompt__in=SHOWN_PROMPTS, replaced_by=None)
    return {one.prompt: one.words for one in said.order_by("on", "pk")}
