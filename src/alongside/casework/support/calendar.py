"""The diary as iCalendar (RFC 5545), for the calendar on a worker’s own device.

What a calendar program holds is out of our hands: it is copied to other companies’ servers and
shown on locked screens. So an event says how, the first letter of the preferred name, and the
area: *Visit, P, Thornhythe*. No address, no telephone number, no purpose.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import icalendar
from django.utils import timezone

from .models import Appointment

SAID: dict[str, str] = {
    Appointment.How.HOME: "Visit",
    Appointment.How.OUT: "Out together",
    Appointment.How.OUR_PLACE: "At our place",
    Appointment.How.TELEPHONE: "Telephone",
    Appointment.How.VIDEO: "Video",
    Appointment.How.GROUP: "Group",
}


def of(entries: Iterable[Appointment], now: datetime) -> bytes:
    """A calendar of these entries."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Alongside//Diary//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Diary")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, now))
    return bytes(calendar.to_ical())


def title(entry: Appointment) -> str:
    """*Visit, P, Thornhythe*; *My own time* without a person."""
    person = entry.person
    if person is None:
        return "My own time"
    letter = person.preferred_name.strip()[:1].upper()
    area = person.area.name if person.area else ""
    return ", ".join(part for part in (SAID[entry.how], letter, area) if part)


def _event(entry: Appointment, now: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"appointment-{entry.pk}@alongside")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", title(entry))
    event.add("class", "PRIVATE")
    if entry.any_time:
        on = timezone.localtime(entry.starts_at).date()
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", entry.starts_at.astimezone(UTC))
        event.add("dtend", (entry.starts_at + timedelta(minutes=entry.minutes)).astimezone(UTC))
    return event
