"""One person on one page: from their own words to the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.casework.consent import queries as consents
from alongside.casework.followup import queries as after
from alongside.casework.followup.models import Attempt
from alongside.casework.measures import queries as measures
from alongside.casework.measures.models import Measure
from alongside.casework.people.models import Person
from alongside.casework.people.rules import safe_contact, visiting_words
from alongside.casework.referrals import queries as referrals
from alongside.casework.referrals.models import Outcome as ReferralOutcome
from alongside.casework.referrals.models import Referral
from alongside.casework.safeguarding import queries as safeguarding
from alongside.casework.schemes.models import Worker
from alongside.casework.signposting import queries as signposting
from alongside.casework.signposting.models import Outcome, Signpost, SignpostStep
from alongside.casework.signposting.words import tag_state
from alongside.casework.support import queries as support
from alongside.casework.support.models import Appointment, Episode, Prompt
from alongside.casework.support.queries.timeline import Happening

KINDS = {
    "contacts": ("contact", "appointment"),
    "plan": ("plan", "goal", "rehearsal", "ending"),
    "connections": ("connection",),
    "measures": ("measure",),
}
LABELS = {
    "all": "All",
    "contacts": "Contacts",
    "plan": "Plan",
    "connections": "Connections",
    "measures": "Measures",
}
SHOWN = 14


@dataclass(frozen=True)
class Timeline:
    """Lines by week, newest first, with the filters and how many are not shown."""

    weeks: list[tuple[str, list[Happening]]]
    filters: list[tuple[str, int, str, bool]]
    hidden: int


def page(person: Person, worker: Worker, today: date, show: str, *, whole: bool) -> dict[str, Any]:
    """Everything that the person's page shows, in a fixed number of queries."""
    episodes = list(
        person.episodes.select_related("connector", "scheme", "person", "ending").prefetch_related(
            "extensions", "tags"
        )
    )
    episode = next((one for one in episodes if one.ended_on is None), None) or next(
        iter(episodes), None
    )
    sent = referrals.for_person(person, worker)
    found: dict[str, Any] = {
        "person": person,
        "episode": episode,
        "reach": safe_contact(person),
        "before_the_door": visiting_words(person),
        "risks": [risk for risk in person.risks.all() if risk.ended_on is None],
        "concern": safeguarding.has_open_concern(person),
        "leads": safeguarding.leads_of(person.scheme, timezone.now()),
        "consents": [one for one in consents.standing(person, today) if one.holds],
        "referrals": sent,
        "waiting": next((one for one in sent if _waits(one)), None),
        "assessment": next(iter(referrals.assessments(person, worker)), None),
        "earlier": [one for one in episodes if one is not episode],
        "next": _next(person, episode, today),
        "said": _said(episode) if episode else {},
        "timeline": _timeline(person, episodes, sent, episode, show, whole=whole),
    }
    return found | (_of_episode(episode, today) if episode else {})


def _waits(referral: Referral) -> bool:
    kind = getattr(referral, "last_kind", None)
    return kind in (None, "wait")


def _of_episode(episode: Episode, today: date) -> dict[str, Any]:
    plan = support.plan_of(episode)
    return {
        "plan": plan,
        "goals": [goal for goal in plan.goals.all() if goal.status != "set_aside"],
        "agreed": next(iter(plan.agreements.all()), None),
        "signposts": [(one, tag_state(one.outcome)) for one in signposting.for_episode(episode)],
        "scores": measures.scores(episode),
        "due": measures.due(episode, today),
        "taper": support.taper_of(episode, today),
        "matters": support.what_matters(episode),
        "after": list(after.coming(Episode.objects.filter(pk=episode.pk), today)),
    }


def _next(person: Person, episode: Episode | None, today: date) -> list[Appointment]:
    if person.died_on:
        return []
    since = timezone.now() - timedelta(hours=4)
    planned = person.appointments.filter(state=Appointment.State.PLANNED, starts_at__gte=since)
    return list(planned.select_related("worker").order_by("starts_at")[:3])


def _said(episode: Episode) -> dict[str, str]:
    """The newest words to each prompt that *Being with* shows."""
    wanted = (Prompt.PLEASE_DO, Prompt.PLEASE_DONT, Prompt.PEOPLE, Prompt.COMMUNICATE)
    words = episode.conversation.filter(prompt__in=wanted, replaced_by=None).order_by("on", "pk")
    return {one.prompt: one.words for one in words}


