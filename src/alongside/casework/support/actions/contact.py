"""Calls, visits, messages, with one person or several; corrected, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Min

from alongside.casework import audit
from alongside.casework.schemes.models import Worker

from .. import rules
from ..models import Contact, ContactVersion, Episode, Goal, Mode, Visit, Who
from ..queries.contact import KEPT_FIELDS, contact_fields


class CannotRecord(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def record_contact(
    *,
    episode: Episode,
    occurred_on: date,
    mode: str,
    reached: bool,
    minutes: int = 0,
    went_along: bool = False,
    who: str = Who.CONNECTOR,
    volunteer_name: str = "",
    note: str = "",
    goals: Iterable[Goal] = (),
    next_words: str = "",
    next_on: date | None = None,
    travel_minutes: int | None = None,
    travel_miles: Decimal | None = None,
    visit: Visit | None = None,
    today: date | None = None,
    by: Worker,
) -> Contact:
    """Keep one contact, or an attempt. The first that reached the person starts the clock."""
    contact = Contact(
        episode=_locked(episode),
        occurred_on=occurred_on,
        mode=mode,
        reached=reached,
        minutes=minutes,
        went_along=went_along,
        who=who,
        volunteer_name=volunteer_name.strip(),
        note=note.strip(),
        next_words=next_words.strip(),
        next_on=next_on,
        travel_minutes=travel_minutes,
        travel_miles=travel_miles,
        visit=visit,
        worker=by,
    )
    _write(contact, goals, today)
    audit.record("CONTACT_RECORDED", to=contact, by=by, mode=mode, reached=reached)
    return contact


@transaction.atomic
def record_together(
    *,
    episodes: Sequence[Episode],
    occurred_on: date,
    mode: str = Mode.GROUP,
    went_along: bool = False,
    minutes: int = 0,
    note: str = "",
    notes: Mapping[int, str] | None = None,
    next_words: str = "",
    next_on: date | None = None,
    today: date | None = None,
    by: Worker,
) -> list[Contact]:
    """Keep one meeting with several people: a contact with each, tied together by one key.

    `note` stands on each record and must name nobody else; `notes` adds each one's own, by the
    number of the episode.
    """
    if len({episode.pk for episode in episodes}) < 2:
        raise CannotRecord("Choose two people or more, or record it for one person alone.")
    key, made = uuid4(), []
    for episode in sorted(episodes, key=lambda one: one.pk):  # locked in one order everywhere
        own = (notes or {}).get(episode.pk, "").strip()
        contact = Contact(
            episode=_locked(episode),
            occurred_on=occurred_on,
            mode=mode,
            went_along=went_along,
            reached=True,
            minutes=minutes,
            note="\n\n".join(part for part in (note.strip(), own) if part),
            next_words=next_words.strip(),
            next_on=next_on,
            together_key=key,
            worker=by,
        )
        _write(contact, (), today)
        audit.record("CONTACT_RECORDED", to=contact, by=by, mode=mode, reached=True)
        made.append(contact)
    return made


@transaction.atomic
def correct_contact(
    *,
    contact: Contact,
    changes: Mapping[str, Any],
    why: str = "",
    today: date | None = None,
    by: Worker,
) -> Contact:
    """Put a contact right. What it said before is kept, with who corrected it."""
    episode = _locked(contact.episode)
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    contact.episode = episode
    before = contact_fields(contact)
    goals = changes.get("goals", contact.goals.all())
    for field in KEPT_FIELDS:
        setattr(contact, field, changes.get(field, getattr(contact, field)))
    if {**contact_fields(contact), "goals": sorted(goal.pk for goal in goals)} == before:
        raise CannotRecord("Nothing was changed, so there is nothing to correct.")
    ContactVersion.objects.create(contact=contact, fields=before, by=by, why=why.strip())
    _write(contact, goals, today)
    audit.record("CONTACT_CORRECTED", to=contact, by=by, fields=_changed(before, contact))
    return contact


def _changed(before: dict[str, Any], contact: Contact) -> list[str]:
    now = contact_fields(contact)
    return sorted(field for field in now if now[field] != before[field])


def _write(contact: Contact, goals: Iterable[Goal], today: date | None) -> None:
    """Check, save, and keep the day on which the episode started right."""
    said = rules.Said(
        occurred_on=contact.occurred_on,
        mode=contact.mode,
        reached=contact.reached,
        minutes=contact.minutes,
        went_along=contact.went_along,
        who=contact.who,
        volunteer_name=contact.volunteer_name,
        next_on=contact.next_on,
    )
    if refusal := rules.why_not_record_contact(contact.episode, said, today):
        raise CannotRecord(refusal)
    goals = list(goals)
    if any(goal.plan.episode_id != contact.episode_id for goal in goals):
        raise CannotRecord("One of the goals belongs to another record. Choose from this plan.")
    started_by_it = not contact._state.adding and _started_by(contact)
    contact.save()
    contact.goals.set(goals)
    _keep_the_start(contact, started_by_it)


def _started_by(contact: Contact) -> bool:
    """Whether the episode’s first day is this contact’s, as it was before it is corrected."""
    was = Contact.objects.get(pk=contact.pk)
    return was.reached and was.occurred_on == contact.episode.started_on


def _keep_the_start(contact: Contact, started_by_it: bool) -> None:
    episode = contact.episode
    first = episode.contacts.filter(reached=True).aggregate(day=Min("occurred_on"))["day"]
    earlier = first is not None and (episode.started_on is None or first < episode.started_on)
    if earlier or (started_by_it and first != episode.started_on):
        episode.started_on = first
        episode.save(update_fields=["started_on"])


def _locked(episode: Episode) -> Episode:
    """The episode as it is now; nobody else changes it until we are done."""
    held = Episode.objects.select_for_update(of=("self",))
    return held.select_related("person").get(pk=episode.pk)
