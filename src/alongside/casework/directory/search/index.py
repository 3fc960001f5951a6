"""Keeping the index: whoever writes entries calls `refresh` in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from django.db import connection, transaction

from ..models import Activity, ActivityPlace, Listing, Posting, SearchTrigram, SearchWord
from . import text
from .reading import Entry, entries

T = TypeVar("T")
AT_ONCE = 500  # entries read at the same time
MOST_ASKED = 900  # values in one question; SQLite takes about so many on old builds

SQLITE = "INSERT INTO directory_posting (word_id, cell, listing_id, weight) VALUES (%s, %s, %s, %s)"
POSTGRESQL = (
    "INSERT INTO directory_posting (word_id, cell, listing_id, weight)"
    " SELECT * FROM unnest(%s::bigint[], %s::int[], %s::bigint[], %s::smallint[])"
)


@transaction.atomic
def refresh(activity_ids: Iterable[int]) -> None:
    """Read these entries anew, as they are now. What was deleted or merged away is found no more.

    Call it when an entry, its places, times, costs, tags or its organisation's name were written.
    Who may see an entry, whether it runs and how fresh it is, is read from the entry itself.
    """
    for some in _batches(sorted(set(activity_ids)), AT_ONCE):
        # Their postings go with them, by the listings' numbers. Asked for by the activity, a
        # database that thinks the table empty goes through all of it for each of its rows.
        Listing.objects.filter(activity_id__in=some).delete()
        _keep(entries(some))


def refresh_place(place_id: int) -> None:
    """The same for whatever is at a place."""
    at = ActivityPlace.objects.filter(place_id=place_id)
    refresh(at.values_list("activity_id", flat=True))


def rebuild(step: Callable[[int, int], None] = lambda done, of: None) -> int:
    """Make the whole index again, with progress; gives how many entries are in it.

    Each part is one transaction: who searches meanwhile finds what was there, or what is there now.
    """
    ids = list(Activity.objects.order_by("pk").values_list("pk", flat=True))
    for done, some in enumerate(_batches(ids, AT_ONCE)):
        refresh(some)
        step(min((done + 1) * AT_ONCE, len(ids)), len(ids))
    used = Posting.objects.values("word_id")
    SearchWord.objects.exclude(pk__in=used).delete()
    return Listing.objects.values("activity_id").distinct().count()


def _keep(read: Sequence[Entry]) -> None:
    if not read:
        return
    listings = Listing.objects.bulk_create([entry.listing for entry in read], batch_size=AT_ONCE)
    known = _word_ids({stem: seen for entry in read for stem, seen, _ in entry.words})
    rows = [
        (known[stem], listing.cell, listing.pk, weight)
        for listing, entry in zip(listings, read, strict=True)
        for stem, _, weight in entry.words
    ]
    _insert(rows)


def _insert(rows: list[tuple[int, int, int, int]]) -> None:
    """Thousands of rows of four numbers: by hand, because there are so many."""
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL, [list(column) for column in zip(*rows, strict=True)])
        else:
            cursor.executemany(SQLITE, rows)


def _word_ids(seen: dict[str, str]) -> dict[str, int]:
    """The number of each stem; new ones are written, with their trigrams."""
    found = _numbers(seen)
    new = [SearchWord(stem=one, seen=seen[one]) for one in sorted(seen) if one not in found]
    if not new:
        return found
    SearchWord.objects.bulk_create(new, ignore_conflicts=True, batch_size=AT_ONCE)
    added = _numbers([word.stem for word in new])
    SearchTrigram.objects.bulk_create(
        (
            SearchTrigram(letters=letters, word_id=number)
            for stem, number in sorted(added.items())
            for letters in sorted(text.trigrams(seen[stem]))
        ),
        batch_size=2 * AT_ONCE,
    )
    return found | added


def _numbers(stems: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in _batches(list(stems), MOST_ASKED):
        found |= dict(SearchWord.objects.filter(stem__in=some).values_list("stem", "pk"))
    return found


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[at : at + size] for at in range(0, len(items), size))
