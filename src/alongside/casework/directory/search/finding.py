"""Find entries: one call, the same answers on both databases."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

from alongside.casework.schemes.models import Worker

from . import sql, why
from .query import Query, Results
from .terms import Group, groups

PAGE = 20


def find(query: Query, *, worker: Worker | None, limit: int = PAGE, offset: int = 0) -> Results:
    """What fits, best first, as far as this worker may see it; None is the public.

    All words have to be there. Where nothing has them all, entries that have some of them are
    given, and `some_words` says so. Words too small to find anything by are as if not typed.
    """
    asker = sql.Asker(worker, timezone.localdate())
    said = groups(query.words, mistakes=query.mistakes)
    known = [group for group in said if group.alternatives]
    if said and not known:
        return Results()
    some = query.any_word or len(known) < len(said)
    rows = _rows(query, known, asker, 1 if some else len(known), limit, offset)
    if not rows and not some and len(known) > 1:
        some, rows = True, _rows(query, known, asker, 1, limit, offset)
    return _results(query, known, rows, some_words=some)


def _rows(
    query: Query, known: list[Group], asker: sql.Asker, need: int, limit: int, offset: int
) -> list[why.Row]:
    asked = sql.question(query, known, asker, need=need, limit=limit, offset=offset)
    with connection.cursor() as cursor:
        cursor.execute(why.with_listings(asked.sql, known), asked.values)
        return [why.Row(*row) for row in cursor.fetchall()]


def _results(query: Query, known: list[Group], rows: list[why.Row], *, some_words: bool) -> Results:
    if not rows:
        return Results()
    found = why.of(query, known, rows)
    looked_for = {shown for one in found for _, shown in one.matched}
    spelt = {group.typed: tuple(w for w in group.spelt if w in looked_for) for group in known}
    return Results(
        found=found,
        count=rows[0].together,
        some_words=some_words,
        spelt={typed: words for typed, words in spelt.items() if words},
    )
