"""What is near and might do, to be looked at before a gap is written down."""

from __future__ import annotations

from alongside.casework.directory.geography import Point
from alongside.casework.directory.models import Activity
from alongside.casework.directory.search import Query, find
from alongside.casework.schemes.models import Worker

from .. import needs

MOST = 6
MILES = 6.0


def nearby(worker: Worker, *, words: str, need: str = "", near: Point | None) -> list[Activity]:
    """A few entries that sound like it, nearest to what was asked first."""
    asked = words.strip() or needs.search_words(need)
    if not asked:
        return []
    query = Query(
        words=asked,
        near=near,
        within_miles=MILES if near else None,
        any_word=True,
        suggested_only=True,
    )
    numbers = [found.activity_id for found in find(query, worker=worker, limit=MOST).found]
    there = Activity.objects.seen_by(worker).in_bulk(numbers)
    return [there[number] for number in numbers if number in there]
