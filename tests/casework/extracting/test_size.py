"""However large the service is: memory stays, and no row has a query of its own."""

from __future__ import annotations

import tracemalloc
from collections import deque
from datetime import date, timedelta

import pytest

from alongside.casework.extracting.choice import Choice
from alongside.casework.extracting.ids import Ids
from alongside.casework.extracting.tables import Source, rows_of_tables
from alongside.casework.people.models import Person
from alongside.casework.support.models import Contact, Episode
from tests.casework import made

FIRST = date(2024, 1, 1)


def grow(scheme, worker, how_many):
    """So many people more, each with an episode and five contacts."""
    people = Person.objects.bulk_create(
        Person(scheme=scheme, preferred_name=f"Person {n}") for n in range(how_many)
    )
    days = [FIRST + timedelta(days=n % 500) for n in range(how_many)]
    episodes = Episode.objects.bulk_create(
        Episode(
            person=person,
            scheme=scheme,
            connector=worker,
            allocated_on=day,
            started_on=day,
            usual_weeks=12,
        )
        for person, day in zip(people, days, strict=True)
    )
    Contact.objects.bulk_create(
        Contact(
            episode=episode,
            occurred_on=episode.started_on + timedelta(days=n),
            mode="telephone",
            reached=True,
            minutes=20,
            worker=worker,
        )
        for episode in episodes
        for n in range(5)
    )


def read(scheme):
    """Go through all tables, and keep nothing."""
    for _, rows in rows_of_tables(Source(Choice((scheme,)), Ids())):
        deque(rows, maxlen=0)


@pytest.fixture
def ruth_of(aldermouth):
    return made.worker("Ruth Adeyemi", "connector", aldermouth)


def test_memory_does_not_grow_with_the_service(aldermouth, ruth_of):
    peaks = []
    for more in (2_000, 6_000):
        grow(aldermouth, ruth_of, more)
        read(aldermouth)  # whatever is kept once and for all is there before it is measured
        tracemalloc.start()
        read(aldermouth)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    # 40,000 contacts for 10,000: some bytes more for each episode, whose order is kept in mind.
    assert Contact.objects.count() == 40_000
    assert peaks[1] < peaks[0] + 1_000_000


def test_a_thousand_episodes_take_as_many_queries_as_one(
    aldermouth, ruth_of, django_assert_max_num_queries
):
    grow(aldermouth, ruth_of, 1)
    with django_assert_max_num_queries(26):
        read(aldermouth)

    grow(aldermouth, ruth_of, 999)
    with django_assert_max_num_queries(26):
        read(aldermouth)