def _timeline(
    person: Person,
    episodes: list[Episode],
    sent: list[Referral],
    episode: Episode | None,
    show: str,
    *,
    whole: bool,
) -> Timeline:
    lines = [line for one in episodes for line in support.happenings(one)]
    lines += [*_connections(person), *_measured(person), *_reached(person), *_sent(sent)]
    lines.sort(key=lambda line: line.on, reverse=True)
    counts = {"all": len(lines)} | {
        name: sum(line.kind in kinds for line in lines) for name, kinds in KINDS.items()
    }
    show = show if show in LABELS else "all"
    chosen = [line for line in lines if show == "all" or line.kind in KINDS[show]]
    shown = chosen if whole else chosen[:SHOWN]
    filters = [
        (label, counts[name], f"?show={name}#happened", name == show)
        for name, label in LABELS.items()
        if counts[name]
    ]
    weeks = [
        (words, list(some)) for words, some in groupby(shown, key=lambda line: _week(line, episode))
    ]
    return Timeline(weeks, filters, len(chosen) - len(shown))


def _week(line: Happening, episode: Episode | None) -> str:
    if episode is None or episode.started_on is None or line.on < episode.started_on:
        return "Before support"
    if episode.ended_on is not None and line.on > episode.ended_on:
        return "After the goodbye"
    return f"Week {episode.week(line.on)}"


def _connections(person: Person) -> Iterator[Happening]:
    steps = SignpostStep.objects.filter(signpost__episode__person=person)
    moved = {(one.signpost_id, one.outcome) for one in steps}
    for signpost in Signpost.objects.filter(episode__person=person):
        if (signpost.pk, signpost.outcome) not in moved or not moved:
            yield _connection(signpost, signpost.outcome, signpost.made_on, signpost.note)
    for step in steps.select_related("signpost"):
        yield _connection(step.signpost, step.outcome, step.on, step.words)


def _connection(signpost: Signpost, outcome: str, on: date, words: str) -> Happening:
    label = Outcome(outcome).label
    went = outcome in (Outcome.ATTENDED, Outcome.SETTLED)
    title = f"Introduced to {signpost.what}" if outcome == "introduced" else ""
    return Happening(
        kind="connection",
        on=on,
        title=title or f"{signpost.what}: {label.lower()}",
        words=words,
        url=reverse("signposting:signpost", args=[signpost.pk]),
        icon="link",
        tone="good" if went else "",
    )


def _measured(person: Person) -> Iterator[Happening]:
    answered = Measure.objects.filter(episode__person=person).order_by("completed_on", "pk")
    by_day = groupby(answered, key=lambda one: (one.completed_on, one.stage, one.mode))
    for (on, _stage, _mode), some in by_day:
        sets = list(some)
        yield Happening(
            kind="measure",
            on=on,
            title=f"Questions for the {sets[0].get_stage_display().lower()}",
            detail=f"{sets[0].get_mode_display()[0].lower()}{sets[0].get_mode_display()[1:]}",
            words="" if len(sets) == 1 else f"{len(sets)} sets answered.",
            url=reverse("measures:measure", args=[sets[0].pk]),
            icon="ruler",
        )


def _reached(person: Person) -> Iterator[Happening]:
    for attempt in Attempt.objects.filter(episode__person=person).select_related("by"):
        talked = attempt.outcome == Attempt.Outcome.TALKED
        yield Happening(
            kind="contact",
            on=attempt.on,
            title=attempt.get_kind_display(),
            detail=f"{attempt.get_outcome_display()}, {attempt.by.called}",
            words=attempt.note,
            icon="phone" if talked else "missed",
            tone="met" if talked else "",
        )


def _sent(sent: list[Referral]) -> Iterator[Happening]:
    for referral in sent:
        kind = getattr(referral, "last_kind", None)
        became = {"accept": ReferralOutcome.ACCEPTED.label}.get(kind or "", "")
        organisation = referral.referrer_organisation or referral.get_source_display()
        who = ", ".join(filter(None, [referral.referrer_name, referral.referrer_role]))
        yield Happening(
            kind="referral",
            on=referral.received_on,
            title=(
                "Asked for support" if referral.source == "self" else f"Referred by {organisation}"
            ),
            detail=who,
            words=f"{became}." if became else "",
            icon="in",
        )
