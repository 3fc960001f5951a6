"""Many episodes, and many contacts, at once, as another system kept them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.people.models import Person
from alongside.casework.referrals import actions as referrals
from alongside.casework.referrals.models import Decision
from alongside.casework.schemes.models import Membership, Role, Scheme, Worker

from .. import rules
from ..models import Contact, Ending, Episode, Handover, Plan
from ..rules import Arrival, Said
from .contact import CannotRecord
from .episode import CannotOpen


@transaction.atomic
def bring_in_episodes(*, scheme: Scheme, episodes: Sequence[Arrival], by: Worker) -> list[Episode]:
    """Keep them all, in their order. A referral that waits is accepted by its episode."""
    _refuse(scheme, episodes)
    made = _write(scheme, episodes, by)
    _accept_referrals(episodes, by)
    _walk_alongside(made)
    audit.record_all(
        audit.Line.of("EPISODE_OPENED", to=one, by=by, connector=one.connector_id, moved_in=True)
        for one in made
    )
    audit.record_all(
        audit.Line.of("EPISODE_ENDED", to=one, by=by, reason=str(one.end_reason), moved_in=True)
        for one in made
        if one.ended_on
    )
    return made


def _refuse(scheme: Scheme, episodes: Sequence[Arrival]) -> None:
    today = timezone.localdate()
    held = Membership.objects.on(today).filter(scheme=scheme, role=Role.CONNECTOR)
    connectors = set(held.values_list("worker_id", flat=True))
    going_on = set(Episode.objects.open().filter(scheme=scheme).values_list("person_id", flat=True))
    for one in episodes:
        if reason := rules.why_not_bring_in(
            one,
            scheme=scheme.name,
            is_connector=one.connector.pk in connectors,
            has_open_episode=one.person.pk in going_on,
            today=today,
        ):
            raise CannotOpen(reason)
        if one.ended_on is None:
            going_on.add(one.person.pk)


def _write(scheme: Scheme, episodes: Sequence[Arrival], by: Worker) -> list[Episode]:
    """The episodes, each with its plan, who has it, and what was agreed for after its end."""
    made = Episode.objects.bulk_create(
        Episode(
            person=one.person,
            scheme=scheme,
            connector=one.connector,
            referral=one.referral,
            allocated_on=one.allocated_on,
            started_on=one.started_on,
            ended_on=one.ended_on,
            end_reason=one.end_reason,
            usual_weeks=one.weeks or scheme.usual_weeks,
            one_off=one.one_off,
        )
        for one in episodes
    )
    Plan.objects.bulk_create(Plan(episode=episode) for episode in made)
    Handover.objects.bulk_create(
        Handover(episode=one, to_worker=one.connector, on=one.allocated_on, by=by) for one in made
    )
    Ending.objects.bulk_create(
        Ending(
            episode=episode,
            on=one.ended_on,
            checkin_on=one.checkin_on,
            follow_up_on=one.follow_up_on,
            by=by,
        )
        for episode, one in zip(made, episodes, strict=True)
        if one.ended_on and (one.checkin_on or one.follow_up_on)
    )
    return made


def _accept_referrals(episodes: Sequence[Arrival], by: Worker) -> None:
    """What was accepted there is accepted here; a referral that waits here is, too."""
    wanted = {
        one.referral.pk: (one.referral, one.connector, one.accepted_on or one.allocated_on)
        for one in episodes
        if one.referral is not None
    }
    accepted = Decision.objects.filter(
        kind=Decision.Kind.ACCEPT, referral__in=list(wanted)
    ).values_list("referral_id", flat=True)
    for number in list(accepted):
        wanted.pop(number, None)
    referrals.accept_all(accepted=list(wanted.values()), by=by)


def _walk_alongside(made: Sequence[Episode]) -> None:
    """The person's connector is that of the open episode, or else of the last one."""
    newest: dict[int, Episode] = {}
    for one in sorted(made, key=lambda one: (one.ended_on is None, one.allocated_on)):
        newest[one.person_id] = one
    going_on = Episode.objects.open().filter(person__in=list(newest))
    newest |= {one.person_id: one for one in going_on}
    theirs: dict[int, list[int]] = {}
    for number, episode in newest.items():
        theirs.setdefault(episode.connector_id, []).append(number)
    for connector, people in theirs.items():
        for at in range(0, len(people), 500):
            Person.objects.filter(pk__in=people[at : at + 500]).update(connector=connector)


@dataclass(frozen=True)
class ContactArrival:
    """A contact that moves in: what was said of it, and by whom it was made."""

    episode: Episode
    said: Said
    worker: Worker
    note: str = ""
    next_words: str = ""
    travel_minutes: int | None = None
    travel_miles: Decimal | None = None


@transaction.atomic
def bring_in_contacts(*, contacts: Sequence[ContactArrival], by: Worker) -> list[Contact]:
    """Keep them all, in their order. The first that reached somebody is the episode's first day."""
    today = timezone.localdate()
    for one in contacts:
        if reason := rules.why_not_record_contact(one.episode, one.said, today):
            raise CannotRecord(reason)
    made = Contact.objects.bulk_create(
        Contact(
            episode=one.episode,
            occurred_on=one.said.occurred_on,
            mode=one.said.mode,
            reached=one.said.reached,
            minutes=one.said.minutes,
            went_along=one.said.went_along,
            who=one.said.who,
            volunteer_name=one.said.volunteer_name,
            note=one.note,
            next_words=one.next_words,
            next_on=one.said.next_on,
            travel_minutes=one.travel_minutes,
            travel_miles=one.travel_miles,
            worker=one.worker,
        )
        for one in contacts
    )
    _keep_first_days(made)
    audit.record_all(
        audit.Line.of(
            "CONTACT_RECORDED",
            to=one,
            by=by,
            mode=str(one.mode),
            reached=one.reached,
            moved_in=True,
        )
        for one in made
    )
    return made


def _keep_first_days(made: Sequence[Contact]) -> None:
    first: dict[int, date] = {}
    episodes: dict[int, Episode] = {}
    for one in made:
        if one.reached:
            known = first.get(one.episode_id)
            first[one.episode_id] = min(known, one.occurred_on) if known else one.occurred_on
            episodes[one.episode_id] = one.episode
    changed = []
    for number, episode in episodes.items():
        if episode.started_on is None or first[number] < episode.started_on:
            episode.started_on = first[number]
            changed.append(episode)
    Episode.objects.bulk_update(changed, ["started_on"], batch_size=200)
