"""One run of support: begun, made longer, handed over, ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from alongside.casework import audit
from alongside.casework.people.models import Person
from alongside.casework.referrals import actions as referrals
from alongside.casework.referrals.models import Referral
from alongside.casework.schemes.models import Role, Scheme, Worker

from .. import rules
from ..models import Appointment, Ending, Episode, Extension, Handover, Plan
from ..models.diary import AppointmentQuerySet


class CannotOpen(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def open_from(
    *,
    referral: Referral,
    to: Worker,
    on: date,
    words_to_referrer: str = "",
    one_off: bool = False,
    by: Worker,
) -> Episode:
    """Accept a referral and begin support: the person comes to a connector."""
    person = Person.objects.select_for_update().get(pk=referral.person_id)
    if reason := rules.why_not_open(
        called=person.preferred_name,
        has_open_episode=Episode.objects.open().filter(person=person).exists(),
        died=person.died_on is not None,
        to_name=to.name,
        to_may=_may_walk_alongside(to, referral.scheme, on, one_off=one_off),
        scheme=referral.scheme.name,
    ):
        raise CannotOpen(reason)
    referrals.accept(
        referral=referral, allocated_to=to, on=on, words_to_referrer=words_to_referrer, by=by
    )
    episode = Episode.objects.create(
        person=person,
        scheme=referral.scheme,
        connector=to,
        referral=referral,
        allocated_on=on,
        usual_weeks=referral.scheme.usual_weeks,
        one_off=one_off,
    )
    Plan.objects.create(episode=episode)
    Handover.objects.create(episode=episode, to_worker=to, on=on, by=by)
    _walks_alongside(person, to)
    audit.record("EPISODE_OPENED", to=episode, by=by, connector=to.pk)
    return episode


class CannotExtend(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def extend(*, episode: Episode, until_week: int, reason: str, on: date, by: Worker) -> Extension:
    """Agree longer support, as the coordinator, with a reason."""
    episode = _locked(episode)
    if not by.has_role(Role.COORDINATOR, scheme=episode.scheme_id):
        raise CannotExtend("Longer support is agreed by a coordinator. Ask yours.")
    if refusal := rules.why_not_extend(episode, until_week, reason, on):
        raise CannotExtend(refusal)
    extension = Extension.objects.create(
        episode=episode, until_week=until_week, reason=reason.strip(), on=on, agreed_by=by
    )
    audit.record("EPISODE_EXTENDED", to=episode, by=by, until_week=until_week)
    return extension


class CannotHandOver(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def hand_over(
    *,
    episode: Episode,
    to: Worker,
    on: date,
    reason: str,
    today: date | None = None,
    by: Worker,
) -> Handover:
    """Give the person another connector. What is planned from that day on goes along."""
    episode = _locked(episode)
    if not by.has_role(Role.COORDINATOR, scheme=episode.scheme_id):
        raise CannotHandOver("A coordinator gives a person another connector. Ask yours.")
    newest = episode.handovers.aggregate(day=Max("on"))["day"] or episode.allocated_on
    if refusal := rules.why_not_hand_over(
        episode,
        on=on,
        last_on=newest,
        to_name=to.name,
        to_is_same=to == episode.connector,
        to_may=_may_walk_alongside(to, episode.scheme, on, one_off=False),
        today=today,
    ):
        raise CannotHandOver(refusal)
    handover = Handover.objects.create(
        episode=episode,
        from_worker=episode.connector,
        to_worker=to,
        on=on,
        reason=reason.strip(),
        by=by,
    )
    _planned_from(episode, on).filter(worker=episode.connector).update(worker=to)
    episode.connector = to
    episode.save(update_fields=["connector"])
    _walks_alongside(episode.person, to)
    audit.record("EPISODE_HANDED_OVER", to=episode, by=by, connector=to.pk)
    return handover


class CannotEnd(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def end(
    *,
    episode: Episode,
    reason: str,
    on: date,
    today: date | None = None,
    what_changed: str = "",
    worries_ahead: str = "",
    who_to_call: str = "",
    how_to_come_back: str = "",
    gets_there_alone: str = "",
    health: str = "",
    checkin_on: date | None = None,
    follow_up_on: date | None = None,
    reach_how: str = "",
    may_slip: Sequence[str] = (),
    by: Worker,
) -> Ending | None:
    """End support. Check-in and follow-up fall due by date, so nothing is scheduled here.

    What was said at the goodbye is kept as an `Ending`; without any of it there is none (one-off
    help, somebody who died). What was still planned for later days is cancelled.
    """
    ending = {
        "what_changed": what_changed,
        "worries_ahead": worries_ahead,
        "who_to_call": who_to_call,
        "how_to_come_back": how_to_come_back,
        "gets_there_alone": gets_there_alone,
        "health": health,
        "checkin_on": checkin_on,
        "follow_up_on": follow_up_on,
        "reach_how": reach_how,
        "may_slip": list(may_slip),
    }
    episode = _locked(episode)
    newest = episode.contacts.aggregate(day=Max("occurred_on"))["day"]
    if refusal := rules.why_not_end(
        episode, on, last_contact_on=newest, reason=reason, today=today
    ) or rules.why_not_promise(on, checkin_on, follow_up_on):
        raise CannotEnd(refusal)
    episode.ended_on, episode.end_reason = on, reason
    episode.save(update_fields=["ended_on", "end_reason"])
    _cancel_what_was_planned(episode, on)
    audit.record("EPISODE_ENDED", to=episode, by=by, reason=reason)
    return _keep_ending(episode, on, by, ending) if any(ending.values()) else None


def _keep_ending(episode: Episode, on: date, by: Worker, ending: dict[str, Any]) -> Ending:
    return Ending.objects.create(episode=episode, on=on, by=by, **ending)


def _cancel_what_was_planned(episode: Episode, on: date) -> None:
    _planned_from(episode, on + timedelta(days=1)).update(
        state=Appointment.State.CANCELLED, state_why="Support has ended"
    )


def _planned_from(episode: Episode, on: date) -> AppointmentQuerySet:
    return Appointment.objects.planned().filter(episode=episode, starts_at__date__gte=on)


def _locked(episode: Episode) -> Episode:
    """The episode as it is now; nobody else changes it until we are done."""
    held = Episode.objects.select_for_update(of=("self",))
    return held.select_related("person", "scheme", "connector").get(pk=episode.pk)


def _may_walk_alongside(worker: Worker, scheme: Scheme, on: date, *, one_off: bool) -> bool:
    """Connectors, because theirs are the pages for it; one conversation a coordinator can have."""
    allowed = [Role.CONNECTOR, Role.COORDINATOR] if one_off else [Role.CONNECTOR]
    return worker.memberships.on(on).filter(scheme=scheme, role__in=allowed).exists()


def _walks_alongside(person: Person, worker: Worker) -> None:
    person.connector = worker
    person.save(update_fields=["connector"])
