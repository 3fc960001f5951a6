"""Writes a cohort into the database, kind by kind, thousands of rows at once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction

from ...summary import DemoSummary
from ..cohort.rows import Cohort
from . import after, people, support
from .founding import PROGRAMME, found

__all__ = ["PROGRAMME", "write"]

Progress = Callable[[str, int, int], None]


def write(cohort: Cohort, progress: Progress) -> DemoSummary:
    """All of it or nothing. `progress` is told what comes, how much is done, and of how much."""
    with _nothing_to_collect(), transaction.atomic():
        progress("2017 to 2018: founding schemes", 0, 10)
        founded = found(cohort)
        progress("2017 to 2018: adding people", 1, 10)
        known = people.people(cohort, founded)
        people.transitions(cohort, known)
        progress("2017 to 2018: asking for consent", 2, 10)
        people.consents(cohort, known, founded)
        progress("2017 to 2018: receiving referrals", 3, 10)
        sent = support.referrals(cohort, known, founded)
        progress("2017 to 2018: beginning support", 4, 10)
        runs = support.episodes(cohort, sent, founded)
        support.conversations(cohort, runs)
        progress("2017 to 2018: meeting people", 5, 10)
        support.contacts(cohort, runs)
        progress("2017 to 2018: pointing to activities", 7, 10)
        after.connections(cohort, runs)
        progress("2017 to 2018: asking questions", 8, 10)
        after.measures(cohort, runs)
        progress("2017 to 2018: saying goodbye", 9, 10)
        support.endings(cohort, runs)
        after.follow_ups(cohort, runs)
        after.costs(cohort, founded)
    progress("2017 to 2018: saying goodbye", 10, 10)
    return DemoSummary(people=len(known), sign_ins=founded.sign_ins)


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Many rows live to the end; looking through them for rubbish takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
