from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from alongside.casework.audit.models import Event
from alongside.casework.directory.models import Activity, RunState, Source, SourceRun

from .conftest import FEEDS, service

SOURCES = "/activities/sources/"


def sent(client, content: bytes, **more: object) -> object:
    return client.post(
        SOURCES, {"name": "Council", "file": SimpleUploadedFile("all.json", content)} | more
    )


@pytest.fixture
def coordinator(client, dilys):
    client.force_login(dilys)
    return client


@pytest.fixture
def run_of(coordinator, django_capture_on_commit_callbacks):
    """A file is sent, and read by the process beside."""

    def sending(content: bytes, **more: object) -> SourceRun:
        with django_capture_on_commit_callbacks(execute=True):
            answer = sent(coordinator, content, **more)
        assert answer.status_code == 302, answer.content.decode()
        return SourceRun.objects.latest("pk")

    return sending


def test_a_directory_is_looked_at_first_and_then_brought_in(
    coordinator, run_of, django_capture_on_commit_callbacks
):
    run = run_of((FEEDS / "aldermouth.json").read_bytes())
    page = coordinator.get(reverse("directory:source_run", args=[run.pk])).content.decode()
    assert "Nothing was written yet" in page
    assert "4 new." in page
    assert not Activity.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(reverse("directory:source_run", args=[run.pk]), {"do": "bring_in"})

    run.refresh_from_db()
    assert (run.state, run.content, Activity.objects.count()) == (RunState.DONE, None, 4)
    page = coordinator.get(reverse("directory:source_run", args=[run.pk])).content.decode()
    assert "Has no name." in page
    assert "Council" in coordinator.get(SOURCES).content.decode()
    assert Source.objects.get().last_on == timezone.localdate()


def test_the_report_is_a_table_that_runs_nothing(coordinator, run_of):
    run = run_of((FEEDS / "aldermouth.json").read_bytes())

    answer = coordinator.get(reverse("directory:source_report", args=[run.pk]))

    table = answer.content.decode()
    assert "attachment" in answer["Content-Disposition"]
    assert "\"'=HYPERLINK" in table
    assert '"Left out"' in table


def test_what_cannot_be_read_is_said_and_the_directory_is_as_it_was(coordinator, run_of):
    run = run_of(b'[{"id": "1", "na')

    page = coordinator.get(reverse("directory:source_run", args=[run.pk])).content.decode()

    assert run.state == RunState.REFUSED
    assert "The directory is as it was." in page
    assert "breaks off" in page


def test_an_address_of_this_machine_is_refused(coordinator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(SOURCES, {"name": "Council", "address": "http://127.0.0.1:9/services"})

    run = SourceRun.objects.get()
    assert run.state == RunState.REFUSED
    assert "private network" in run.refused


def test_a_run_that_is_left_leaves_nothing(coordinator, run_of):
    run = run_of(json.dumps([service(1, "Tea")]).encode())

    coordinator.post(reverse("directory:source_run", args=[run.pk]), {"do": "drop"})

    assert not SourceRun.objects.exists()
    assert not Source.objects.exists()


def test_a_table_is_read_with_its_mapping_and_the_next_time_without_sending_it(run_of):
    table, mapping = (FEEDS / "warm.csv").read_bytes(), (FEEDS / "warm.toml").read_bytes()
    first = run_of(table, mapping=SimpleUploadedFile("warm.toml", mapping))

    assert first.counts["new"] == 2


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "one of the two"),
        ({"address": "ftp://example.org"}, "begins with https://"),
        ({"name": "", "address": "https://example.org"}, "Say whose directory it is"),
        (
            {"mapping": SimpleUploadedFile("m.toml", b"[columns]\nnonsense = 'x'")},
            "The mapping names nonsense",
        ),
        (
            {"mapping": SimpleUploadedFile("m.toml", b"[columns]\nname = 5")},
            "gives name no heading of a column",
        ),
        ({"mapping": SimpleUploadedFile("m.toml", b"\x89PNG\r\n\x1a\n\xff")}, "no text in UTF-8"),
    ],
)
def test_what_is_missing_is_said(coordinator, said, words):
    page = coordinator.post(SOURCES, {"name": "Council"} | said).content.decode()

    assert words in page
    assert not SourceRun.objects.exists()


def test_connectors_find_no_such_page(client, ruth):
    client.force_login(ruth)

    assert client.get(SOURCES).status_code == 404


def test_runs_that_nobody_confirmed_are_forgotten_after_a_day(run_of):
    old = run_of(json.dumps([service(1, "Tea")]).encode())
    SourceRun.objects.update(at=timezone.now() - timedelta(days=2))

    run_of(json.dumps([service(2, "Dominoes")]).encode())

    assert not SourceRun.objects.filter(pk=old.pk).exists()


@pytest.fixture
def being_brought_in(coordinator, run_of):
    """It was read, and somebody has said that it is right; the process beside is not at it yet."""
    run = run_of(json.dumps([service(1, "Tea")]).encode())
    coordinator.post(reverse("directory:source_run", args=[run.pk]), {"do": "bring_in"})
    return run


def test_what_two_people_confirm_is_brought_in_once(
    coordinator, being_brought_in, django_capture_on_commit_callbacks
):
    here = reverse("directory:source_run", args=[being_brought_in.pk])

    with django_capture_on_commit_callbacks() as afterwards:
        answer = coordinator.post(here, {"do": "bring_in"})

    assert answer.url == here
    assert afterwards == []
    assert Event.objects.filter(action="SOURCE_CONFIRMED").count() == 1


def test_what_is_being_brought_in_cannot_be_taken_back(coordinator, being_brought_in):
    coordinator.post(reverse("directory:source_run", args=[being_brought_in.pk]), {"do": "drop"})

    being_brought_in.refresh_from_db()
    assert being_brought_in.state == RunState.WRITING
    assert not Event.objects.filter(action="SOURCE_DROPPED").exists()
