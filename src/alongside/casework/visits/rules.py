"""When something was pressed on a device that had no signal, and how far a connection has got."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils.dateparse import parse_datetime

from alongside.casework.signposting.models import How, Outcome

OLDEST = timedelta(days=14)  # a note that waited longer on a device is dated when it arrives

GOT_AS_FAR_AS: dict[str, str] = {
    "": Outcome.SUGGESTED,
    How.TOLD: Outcome.SUGGESTED,
    How.WROTE: Outcome.SUGGESTED,
    How.TELEPHONED_TOGETHER: Outcome.INTRODUCED,
    How.WENT_ALONG: Outcome.ATTENDED,
}


def pressed_at(said: str, *, now: datetime, not_before: datetime | None = None) -> datetime:
    """When a button was pressed, by the device’s clock, where that can be true; else now.

    Without signal the press arrives later. A clock that is wrong must not move a visit to next
    week, nor *I’m out* before *arrived*.
    """
    moment = _parse(said)
    earliest = not_before or now - OLDEST
    if moment is None or not earliest <= moment <= now:
        return now
    return moment


def _parse(said: str) -> datetime | None:
    try:
        moment = parse_datetime(said.strip())
    except ValueError:  # well formed, and no such moment
        return None
    if moment is None:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
