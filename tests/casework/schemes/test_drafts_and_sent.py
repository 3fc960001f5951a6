"""What is typed is kept until it is saved; a form that arrives twice has one effect."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from alongside.casework.schemes import drafts, sent
from alongside.casework.schemes.models import Draft, SentForm, Worker


def test_what_is_typed_is_kept_read_replaced_and_dropped(ruth, owen):
    drafts.keep(ruth, "support.contact:41", {"note": "She laughed"})
    drafts.keep(ruth, "support.contact:41", {"note": "She laughed a lot", "goals": ["1", "2"]})

    assert drafts.read(ruth, "support.contact:41") == {
        "note": "She laughed a lot",
        "goals": ["1", "2"],
    }
    assert drafts.read(owen, "support.contact:41") is None
    drafts.drop(ruth, "support.contact:41")
    assert drafts.read(ruth, "support.contact:41") is None


def test_a_draft_never_holds_a_token_or_a_password(ruth):
    typed = {"csrfmiddlewaretoken": "x", "token": "y", "new_password": "z", "note": "Hello"}

    drafts.keep(ruth, "people.add", typed)

    assert drafts.read(ruth, "people.add") == {"note": "Hello"}


@pytest.mark.parametrize("form", ["", "contact", "support.contact:<b>", "a." + "b" * 90])
def test_only_our_own_forms_are_kept(ruth, form):
    with pytest.raises(drafts.CannotKeep, match="not the name of a form"):
        drafts.keep(ruth, form, {"note": "Hello"})


def test_what_is_too_long_is_refused_with_what_to_do(ruth):
    with pytest.raises(drafts.CannotKeep, match="Save it, and go on"):
        drafts.keep(ruth, "people.add", {"note": "é" * 60_000})

    assert not Draft.objects.exists()


def test_drafts_older_than_thirty_days_are_forgotten(ruth, owen):
    drafts.keep(owen, "people.add", {"note": "Old"})
    Draft.objects.update(kept_at=timezone.now() - timedelta(days=31))

    assert drafts.read(owen, "people.add") is None
    drafts.keep(ruth, "people.add", {"note": "New"})
    assert Draft.objects.get().worker == ruth


def test_one_worker_keeps_a_bounded_number_of_drafts(ruth, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_FORMS", 2)
    for number in range(4):
        drafts.keep(ruth, f"support.contact:{number}", {"note": "Hello"})

    assert [one.form[-1] for one in Draft.objects.order_by("pk")] == ["2", "3"]


def ask(worker: Worker, token: str, method: str = "POST") -> HttpRequest:
    request = HttpRequest()
    request.method = method
    request.user = worker
    request.POST = request.POST.copy()
    request.POST["token"] = token
    return request


@pytest.fixture
def view(ruth):
    @sent.once
    def add_draft(request: HttpRequest, answer: str) -> HttpResponse:
        drafts.keep(ruth, f"people.add:{Draft.objects.count()}", {"note": "Hello"})
        if answer == "trouble":
            raise RuntimeError("the power went")
        return redirect(answer) if answer else HttpResponse("There is a problem")

    return add_draft


def test_a_form_that_arrives_twice_has_one_effect_and_one_answer(view, ruth):
    token = sent.new_token()

    answers = [view(ask(ruth, token), answer="/people/7/").url for _ in range(2)]

    assert answers == ["/people/7/", "/people/7/"]
    assert Draft.objects.count() == 1
    assert sent.already(token, ruth) == "/people/7/"


@pytest.mark.django_db(transaction=True)
def test_two_arrivals_at_one_moment_have_one_effect(view, ruth):
    token, both = sent.new_token(), Barrier(2)

    def arrive(_: int) -> str:
        both.wait()
        try:
            return view(ask(ruth, token), answer="/people/7/").url
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(arrive, range(2)))

    assert answers == ["/people/7/", "/people/7/"]
    assert Draft.objects.count() == 1


def test_somebody_else_on_the_same_device_is_sent_home(view, ruth, owen):
    token = sent.new_token()
    view(ask(ruth, token), answer="/people/7/")

    assert view(ask(owen, token), answer="/people/8/").url == "/"
    assert Draft.objects.count() == 1


def test_a_form_shown_again_with_its_errors_may_be_sent_again(view, ruth):
    token = sent.new_token()

    assert view(ask(ruth, token), answer="").status_code == 200
    assert sent.already(token, ruth) is None
    assert view(ask(ruth, token), answer="/people/7/").status_code == 302


def test_a_failure_leaves_neither_the_effect_nor_the_token(view, ruth):
    token = sent.new_token()

    with pytest.raises(RuntimeError):
        view(ask(ruth, token), answer="trouble")

    assert not SentForm.objects.exists()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("token", ["", "no token of ours"])
def test_a_form_without_a_token_runs_as_it_is(view, ruth, token):
    view(ask(ruth, token), answer="/people/7/")
    view(ask(ruth, token), answer="/people/7/")

    assert Draft.objects.count() == 2


def test_only_a_post_is_remembered(view, ruth):
    view(ask(ruth, sent.new_token(), method="GET"), answer="/people/7/")

    assert not SentForm.objects.exists()


def test_an_answer_can_be_remembered_by_hand(ruth):
    token = uuid.uuid4()
    sent.remember(token, ruth, "/people/7/")

    assert sent.already(str(token), ruth) == "/people/7/"
