"""Contacts: the last one of each episode, and how often there were any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from alongside.casework.people.models import whose_record_opens
from alongside.casework.schemes.models import Worker

from .. import rules
from ..models import Contact, Episode, Mode, Who


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
    return Contact.objects.filter(whose_record_opens(worker, "episode__person")).select_related(
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


@dataclass(frozen=True)
class Version:
    """What a contact said until it was corrected."""

    until: datetime
    by: str
    why: str
    said: list[tuple[str, str]]  # what, and how it read then


def versions_of(contact: Contact) -> list[Version]:
    """Newest first; only what was different afterwards is told."""
    after = _readable(contact_fields(contact))
    found = []
    for version in contact.versions.select_related("by"):
        then = _readable(version.fields)
        changed = [(what, then[what] or "Nothing") for what in then if then[what] != after[what]]
        found.append(Version(version.until, version.by.called, version.why, changed))
        after = then
    return found


def contact_fields(contact: Contact) -> dict[str, Any]:
    """What a contact says, as a version keeps it: days and miles as text, goals as numbers."""
    fields: dict[str, Any] = {field: getattr(contact, field) for field in KEPT_FIELDS}
    for field in ("occurred_on", "next_on"):
        fields[field] = fields[field].isoformat() if fields[field] else None
    miles = fields["travel_miles"]
    fields["travel_miles"] = None if miles is None else f"{Decimal(miles):.1f}"
    fields["goals"] = sorted(contact.goals.values_list("pk", flat=True))
    return fields


KEPT_FIELDS = (
    "occurred_on",
    "mode",
    "went_along",
    "reached",
    "minutes",
    "who",
    "volunteer_name",
    "note",
    "next_words",
    "next_on",
    "travel_minutes",
    "travel_miles",
)


def _readable(fields: dict[str, Any]) -> dict[str, str]:
    how = "Out together" if fields["went_along"] else Mode(fields["mode"]).label
    next_on = fields["next_on"]
    volunteer = fields["volunteer_name"] or "A volunteer"
    travel = fields["travel_minutes"]
    return {
        "Day": rules.named(date.fromisoformat(fields["occurred_on"])),
        "How": how,
        "Reached": "Yes" if fields["reached"] else "No",
        "Minutes": str(fields["minutes"]),
        "Who": volunteer if fields["who"] == Who.VOLUNTEER else "A connector",
        "Note": fields["note"],
        "Next": fields["next_words"],
        "Next on": rules.named(date.fromisoformat(next_on)) if next_on else "",
        "Minutes of travel": "" if travel is None else str(travel),
        "Miles": fields["travel_miles"] or "",
        "Goals": f"{len(fields['goals'])} ticked",
    }
