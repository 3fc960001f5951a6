"""Searches that a worker keeps, and how much is new in each: computed when they are read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import QueryDict

from alongside.casework.schemes.models import Worker

from ..models import SavedSearch
from ..search import asked as asking
from ..search import find


@dataclass(frozen=True)
class Saved:
    """A kept search, and how many entries fit that were entered since it was looked at."""

    search: SavedSearch
    new: int


def saved_by(worker: Worker) -> list[Saved]:
    """All of them, in the order in which they were kept."""
    return [Saved(one, _new(one, worker)) for one in SavedSearch.objects.filter(worker=worker)]


def with_news(worker: Worker) -> list[Saved]:
    """Those in which something is new."""
    return [one for one in saved_by(worker) if one.new]


def _new(search: SavedSearch, worker: Worker) -> int:
    form = asking.SearchForm(QueryDict(search.asked))
    if not form.is_valid():  # a postcode that is there no more
        return 0
    query = replace(form.query(), since=search.seen_until)
    return find(query, worker=worker, limit=1).count
