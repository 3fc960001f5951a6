"""A transaction that nobody ends is ended, so that the tests' tables can be emptied."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection

from . import left_open

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite waits five seconds"),
]


def test_who_leaves_a_transaction_open_is_sent_away_and_it_is_said(monkeypatch):
    monkeypatch.setattr(left_open, "PATIENCE", 0.2)
    with psycopg.connect(**connection.get_connection_params()) as somebody:
        somebody.execute("SELECT count(*) FROM people_person")

        with pytest.warns(UserWarning, match="idle in transaction.*people_person"):
            left_open.end_what_was_left_open()

        with pytest.raises(psycopg.OperationalError):
            somebody.execute("SELECT 1")


def test_who_has_ended_is_left_alone(recwarn):
    with psycopg.connect(**connection.get_connection_params()) as somebody:
        somebody.execute("SELECT count(*) FROM people_person")
        somebody.commit()

        left_open.end_what_was_left_open()

        assert not recwarn.list
        assert somebody.execute("SELECT 1").fetchone() == (1,)
