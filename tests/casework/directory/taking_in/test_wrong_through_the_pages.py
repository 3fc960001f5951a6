"""Wrong input, sent through the pages: said in words, and the directory is as it was."""

from __future__ import annotations

import io
import os
import zipfile
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.casework.directory.fetching import Fetcher
from alongside.casework.directory.fetching.addresses import checked_ip
from alongside.casework.directory.models import Activity, Organisation, Place, RunState, SourceRun
from alongside.casework.directory.taking_in import on_its_way
from tests.casework.directory.fetching.test_fetching import feed  # noqa: F401 - a fixture

from .conftest import FEEDS

SOURCES = "/activities/sources/"
RUNNING = "alongside.casework.directory.taking_in.running"
NETWORK = "alongside.casework.directory.fetching.network"


@pytest.fixture
def told(client, dilys, django_capture_on_commit_callbacks, monkeypatch):
    """What Dilys reads after she has sent it; nothing of it is in the directory."""
    client.force_login(dilys)
    monkeypatch.setattr(f"{RUNNING}.Fetcher", partial(Fetcher, wait=lambda seconds: None))

    def sending(**what: object) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            page = client.post(SOURCES, {"name": "Council"} | what)
        if page.status_code == 302:
            page = client.get(page["Location"])
        assert not SourceRun.objects.exclude(state=RunState.REFUSED).exists()
        for model in (Activity, Organisation, Place):
            assert not model._base_manager.exists()
        return page.content.decode()

    return sending


def bomb() -> bytes:
    """A small ZIP of a very long table."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("services.csv", "w") as table,
    ):
        table.write(b"id,name\n")
        for _ in range(310):
            table.write(b"0" * 1_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda: (FEEDS / "aldermouth.json").read_bytes()[:2_500], "It breaks off"),
        (lambda: b"nothing that anybody reads", "It is none of what is taken"),
        (lambda: b"<html>Busy</html>", "It is a web page"),
        (lambda: b"\x89PNG\r\n\x1a\n" + os.urandom(2_000), "It is none of what is taken"),
        (lambda: b"[" * 100_000, "deeper than any directory"),
        (bomb, "It unpacks to more than 300 MB"),
        (lambda: (FEEDS / "warm.csv").read_bytes(), "It is a table, and needs a mapping"),
    ],
)
def test_a_file_that_is_none(told, content, words):
    page = told(file=SimpleUploadedFile("all.json", content()))

    assert words in page
    assert "The directory is as it was." in page


def test_a_file_that_is_too_large(told, monkeypatch):
    monkeypatch.setattr("alongside.casework.directory.forms_sources.LARGEST", 1_000)
    assert on_its_way.LARGEST == 20_000_000

    assert "At most 20 MB can be sent here" in told(file=SimpleUploadedFile("a.json", b"[" * 2_000))


def test_a_failure_that_stays_is_asked_about_three_times(told, feed, settings):  # noqa: F811 - the fixture
    settings.DIRECTORY_PRIVATE = True
    feed.answers = lambda path, query: (500, {}, b"")

    page = told(address=f"{feed.address}/services")

    assert "The directory is as it was." in page
    assert "500" in page
    assert len(feed.asked) == 3


def test_an_address_that_leads_to_a_private_one(told, feed, monkeypatch):  # noqa: F811 - the fixture
    monkeypatch.setattr(
        f"{NETWORK}.checked_ip",
        lambda host, port, private: (
            "127.0.0.1" if host == "public.example.org" else checked_ip(host, port, private=private)
        ),
    )
    feed.answers = lambda path, query: (302, {"Location": "http://169.254.169.254/keys"}, b"")

    page = told(address=f"http://public.example.org:{feed.server.server_port}/services")

    assert "169.254.169.254 is of a private network, or of this machine." in page
    assert "The directory is as it was." in page
