"""Audit lines: one for each write and look, never changed, never deleted, and never left out."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.casework import audit
from alongside.casework.audit import actions as audit_actions
from alongside.casework.audit.models import Event
from alongside.casework.schemes import actions
from alongside.casework.schemes.models import Scheme


def test_a_write_says_who_what_and_whose_record(peg, ruth):
    line = audit.record("PERSON_CHANGED", to=peg, by=ruth, fields=["telephone"])

    assert (line.worker_number, line.thing_label, line.thing_number) == (
        ruth.pk,
        "people.person",
        peg.pk,
    )
    assert (line.person_number, line.scheme_number) == (peg.pk, peg.scheme_id)
    assert line.detail == {"fields": ["telephone"]}
    assert str(line) == f"PERSON_CHANGED people.person {peg.pk}"


def test_a_look_says_who_whom_and_on_which_page(peg, ruth):
    audit.looked(at=peg, by=ruth, page="person")

    line = Event.objects.get()
    assert (line.action, line.page, line.person_number) == ("LOOKED", "person", peg.pk)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_event SET action = 'NOTHING'",
        "DELETE FROM audit_event",
    ],
)
def test_the_database_itself_refuses_to_change_or_delete_a_line(peg, ruth, sql):
    audit.record("PERSON_CHANGED", to=peg, by=ruth)

    with (
        pytest.raises(DatabaseError, match="audit lines are never"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert Event.objects.get().action == "PERSON_CHANGED"


def test_the_database_refuses_what_our_own_code_might_try(peg, ruth):
    line = audit.record("PERSON_CHANGED", to=peg, by=ruth)
    line.action = "NOTHING"

    for attempt in (line.save, line.delete, Event.objects.all().delete):
        with pytest.raises(DatabaseError, match="audit lines are never"), transaction.atomic():
            attempt()

    assert Event.objects.get().action == "PERSON_CHANGED"


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_empty_the_table(peg, ruth):
    audit.record("PERSON_CHANGED", to=peg, by=ruth)

    with (
        pytest.raises(DatabaseError, match="audit lines are never"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE audit_event")


def test_a_write_whose_audit_line_fails_is_undone(aldermouth, monkeypatch):
    def trouble(*_: Any, **__: Any) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(audit_actions.chain, "add", trouble)

    with pytest.raises(DatabaseError, match="the disk is full"):
        actions.change_scheme(scheme=aldermouth, changes={"usual_weeks": 20}, by=None)

    assert Scheme.objects.get().usual_weeks == 12


@pytest.mark.django_db(transaction=True)
def test_tables_with_audit_lines_can_be_emptied_between_tests_first():
    programme = actions.add_programme(name="Coast Together", by=None)

    assert Event.objects.get().thing_number == programme.pk


@pytest.mark.django_db(transaction=True)
def test_tables_with_audit_lines_can_be_emptied_between_tests_and_are_guarded_again():
    assert not Event.objects.exists()
    actions.add_programme(name="Coast Together", by=None)

    with pytest.raises(DatabaseError, match="audit lines are never"):
        Event.objects.all().delete()
