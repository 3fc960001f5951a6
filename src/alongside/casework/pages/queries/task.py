"""One line of *What needs doing*, and the two days that its rules ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from alongside.casework.support.models import Appointment

FIRST_CALL_DAYS = 5  # from coming to the connector until the first call is late
FACE_TO_FACE = ("home", "out", "our_place")


@dataclass(frozen=True)
class Task:
    """One line of *What needs doing*."""

    due: date
    words: str
    href: str
    hint: str = ""
    status: str = ""
    state: str = ""  # the look of the status: "late", "soon" or plain
    at: datetime | None = None
    person_id: int | None = None
    answers: tuple[tuple[str, str, str], ...] = ()  # one tap each: words, address, value
    rank: int = 2  # among those without an hour: 1 heard of first, 5 can wait
    meets: bool = False  # the person is met then, so other things can be done along with it


def first_call_on(allocated_on: date) -> date:
    """The last day of a first call that is not late."""
    return allocated_on + timedelta(days=FIRST_CALL_DAYS)


def opens(entry: Appointment, today: date) -> str:
    """Where an entry leads: on its day to the visit, otherwise to the diary."""
    here = timezone.localtime(entry.starts_at).date() == today and entry.episode_id is not None
    visit = here and entry.how in FACE_TO_FACE
    return reverse("visits:arrive" if visit else "support:appointment", args=[entry.pk])
