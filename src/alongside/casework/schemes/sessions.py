"""Where a worker is signed in. Nothing of it is kept but in the sessions themselves."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from . import handed_over
from .models import Worker

LONGEST = timedelta(hours=12)  # however busy: nobody works longer in one go
BEGAN, SEEN, BROWSER = "signed_in_at", "last_seen", "browser"
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


@dataclass(frozen=True)
class SignedIn:
    """One browser in which a worker is signed in."""

    key: str
    browser: str  # “Chrome on Android”
    since: datetime
    seen: datetime
    handed_over: bool  # in somebody else’s hands


def begin(request: HttpRequest) -> None:
    """Note when a session began, and in what kind of browser."""
    request.session[BEGAN] = int(time.time())
    request.session[BROWSER] = called(request.headers.get("User-Agent", ""))


def is_over(request: HttpRequest) -> bool:
    """Whether this session has lasted as long as any may."""
    began = request.session.get(BEGAN)
    return began is not None and bool(time.time() - began > LONGEST.total_seconds())


def called(agent: str) -> str:
    """A browser in words, from what it says of itself."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "A browser")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return f"{browser} on {system}" if system else browser


def live(worker: Worker) -> list[SignedIn]:
    """Where this worker is signed in now, the last used first. Reads every session that lives."""
    found = [_signed_in(row, data) for row, data in _of(worker)]
    return sorted(found, key=lambda one: one.seen, reverse=True)


def end(worker: Worker, *, but: str | None = None) -> int:
    """End this worker’s sessions, but one that may be named; gives how many."""
    rows = [row for row, _ in _of(worker) if row.session_key != but]
    for row in rows:
        row.delete()
    return len(rows)


def end_all() -> int:
    """Sign everybody out; gives how many sessions were ended."""
    return _living().delete()[0]


def _store() -> SessionStore:
    store: SessionStore = import_module(settings.SESSION_ENGINE).SessionStore()
    return store


def _living() -> QuerySet[AbstractBaseSession]:
    return _store().model.objects.filter(expire_date__gt=timezone.now())


def _of(worker: Worker) -> Iterator[tuple[AbstractBaseSession, dict[str, Any]]]:
    mark, store = worker.get_session_auth_hash(), _store()
    for row in _living():
        data = store.decode(row.session_data)  # a row by itself would not know that it is sealed
        theirs = data.get(SESSION_KEY) == str(worker.pk)
        if theirs and constant_time_compare(data.get(HASH_SESSION_KEY, ""), mark):
            yield row, data


def _signed_in(row: AbstractBaseSession, data: dict[str, Any]) -> SignedIn:
    began = data.get(BEGAN, 0)
    return SignedIn(
        key=row.session_key,
        browser=data.get(BROWSER, "A browser"),
        since=datetime.fromtimestamp(began, UTC),
        seen=datetime.fromtimestamp(max(began, data.get(SEEN, 0)), UTC),
        handed_over=handed_over.KEY in data,
    )
