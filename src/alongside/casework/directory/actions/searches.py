"""Searches that a worker keeps."""

from __future__ import annotations

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.schemes.models import Worker

from ..models import SavedSearch
from ..search import asked as asking
from ..times.words import DAYS

MOST = 12
LONGEST = 1_000  # letters of what is asked


class CannotSave(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def save(*, asked: str, by: Worker) -> SavedSearch:
    """Keep a search as its page's address has it; the same one is kept once."""
    data = QueryDict(asked[:LONGEST])
    form = asking.SearchForm(data)
    if not form.is_valid() or not asking.address(data):
        raise CannotSave("There is nothing to look for in this search. Search first, then keep it.")
    kept = asking.address(data)
    own = list(SavedSearch.objects.select_for_update().filter(worker=by))
    for one in own:  # sealed, so they are compared here
        if one.asked == kept:
            return one
    if len(own) >= MOST:
        raise CannotSave(f"You keep {MOST} searches already. Let one of them go first.")
    made = SavedSearch.objects.create(worker=by, asked=kept, name=_named(form))
    audit.record("SEARCH_KEPT", to=made, by=by)
    return made


def _named(form: asking.SearchForm) -> str:
    """What a search is called: *birds near BS16 4QZ, Tuesday*."""
    said = form.cleaned_data
    day = DAYS[int(said["day"])] if said["day"] else ""
    where = f"near {said['near']}" if said["near"] else ""
    what = " ".join(part for part in (said["words"], where) if part) or "Anything"
    return ", ".join(part for part in (what, day) if part)[:120]


@transaction.atomic
def seen(*, search: SavedSearch, by: Worker) -> SavedSearch:
    """The worker has looked: only what is entered from now on is new."""
    search.seen_until = timezone.now()
    search.save(update_fields=["seen_until"])
    audit.record("SEARCH_LOOKED_AT", to=search, by=by)
    return search


@transaction.atomic
def drop(*, search: SavedSearch, by: Worker) -> None:
    """Keep it no more."""
    audit.record("SEARCH_DROPPED", to=search, by=by)
    search.delete()
