"""Contacts: the last one of each episode, and how often there were any."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from alongside.casework.schemes.models import Worker

from .. import rules
from ..models import Contact, Episode, Mode


def last_contact(episode_ids: Iterable[int], *, reached: bool = False) -> dict[int, Contact]:
    """The newest contact of each episode, by its number; with `reached`, no attempts."""
    of_one = Contact.objects.filter(episode=OuterRef("pk"))
    if reached:
        of_one = of_one.filter(reached=True)
    newest = Episode.objects.filter(pk__in=list(episode_ids)).annotate(
        newest=Subquery(of_one.order_by("-occurred_on", "-pk").values("pk")[:1])
    )
    found = Contact.objects.filter(pk__in=newest.values("newest")).select_related("worker")
    return {contact.episode_id: contact for contact in found}


def contacts_seen_by(worker: Worker) -> QuerySet[Contact]:
    """The contacts on records that this worker may open."""
    return Contact.objects.filter(episode__in=Episode.objects.seen_by(worker)).select_related(
        "episode__person", "episode__scheme", "worker"
    )


def last_mode(worker: Worker) -> tuple[str, bool]:
    """How this worker was last in touch with anybody, and whether they went along."""
    newest = Contact.objects.filter(worker=worker).order_by("-pk").first()
    return (newest.mode, newest.went_along) if newest else (Mode.TELEPHONE, False)


def taper_of(episode: Episode, on: date) -> rules.Taper | None:
    """How far apart contacts are and should be, from week nine (of twelve) on."""
    if episode.ended_on is not None:
        return None
    days = episode.contacts.filter(reached=True, occurred_on__lte=on)
    return rules.taper(
        list(days.values_list("occurred_on", flat=True)),
        week=episode.week(on),
        agreed_weeks=episode.agreed_weeks(),
        ends_about=episode.ends_about(),
        today=on,
    )


def how_words(contact: Contact) -> str:
    """*Telephone*, *Out together*; for an attempt *Rang, no answer*."""
    if contact.went_along:
        return "Out together"
    if contact.reached:
        return Mode(contact.mode).label
    return {
        Mode.TELEPHONE: "Rang, no answer",
        Mode.FACE_TO_FACE: "Called in, nobody there",
        Mode.VIDEO: "Video call, no answer",
        Mode.MESSAGE: "Text sent",
        Mode.GROUP: "In a group, was not there",
        Mode.LETTER: "Letter sent",
    }[Mode(contact.mode)]
