"""When something cannot be saved: words of ours, what was typed, and reading that goes on."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from alongside.casework.audit import notebook
from alongside.casework.audit.models import Event
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Draft, SentForm, Worker
from alongside.casework.support.models import Contact, Episode

pytestmark = pytest.mark.django_db(transaction=True)
WRITES = ("INSERT", "UPDATE", "DELETE")
Refuse = Callable[..., AbstractContextManager[None]]


def full() -> OperationalError:
    """What Django raises when the disk of the database is full."""
    error = OperationalError("words that no log and no page may hold")
    if connection.vendor == "postgresql":
        error.__cause__ = psycopg.errors.DiskFull()
    else:
        error.__cause__ = sqlite3.OperationalError()
        error.__cause__.sqlite_errorcode = 13
    return error


def away() -> OperationalError:
    error = OperationalError("connection to server at db.example.org failed")
    error.__cause__ = psycopg.OperationalError()
    return error


def busy() -> OperationalError:
    error = OperationalError("database is locked")
    error.__cause__ = sqlite3.OperationalError()
    error.__cause__.sqlite_errorcode = 5
    return error


@contextmanager
def refusing(error: Callable[[], Exception], *begins: str) -> Iterator[None]:
    """The database answers so to every statement that begins like this."""

    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().startswith(begins or ("",)):
            raise error()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def as_ruth(ruth: Worker) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(ruth)
    return client


@pytest.fixture(autouse=True)
def _an_empty_notebook() -> Iterator[None]:
    yield
    (Path(settings.DATA) / notebook.NAME).unlink(missing_ok=True)


@pytest.fixture
def contact(peg: Person, pegs_episode: Episode) -> str:
    return reverse("support:contact", args=[peg.pk])


TYPED = {
    "when": "yesterday",
    "how": "visit",
    "reached": "yes",
    "minutes": "45",
    "who": "connector",
    "note": 'She said “so <b> & so”\nand "laughed"',
    "next_words": "Ring on Tuesday",
}


# ---- the form ------------------------------------------------------------------------------------
def test_on_a_full_disk_the_same_form_comes_back_with_all_that_was_typed(as_ruth, contact):
    token = str(uuid4())

    with refusing(full, *WRITES):
        answer = as_ruth.post(contact, TYPED | {"token": token})

    page = answer.content.decode()
    assert answer.status_code == 507
    assert answer["Retry-After"]
    assert "This could not be saved: there is no room left" in page
    assert "<title>Error: A contact with Peg" in page
    assert "She said “so &lt;b&gt; &amp; so”" in page
    assert 'value="Ring on Tuesday"' in page
    assert re.search(r'name="when"[^>]*value="yesterday"[^>]*checked', page)
    assert re.search(r'name="minutes"[^>]*value="45"[^>]*checked', page)
    assert f'name="token" value="{token}"' in page
    assert not Contact.objects.exists()
    assert not SentForm.objects.exists()


def test_the_form_that_came_back_is_saved_once_when_there_is_room_again(as_ruth, contact):
    form = TYPED | {"token": str(uuid4())}
    with refusing(full, *WRITES):
        as_ruth.post(contact, form)

    saved = as_ruth.post(contact, form)
    again = as_ruth.post(contact, form)

    assert saved.status_code == again.status_code == 302
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    ("error", "words", "status"),
    [
        (away, "Alongside cannot reach its records", 503),
        (busy, "many others were saving", 503),
    ],
)
def test_other_reasons_have_other_words(as_ruth, contact, error, words, status):
    with refusing(error, "INSERT INTO"):
        answer = as_ruth.post(contact, TYPED)

    assert answer.status_code == status
    assert words in answer.content.decode()
    assert "Ring on Tuesday" in answer.content.decode()


def test_a_form_without_a_page_of_its_own_comes_back_on_a_plain_page(as_ruth, peg, pegs_episode):
    address = reverse("support:plan_review", args=[peg.pk])

    with refusing(full, *WRITES):
        answer = as_ruth.post(address, {"review_on": "2026-12-01", "token": str(uuid4())})

    page = answer.content.decode()
    assert answer.status_code == 507
    assert "Not saved yet" in page
    assert "Review on" in page
    assert f'<form method="post" action="{address}">' in page
    assert 'name="review_on" value="2026-12-01"' in page
    assert page.count("csrfmiddlewaretoken") == 1


def test_a_draft_that_cannot_be_kept_is_told_to_the_script(as_ruth):
    with refusing(full, *WRITES):
        answer = as_ruth.post(
            reverse("schemes:draft"),
            {"form": "support.contact:1", "fields": {"note": "Half a word"}},
            content_type="application/json",
            headers={"X-Sent-By": "keep"},
        )

    assert answer.status_code == 507
    assert "no room left" in answer.json()["errors"][0]
    assert not Draft.objects.exists()


def test_a_mistake_of_ours_is_told_as_one(as_ruth, contact, monkeypatch):
    def wrong(**_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("alongside.casework.support.actions.record_contact", wrong)

    answer = as_ruth.post(contact, TYPED)

    assert answer.status_code == 500
    assert "Something went wrong here" in answer.content.decode()


# ---- the database is away ------------------------------------------------------------------------
def test_without_a_database_what_was_typed_is_shown_and_can_be_sent_again(as_ruth, contact):
    with refusing(away):
        answer = as_ruth.post(contact, TYPED | {"token": "made-before"})

    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "Alongside cannot reach its records" in page
    assert "Next words" in page
    assert 'name="token" value="made-before"' in page
    assert "db.example.org" not in page


def test_without_a_database_a_page_says_so(as_ruth, contact):
    with refusing(away):
        answer = as_ruth.get(contact)

    assert answer.status_code == 503
    assert "It cannot reach its records. Nothing is lost." in answer.content.decode()


def test_a_password_is_never_shown_again(client):
    client.raise_request_exception = False
    with refusing(away):
        answer = client.post(
            "/account/login/", {"login": "ruth@example.org", "password": "a long walk"}
        )

    page = answer.content.decode()
    assert answer.status_code == 503
    assert "a long walk" not in page
    assert "ruth@example.org" not in page
    assert "nothing was changed" in page


def test_what_another_site_sends_is_not_shown(ruth, contact):
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.force_login(ruth)

    with refusing(away):
        answer = strict.post(contact, {"note": "Send money to this account"})

    assert answer.status_code == 503
    assert "Send money" not in answer.content.decode()


# ---- reading goes on -----------------------------------------------------------------------------
def test_on_a_full_disk_a_record_opens_and_the_look_is_written_afterwards(as_ruth, peg, contact):
    page = reverse("people:record", args=[peg.pk])

    with refusing(full, *WRITES):
        shown = as_ruth.get(page)
        assert not Event.objects.filter(page="people:record").exists()
        assert notebook.waiting()
    as_ruth.get(page)

    assert shown.status_code == 200
    looks = list(Event.objects.filter(page="people:record").order_by("at"))
    assert len(looks) == 2
    assert looks[0].person_number == peg.pk
    assert looks[0].at < looks[1].at
    assert looks[0].pk > looks[1].pk
    assert not notebook.waiting()


def test_when_the_notebook_is_full_nobody_looks_without_a_line(as_ruth, peg, contact, monkeypatch):
    monkeypatch.setattr(notebook, "ROOM", notebook.HEAD + 100)

    with refusing(full, *WRITES):
        answer = as_ruth.get(reverse("people:record", args=[peg.pk]))

    assert answer.status_code == 507
    assert "Hollins" not in answer.content.decode()


def test_another_fault_of_the_database_opens_no_record(as_ruth, peg, contact):
    with refusing(away, *WRITES):
        answer = as_ruth.get(reverse("people:record", args=[peg.pk]))

    assert answer.status_code == 503
    assert not notebook.waiting()


def test_what_waits_stays_in_the_notebook_when_there_is_room_for_one_line_only(peg, ruth):
    from alongside.casework import audit

    with refusing(full, *WRITES):
        audit.looked(at=peg, by=ruth, page="first")
    lines = iter([None, full()])

    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "audit_event" in sql and sql.startswith("INSERT") and (error := next(lines)):
            raise error
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        written = audit.looked(at=peg, by=ruth, page="second")

    assert written is not None
    assert notebook.waiting()
    assert Event.objects.count() == 1


def test_a_session_that_cannot_be_noted_ends_no_work(as_ruth, peg, contact):
    session = as_ruth.session
    session["last_seen"] = 0
    session.save()

    with refusing(full, *WRITES):
        answer = as_ruth.get(contact)

    assert answer.status_code == 200


def test_nobody_is_told_that_they_are_signed_in_when_that_cannot_be_kept(client, ruth):
    client.raise_request_exception = False

    with refusing(full, *WRITES):
        answer = client.post(
            "/account/login/", {"login": ruth.email, "password": "a long walk by the river"}
        )

    assert answer.status_code == 507
    assert "a long walk" not in answer.content.decode()
