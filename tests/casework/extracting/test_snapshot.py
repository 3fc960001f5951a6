"""What is read within one moment is of that moment, and who writes need not wait."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection

from alongside.casework.extracting.choice import Choice
from alongside.casework.extracting.ids import Ids
from alongside.casework.extracting.snapshot import one_moment
from alongside.casework.extracting.tables import Source, rows_of_tables
from alongside.casework.schemes.models import Programme
from tests.casework import made


def somebody_else_writes(name):
    """On a connection of their own, to the end."""

    def write():
        Programme.objects.create(name=name)
        connection.close()

    writer = Thread(target=write)
    writer.start()
    writer.join()


@pytest.mark.django_db(transaction=True)
def test_what_others_write_meanwhile_is_seen_afterwards():
    with one_moment():
        assert Programme.objects.count() == 0
        somebody_else_writes("Neighbours")
        assert Programme.objects.count() == 0

    assert Programme.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_moment_that_ends_in_an_error_is_over():
    with pytest.raises(RuntimeError), one_moment():
        raise RuntimeError("the disk is full")

    with one_moment():
        assert Programme.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_tables_can_be_read_within_it():
    scheme = made.scheme()
    worker = made.worker("Ruth Adeyemi", "connector", scheme)
    for number in range(3):
        made.episode(made.person(scheme, f"Person {number}"), worker)

    source = Source(Choice((scheme,)), Ids())
    found = {name: len(list(rows)) for name, rows in rows_of_tables(source)}

    assert found["episodes"] == 3


def test_inside_a_transaction_it_is_that_transaction(db):
    with one_moment():
        Programme.objects.create(name="Neighbours")

    assert Programme.objects.count() == 1
