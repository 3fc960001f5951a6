"""Ending sessions: a phone is lost, a browser was left open somewhere."""

from __future__ import annotations

from django.db import transaction

from alongside.casework import audit

from .. import sessions
from ..models import Worker


@transaction.atomic
def sign_out_elsewhere(*, worker: Worker, but: str, by: Worker) -> int:
    """End every session of this worker but the one that is named; gives how many."""
    ended = sessions.end(worker, but=but)
    audit.record("SIGNED_OUT_ELSEWHERE", to=worker, by=by, sessions=ended)
    return ended


@transaction.atomic
def sign_out_everywhere(*, worker: Worker, by: Worker | None) -> int:
    """End every session of this worker; they sign in again. Gives how many."""
    ended = sessions.end(worker)
    audit.record("SIGNED_OUT_EVERYWHERE", to=worker, by=by, sessions=ended)
    return ended
