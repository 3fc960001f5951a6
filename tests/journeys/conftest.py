"""A phone and a desk, in a real browser, at a real server. What the browser complains of fails."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.support.models import Episode
from tests.casework import made
from tests.uncounted import not_counted

from .accessibility import AXE
from .chromium import find_chromium
from .steps import Clock, Team, team_of_aldermouth

__all__ = ["not_counted"]

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PATIENCE = 10_000  # milliseconds


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys of this process."""
    # Playwright runs a loop in this thread, which Django takes for asynchronous code; it is not.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def open_browser(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Any]]:
    """`with open_browser(**options) as page`: a browser of its own, without anything remembered."""

    @contextmanager
    def open_page(**options: Any) -> Iterator[Page]:
        asked = {"locale": "en-GB", "timezone_id": "Europe/London", "base_url": live_server.url}
        context = browser.new_context(**(asked | options))
        context.add_init_script(AXE)  # to send it to each page takes half as long as to run it
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(3 * PATIENCE)  # the first page loads all the code
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: (
                complaints.append(said.text) if "Content Security Policy" in said.text else None
            ),
        )
        yield page
        context.close()
        assert not complaints, complaints

    with requests_answered():
        yield open_page


@contextmanager
def requests_answered() -> Iterator[None]:
    """At the end the server has answered all that was asked of it meanwhile.

    A request still in hand locks what the next thing empties, and writes into what is empty.
    """
    in_hand, change = set[int](), threading.Condition()

    def begins(**_: Any) -> None:
        with change:
            in_hand.add(threading.get_ident())

    def ends(**_: Any) -> None:
        with change:
            in_hand.discard(threading.get_ident())
            change.notify_all()

    request_started.connect(begins)
    request_finished.connect(ends)
    try:
        yield
        with change:
            assert change.wait_for(lambda: not in_hand, timeout=3 * PATIENCE / 1000)
    finally:
        request_started.disconnect(begins)
        request_finished.disconnect(ends)


@pytest.fixture
def phone(open_browser: Callable[..., Any]) -> Iterator[Page]:
    """A page as wide as a phone, and touched with a thumb."""
    with open_browser(**PHONE) as page:
        yield page


@pytest.fixture
def desk(open_browser: Callable[..., Any]) -> Iterator[Page]:
    """A page at a desk."""
    with open_browser(**DESK) as page:
        yield page


@pytest.fixture
def desk_without_javascript(open_browser: Callable[..., Any]) -> Iterator[Page]:
    """A page at a desk, with JavaScript off."""
    with open_browser(**DESK, java_script_enabled=False) as page:
        yield page


@pytest.fixture
def aldermouth(transactional_db: None) -> Scheme:
    return made.scheme()


@pytest.fixture
def ruth(aldermouth: Scheme) -> Worker:
    """A connector of Aldermouth."""
    return made.worker("Ruth Adeyemi", "connector", aldermouth)


@pytest.fixture
def owen(aldermouth: Scheme) -> Worker:
    """Another connector of Aldermouth."""
    return made.worker("Owen Castellani", "connector", aldermouth)


@pytest.fixture
def episode(aldermouth: Scheme, ruth: Worker) -> Episode:
    """Peg with Ruth, for a fortnight."""
    peg, today = made.person(aldermouth, key_safe="By the side door"), timezone.localdate()
    return made.episode(
        peg, ruth, allocated_on=today - timedelta(days=20), started_on=today - timedelta(days=15)
    )


@pytest.fixture
def team(clock: Clock, transactional_db: None) -> Team:
    """Everybody whom a story needs. A story says for itself when it begins: its fixture `clock`."""
    return team_of_aldermouth()
